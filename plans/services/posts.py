"""Who holds a post and who deputises for its holder, from when to when. A post has one holder at a time."""

from datetime import date, timedelta

from django.db import transaction

from core.dates.calendar import in_words

from ..models import Holding, Plan
from ..permissions import Permission, require
from .plans import save_reference

DAY = timedelta(days=1)


class HoldingRefused(Exception):
    """These dates cannot be. The text says why and what to do."""


@transaction.atomic
def hold_post(*, post, person, on, by):
    """`person` holds `post` from `on`, and whoever held it ends the day before. `on` None: since an unknown day.

    A holding that began on `on` itself was a mistake: its person is put right. Whoever is written down to take the
    post later still does, so that the new holding ends the day before. Nobody deputises for themselves: where `person`
    did, that ends. Returns the holding.
    """
    _enter(post, by)
    for deputy in post.holdings.filter(capacity=Holding.Capacity.DEPUTY, person=person) if on else ():
        _end(deputy, on, by)
    held = list(post.holdings.filter(capacity=Holding.Capacity.HOLDER))
    same = next((holding for holding in held if holding.held_from == on), None)
    if same:
        same.person = person
        return save_reference(record=same, by=by)
    for before in held if on else ():
        _end(before, on, by)
    later = [holding.held_from for holding in held if _begins_after(holding, on)]
    until = min(later) - DAY if later else None
    return save_reference(record=Holding(post=post, person=person, held_from=on, held_to=until), by=by)


@transaction.atomic
def end_holding(*, post, on, by):
    """Nobody holds `post` any longer from `on`. A holding that began on `on` itself was a mistake and goes."""
    _enter(post, by)
    for holding in post.holdings.filter(capacity=Holding.Capacity.HOLDER):
        _end(holding, on, by)


@transaction.atomic
def deputise(*, post, person, on, until=None, by):
    """`person` deputises for the holder of `post` from `on` (None: an unknown day) to `until` (None: not known yet).

    There may be several deputies at once. Raises HoldingRefused where the dates do not fit together, or the same
    person deputises in these days already.
    """
    _enter(post, by)
    holding = Holding(post=post, person=person, capacity=Holding.Capacity.DEPUTY, held_from=on, held_to=until)
    _check(holding)
    return save_reference(record=holding, by=by)


@transaction.atomic
def date_holding(*, holding, held_from, held_to, by):
    """Put right from when to when somebody holds a post or deputises, or say when it ends. None is an unknown day.

    Raises HoldingRefused where the days are the wrong way round, or somebody else holds the post in some of them.
    """
    _enter(holding.post, by)
    holding.held_from, holding.held_to = held_from, held_to
    _check(holding)
    return save_reference(record=holding, by=by)


@transaction.atomic
def drop_holding(*, holding, by):
    """Take out a holding that never was. It stays in the audit trail."""
    _enter(holding.post, by)
    _drop(holding, by)


def covers(holding, on):
    """Whether somebody holds or deputises on the day `on`; an unknown beginning or end is open."""
    return (holding.held_from or date.min) <= on <= (holding.held_to or date.max)


def _enter(post, by):
    """Ask whether `by` may; two who change the holders of one post at once do it one after the other."""
    require(by, Permission.MANAGE_PLAN, post.plan)
    Plan.objects.held(post.plan_id)


def _begins_after(holding, on):
    return holding.held_from is not None and (on is None or holding.held_from > on)


def _end(holding, on, by):
    """What holds on the day `on` ends the day before; what would begin on `on` goes."""
    if holding.held_from == on:
        _drop(holding, by)
    elif covers(holding, on):
        holding.held_to = on - DAY
        save_reference(record=holding, by=by)


def _drop(holding, by):
    holding._history_user = by
    holding.delete()


def _check(holding):
    begins, ends = holding.held_from or date.min, holding.held_to or date.max
    if begins > ends:
        raise HoldingRefused(
            f"The last day, {in_words(ends)}, is before the first, {in_words(begins)}. Put one of them right."
        )
    for other in holding.post.holdings.filter(capacity=holding.capacity).exclude(pk=holding.pk):
        # A post has one holder at a time; of deputies there may be several, each of them once.
        alone = holding.capacity == Holding.Capacity.HOLDER or other.person_id == holding.person_id
        if alone and begins <= (other.held_to or date.max) and (other.held_from or date.min) <= ends:
            does = "holds" if holding.capacity == Holding.Capacity.HOLDER else "deputises for"
            raise HoldingRefused(
                f"{other.person} {does} {holding.post} {days_in_words(other)}. "
                "Choose days that do not overlap, or put those right first."
            )


def days_in_words(holding):
    """From when to when, in words: "from 1 May 2019 to 31 July 2019", "since an unknown day"."""
    begins = f"from {in_words(holding.held_from)}" if holding.held_from else ""
    if holding.held_to:
        return f"{begins} to {in_words(holding.held_to)}".strip() if begins else f"until {in_words(holding.held_to)}"
    return begins or "since an unknown day"
