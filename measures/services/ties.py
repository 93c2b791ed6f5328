"""What a measure shows the effect of: actions and objectives, tied from a day on, and the measure of an action."""

from django.db import transaction

from actions.models import Action, LeadRole
from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import end_tie, keep_tie

from ..models import Measure, MeasureAction, MeasureObjective, MeasureStatement
from .measures import add_measure
from .refusals import MeasureRefused, require_counted, require_open, told_on

LONGEST_NAME = MeasureStatement._meta.get_field("name").max_length
_LONGEST_OWNER = MeasureStatement._meta.get_field("owner_as_written").max_length


@transaction.atomic
def tie_measure(*, measure, to, on, by):
    """Say that `measure` shows the outcome of `to`, an action or an objective, from `on`. Returns the tie.

    Tied already, that which is. Raises PermissionDenied, MeasureRefused.
    """
    model, end = _hold(measure, to, on, by)
    if to.plan_id != measure.plan_id:
        raise MeasureRefused("This belongs to another plan: choose one of this plan.")
    return keep_tie(model, measure=measure, **{end: to}, on=on, by=by)


@transaction.atomic
def untie_measure(*, measure, to, on, by):
    """Say that `measure` no longer shows `to` from `on`; where it does not, nothing is done.

    Raises PermissionDenied, MeasureRefused.
    """
    model, end = _hold(measure, to, on, by)
    end_tie(model, measure=measure, **{end: to}, on=on, by=by)


@transaction.atomic
def make_measure_of(*, action, on, by):
    """Make the outcome measure of an action a measure that is tied to it. Returns it; where it has one, that one.

    Its owners are the posts that lead the action. Raises PermissionDenied, MeasureRefused.
    """
    require(by, Permission.KEEP_MEASURES, action.plan)
    Plan.objects.held(action.plan_id)
    tied = action.tied_measures.lasting(on).select_related("measure__plan").order_by("pk").first()
    if tied:
        return tied.measure
    told = action.statements.filter(effective_on__lte=on).first()
    text = told.outcome_measure.strip() if told else ""
    if not text:
        raise MeasureRefused("Nothing is written of how the outcome of this action is measured: write that first.")
    name = " ".join(text.split())
    facts = {
        "name": name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…",
        "description": "" if len(name) <= LONGEST_NAME else text,
        "source": f"Outcome measure of action {action.ref}" if action.ref else "Outcome measure of an action",
    }
    measure = add_measure(plan=action.plan, facts=facts | _owners(told), is_private=action.is_private, on=on, by=by)
    keep_tie(MeasureAction, measure=measure, action=action, on=on, by=by)
    return measure


def _owners(told):
    """The posts that lead an action from day to day, else those that answer for it."""
    for role, written in ((LeadRole.OPS_LEAD, told.ops_lead_as_written), (LeadRole.SRO, told.sro_as_written)):
        posts = [lead["post"] for lead in told.leads if lead["role"] == role and lead["post"]]
        if posts:
            return {"owners": posts, "owner_as_written": " ".join(written.split())[:_LONGEST_OWNER]}
    return {}


def _hold(measure, to, on, by):
    """(the model of a tie to `to`, the name of that end), for one writer at a time."""
    require(by, Permission.KEEP_MEASURES, measure.plan)
    measure = Measure.objects.held(measure)
    require_counted(told_on(measure, on))
    require_open(measure.plan, on)
    return (MeasureAction, "action") if isinstance(to, Action) else (MeasureObjective, "objective")
