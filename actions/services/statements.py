"""Every write of actions: keyword-only, one transaction, permission checked, the audit trail beside it.

Everything said about an action arrives as statements; the action's own columns follow from them here and nowhere else.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import Person
from core.history import create_all, delete_all, update_all
from plans.models import Decision
from plans.permissions import Permission, require

from ..models import (
    FACTS,
    Action,
    ActionRecommendation,
    Assignment,
    DueDateChange,
    Origin,
    Recommendation,
    Statement,
)
from ..rights import require_update


@dataclass(slots=True)
class Entry:
    """One statement to be recorded. `action` may be unsaved: it is then created, with `parent` and `recommendations`.

    `facts` are {name of a fact: value}; what is not named stays as it was in the statement `before`. Where the due date
    moves, `reason`, `requested_by` and `decision` are kept with the move. `submission` names the form that was sent.
    """

    action: Action
    facts: dict
    origin: str = Origin.IMPORT
    where: str = ""
    reason: str = ""
    parent: "Entry | None" = None
    recommendations: list = field(default_factory=list)
    before: Statement | None = None
    no_change: bool = False
    submission: UUID | None = None
    requested_by: Person | None = None
    decision: Decision | None = None


@transaction.atomic
def write_recommendations(*, plan, new, reworded, by):
    """Create the unsaved `Recommendation` rows in `new`, save the changed words of those in `reworded`."""
    require(by, Permission.CHANGE_SCOPE, plan)
    for recommendation in new:
        recommendation.plan = plan
    create_all(Recommendation, new, by=by)
    update_all(Recommendation, reworded, ["text"], by=by)


@transaction.atomic
def meet_recommendation(*, action, recommendation, by):
    """Say that an action meets a recommendation too."""
    require(by, Permission.CHANGE_SCOPE, action.plan)
    link = ActionRecommendation(action=action, recommendation=recommendation)
    link._history_user = by
    link.save()


@transaction.atomic
def place_action(*, action, by, **fields):
    """Put an action elsewhere in the plan: another area, parent or position."""
    require(by, Permission.CHANGE_SCOPE, action.plan)
    for name, value in fields.items():
        setattr(action, name, value)
    action._history_user = by
    action.save()


@transaction.atomic
def record_statements(*, plan, entries, effective_on, by):
    """Record what is said of many actions, all effective on one date. Returns the statements.

    A statement older than what is known fills the past; only the latest one shows in the action's own columns.
    """
    require_update(by, plan, [entry.action for entry in entries], effective_on)
    known = [entry for entry in entries if entry.action.pk]
    told = Statement.objects.filter(action__in=[entry.action for entry in known]).order_by()
    told = told.values_list("action", flat=True).distinct()
    later = set(told.filter(effective_on__gt=effective_on))
    dated = set(told.filter(effective_on__lte=effective_on, due_on__isnull=False))
    _create_new(plan, [entry for entry in entries if not entry.action.pk], by)
    statements = create_all(Statement, [_statement(entry, effective_on, by) for entry in entries], by=by)
    _explain_moves(entries, statements, by)
    _follow(known, later, dated, by)
    return statements


def _create_new(plan, entries, by):
    """Insert the new actions, parents before children, with their recommendations and assignments."""
    last = plan.actions.aggregate(last=Max("key"))["last"] or 0
    for key, entry in enumerate(entries, last + 1):
        entry.action.plan, entry.action.key = plan, key
        _set_facts(entry.action, entry.facts)
        entry.action.original_due_on = entry.action.due_on
    waiting = entries
    while waiting:
        ready = [entry for entry in waiting if entry.parent is None or entry.parent.action.pk]
        for entry in ready:
            entry.action.parent = entry.parent.action if entry.parent else entry.action.parent
        create_all(Action, [entry.action for entry in ready], by=by)
        waiting = [entry for entry in waiting if entry.action.pk is None]
    links = [ActionRecommendation(action=e.action, recommendation=r) for e in entries for r in e.recommendations]
    create_all(ActionRecommendation, links, by=by)
    create_all(Assignment, [row for entry in entries for row in _assignments(entry.action)], by=by)


def _set_facts(record, facts):
    for name, value in facts.items():
        setattr(record, name, value)


def _statement(entry, effective_on, by):
    statement = Statement(
        action=entry.action,
        effective_on=effective_on,
        origin=entry.origin,
        where=entry.where,
        recorded_by=by,
        no_change=entry.no_change,
        submission=entry.submission,
    )
    if entry.before:
        _set_facts(statement, {name: getattr(entry.before, name) for name in FACTS})
    _set_facts(statement, entry.facts)
    return statement


def _assignments(action):
    seats = {}
    for lead in action.leads:
        seat = seats[lead["role"]] = seats.get(lead["role"], -1) + 1
        yield Assignment(
            action=action, role=lead["role"], position=seat, post_id=lead["post"], person_id=lead["person"]
        )


def _explain_moves(entries, statements, by):
    """A row for each statement that moved a due date which stood before, or for which a decision set the first one."""
    moves = [
        DueDateChange(
            statement=statement, reason=entry.reason, requested_by=entry.requested_by, decision=entry.decision
        )
        for entry, statement in zip(entries, statements, strict=True)
        if entry.before and (entry.before.due_on or entry.decision) and entry.before.due_on != statement.due_on
    ]
    create_all(DueDateChange, moves, by=by)


def _follow(entries, later, dated, by):
    """Bring the columns of actions that existed before up to their latest statement.

    `later` are the actions with a statement that holds after this one, `dated` those with a due date stated before it.
    """
    moved, reassigned = [], []
    for entry in entries:
        action, leads = entry.action, entry.action.leads
        if action.pk not in later:
            _set_facts(action, entry.facts)
        if action.pk not in dated and entry.facts.get("due_on"):
            action.original_due_on = entry.facts["due_on"]
        if action.leads != leads:
            reassigned.append(action)
        moved.append(action)
    update_all(Action, moved, [*FACTS, "original_due_on"], by=by)
    delete_all(Assignment, list(Assignment.objects.filter(action__in=reassigned)), by=by)
    create_all(Assignment, [row for action in reassigned for row in _assignments(action)], by=by)
