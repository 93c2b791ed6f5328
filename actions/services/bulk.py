"""Every write that changes many actions at once: who leads them, and whether they are in scope.

Both start from what a page showed: `seen` is {key of an action: key of the statement that held}. Where one of the
actions has changed since, nothing at all is written. A form that is sent twice is recorded once: each statement carries
a submission of its own, made from that of the form.
"""

from uuid import uuid5

from django.db import transaction

from core.history import create_all
from plans.models import Decision, Plan
from plans.permissions import Permission, require
from plans.services import record_decision

from ..bulk import with_leads, with_scope
from ..models import Origin, ScopeChange, Statement
from .statements import Entry, record_statements


class ChangedMeanwhile(Exception):
    """Some of the actions changed since they were shown, or are in the plan no longer. Nothing was written."""

    def __init__(self, actions):
        which = ", ".join(action.ref or f"“{action.title[:60]}”" for action in actions) or "an action that has gone"
        super().__init__(f"Somebody changed this meanwhile: {which}. Nothing was saved. Look again, then confirm.")


class NothingChanges(ValueError):
    """The actions are all as asked for already."""

    def __init__(self):
        super().__init__("Nothing would change: the actions are like this already. Choose others.")


@transaction.atomic
def reassign(*, plan, seen, leads, reason, submission, on, by):
    """Give actions to other leads. Returns the new statements; what is led so already gets none.

    `leads` are {`LeadRole`: the `Post`s that lead in that role, in their order}; a role that is not named stays as it
    is. Raises PermissionDenied, ChangedMeanwhile, NothingChanges.
    """
    asked = _Change(plan, seen, reason, submission, on, by)
    if sent := asked.sent_before():
        return sent
    return asked.record(lambda before: with_leads(before, leads), ScopeChange.Kind.REASSIGNED, Origin.FORM)


@transaction.atomic
def rescope(*, plan, seen, in_scope, reason, submission, on, by):
    """Put actions in or out of scope, by a decision that is kept with them. Returns the new statements.

    Raises PermissionDenied, ChangedMeanwhile, NothingChanges.
    """
    asked = _Change(plan, seen, reason, submission, on, by)
    if sent := asked.sent_before():
        return sent
    kind = ScopeChange.Kind.IN_SCOPE if in_scope else ScopeChange.Kind.OUT_OF_SCOPE
    decision = record_decision(plan=plan, kind=Decision.Kind.SCOPE_CHANGED, text=reason, on=on, by=by)
    return asked.record(lambda before: with_scope(before, in_scope), kind, Origin.DECISION, decision)


class _Change:
    """One change of many actions, by whoever may give actions to other leads."""

    def __init__(self, plan, seen, reason, submission, on, by):
        require(by, Permission.REASSIGN_ACTION, plan)
        if not reason.strip():
            raise ValueError("A change of many actions has a reason.")
        self.plan, self.reason, self.submission, self.on, self.by = plan, reason, submission, on, by
        Plan.objects.held(plan.pk)
        self.actions = {action.key: action for action in plan.actions.filter(key__in=seen)}
        self.seen = seen

    def sent_before(self):
        """The statements that this form gave when it was sent the first time, if it was."""
        marks = [self._mark(action) for action in self.actions.values()]
        return list(Statement.objects.filter(submission__in=marks).order_by("pk"))

    def record(self, change, kind, origin, decision=None):
        entries = [
            Entry(before.action, facts, origin=origin, before=before, submission=self._mark(before.action))
            for before in self._held()
            if (facts := change(before))
        ]
        if not entries:
            raise NothingChanges
        said = record_statements(plan=self.plan, entries=entries, effective_on=self.on, by=self.by)
        create_all(ScopeChange, [self._why(statement, kind, decision) for statement in said], by=self.by)
        return said

    def _held(self):
        """The statements that hold now, those that were seen. Raises ChangedMeanwhile."""
        held = Statement.objects.as_at(self.plan, self.on).filter(action__key__in=self.seen)
        now = {statement.action.key: statement for statement in held}
        changed = [a for key, a in self.actions.items() if key not in now or now[key].pk != self.seen[key]]
        if changed or len(self.actions) < len(self.seen):
            raise ChangedMeanwhile(changed)
        for key, statement in now.items():
            statement.action = self.actions[key]
        return now.values()

    def _mark(self, action):
        return uuid5(self.submission, str(action.pk))

    def _why(self, statement, kind, decision):
        return ScopeChange(
            action=statement.action,
            kind=kind,
            reason=self.reason,
            effective_on=self.on,
            statement=statement,
            decision=decision,
            recorded_by=self.by,
        )
