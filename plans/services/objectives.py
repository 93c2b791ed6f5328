"""What a plan is to achieve: its objectives, added and put right."""

from django.db import transaction
from django.db.models import Max

from ..models import Objective, Plan
from ..permissions import Permission, require
from .plans import save_reference


class ObjectiveRefused(ValueError):
    """The objective cannot be so. `field` is what it is about; the text says why and what to do."""

    def __init__(self, field, sentence):
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def keep_objective(*, plan, title, ref="", objective=None, by):
    """Add an objective to a plan, or put `objective` right. Returns it; one added by a form sent twice is added once.

    Raises PermissionDenied, ObjectiveRefused.
    """
    require(by, Permission.MANAGE_PLAN, plan)
    plan = Plan.objects.held(plan.pk)
    title, ref = " ".join(title.split()), " ".join(ref.split())
    others = plan.objectives.exclude(pk=objective and objective.pk)
    named = others.filter(title__iexact=title).first()
    if named and objective is None and named.ref == ref:
        return named
    if named:
        raise ObjectiveRefused("title", f"“{named}” is an objective of this plan already: say what is different.")
    called = f"{ref} {title}".strip().casefold()
    if any(str(each).casefold() == called for each in others):
        raise ObjectiveRefused("title", f"“{title}” is what another is called: say what is different.")
    if ref and (same := others.filter(ref__iexact=ref).first()):
        raise ObjectiveRefused("ref", f"“{same}” has the reference {same.ref} already: give this one another.")
    if objective is None:
        last = plan.objectives.aggregate(last=Max("position"))["last"]
        objective = Objective(plan=plan, position=0 if last is None else last + 1)
    objective.title, objective.ref = title, ref
    return save_reference(record=objective, by=by)
