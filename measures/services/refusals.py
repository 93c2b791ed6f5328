"""Why a write of measures was not done, and what all of them ask first."""

from core.dates.calendar import in_words
from plans.models import Holding
from plans.permissions import Permission, Rights, refusal
from plans.services import periods


class MeasureRefused(ValueError):
    """What was said cannot be kept; nothing was written. The text says why and what to do."""


class MeasureChanged(Exception):
    """Somebody else said something since the page was made: `record`, which holds now."""

    def __init__(self, record, what="changed this measure"):
        super().__init__(f"Somebody {what} meanwhile. Read how it stands now, then save yours or drop it.")
        self.record = record


def require_open(plan, on):
    """Raise MeasureRefused where `on` falls into a period that is frozen: what was reported then stays as it was."""
    try:
        periods.require_open(plan, on)
    except periods.PeriodFrozen as error:
        raise MeasureRefused(str(error)) from None


def told_on(measure, on):
    """The statement of `measure` that holds as at `on`. Raises MeasureRefused where there is none."""
    told = measure.statements.filter(effective_on__lte=on).first()
    if told is None:
        raise MeasureRefused(f"This measure is not known as at {in_words(on)}: look at it on a later day.")
    return told


def require_counted(told):
    """Raise MeasureRefused unless a measure is still counted."""
    if not told.is_open:
        raise MeasureRefused("This measure is closed: reopen it first.")


class MayEnter:
    """Whether `user` may enter the values of measures, asked of many of them in two queries at most."""

    def __init__(self, user, plan, on, rights=None):
        rights = Rights.of(user, plan) if rights is None else rights
        self.all = rights.may(Permission.KEEP_MEASURES)
        owns = not self.all and rights.may(Permission.UPDATE_OWN_MEASURE) and user.person_id is not None
        self.posts = (
            set(Holding.objects.posts_of(user.person_id, on).values_list("post", flat=True)) if owns else frozenset()
        )

    def __call__(self, owners):
        """Of a measure whose owners are the posts of those keys."""
        return self.all or not self.posts.isdisjoint(owners)

    def require(self, owners):
        """Raise PermissionDenied unless it is so."""
        if not self(owners):
            raise refusal(Permission.UPDATE_OWN_MEASURE)
