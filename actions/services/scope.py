"""Every change of scope: an action is added, withdrawn, merged, replaced, reworded, paused or resumed, and why.

Each change is a decision, a statement that holds it, and a `ScopeChange` that says what became of the action. What has
ended stays readable with its past, is no longer counted, and its reference is never used again.
"""

from dataclasses import dataclass, field

from django.db import transaction

from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Decision, Plan
from plans.permissions import Permission, require
from plans.services import record_decision

from ..models import Action, LeadRole, Origin, ScopeChange, Standing
from ..scope import ENDED, kinds_for
from .statements import Entry, record_statements

REWORDABLE = ("title", "outcome_measure", "success_measure")
_TAKEN_OVER = (
    *("leads", "sro_as_written", "ops_lead_as_written", "due_on", "due_as_written"),
    *("outcome_measure", "success_measure", "in_scope", "scope_as_written"),
)
_Kind = ScopeChange.Kind
_STANDING = {
    _Kind.WITHDRAWN: Standing.WITHDRAWN,
    _Kind.MERGED: Standing.MERGED,
    _Kind.REPLACED: Standing.REPLACED,
    _Kind.PAUSED: Standing.PAUSED,
    _Kind.RESUMED: Standing.LIVE,
}


class ScopeImpossible(Exception):
    """The scope cannot be changed like this; nothing was written. `field` names what to put right, where it is one."""

    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field


@dataclass(slots=True)
class NewAction:
    """An action to be added. `sro` and `ops_lead` are posts of the plan or None; `ref` may be empty.

    One with a reference stands under the action whose reference begins its own ("1.3.2" under "1.3"). `area` None is
    the one that its parent or the first number of its reference names. From the action `like` it takes its area, leads,
    due date, measures and recommendations.
    """

    ref: str
    title: str
    area: object = None
    sro: object = None
    ops_lead: object = None
    due_on: object = None
    outcome_measure: str = ""
    success_measure: str = ""
    recommendations: list = field(default_factory=list)
    like: Action | None = None


@transaction.atomic
def add_action(*, plan, new, reason, meeting=None, on, by):
    """Add an action, live from `on`. Returns it. The same one for the same reason, sent twice, is added once.

    Raises ScopeImpossible for a reference used before, under an action that has ended or of no area; MeetingRefused.
    """
    require(by, Permission.CHANGE_SCOPE, plan)
    plan = Plan.objects.held(plan.pk)
    _need(new.title, "Enter what is to be done.", "title")
    ref = " ".join(new.ref.split())
    if sent := _added_before(plan, ref, _facts(new), reason, by):
        return sent
    _need_a_new_reference(plan, ref)
    parent = _parent_of(plan, ref)
    area = new.area or (parent.area if parent else new.like.area if new.like else _area_of(plan, ref))
    action = Action(ref=ref, area=area, parent=parent, position=_place(plan, parent, area))
    met = [*new.recommendations, *(new.like.recommendations.all() if new.like else ())]
    entry = Entry(action, _facts(new), origin=Origin.DECISION, recommendations=met)
    _change(plan, _Kind.ADDED, entry, reason, meeting, on, by)
    return action


def _facts(new):
    if new.like:
        return {name: getattr(new.like, name) for name in _TAKEN_OVER} | {"title": new.title}
    leads = [(LeadRole.SRO, new.sro), (LeadRole.OPS_LEAD, new.ops_lead)]
    return {
        "title": new.title,
        "leads": [{"role": role.value, "post": post.pk, "person": None} for role, post in leads if post],
        "sro_as_written": new.sro.abbreviation if new.sro else "",
        "ops_lead_as_written": new.ops_lead.abbreviation if new.ops_lead else "",
        "due_on": new.due_on,
        "due_as_written": in_words(new.due_on) if new.due_on else "",
        "outcome_measure": new.outcome_measure,
        "success_measure": new.success_measure,
    }


def _added_before(plan, ref, facts, reason, by):
    """The action that was added by this form, where it was sent before and nothing was said of the action since."""
    added = ScopeChange.objects.filter(action__plan=plan, kind=_Kind.ADDED, reason=reason, recorded_by=by)
    change = added.select_related("action").order_by("pk").last()
    action = change and change.action
    same = action and action.ref == ref and all(getattr(action, name) == value for name, value in facts.items())
    return action if same and action.statements.count() == 1 else None


@transaction.atomic
def withdraw_action(*, action, reason, with_children=None, meeting=None, on, by):
    """Withdraw an action. Returns the `ScopeChange`.

    Where actions stand under it that have not ended, `with_children` says whether they are withdrawn too (True) or stay
    (False). Raises ScopeImpossible where that is not said, or where it cannot be withdrawn; MeetingRefused.

    Of this and of every change below: the same for the same reason, sent twice, is one change.
    """
    return _once(
        action,
        _Kind.WITHDRAWN,
        reason,
        by,
        lambda held: _end(held, _Kind.WITHDRAWN, None, reason, with_children, meeting, on, by),
    )


@transaction.atomic
def merge_action(*, action, into, reason, with_children=None, meeting=None, on, by):
    """Merge an action `into` another of the plan, which goes on. Returns the `ScopeChange`; as `withdraw_action`."""
    return _once(
        action,
        _Kind.MERGED,
        reason,
        by,
        lambda held: _end(held, _Kind.MERGED, _successor(held, into), reason, with_children, meeting, on, by),
        same=lambda held, last: _is(last.into, into),
    )


@transaction.atomic
def replace_action(*, action, into, reason, with_children=None, meeting=None, on, by):
    """Let another action take the place of one: `into` is an action of the plan or a `NewAction`, which is added.

    Returns the `ScopeChange`; as `withdraw_action`.
    """

    def replace(held):
        new = into
        if isinstance(into, NewAction):
            new = add_action(plan=held.plan, new=into, reason=reason, meeting=meeting, on=on, by=by)
        return _end(held, _Kind.REPLACED, _successor(held, new), reason, with_children, meeting, on, by)

    return _once(action, _Kind.REPLACED, reason, by, replace, same=lambda held, last: _is(last.into, into))


@transaction.atomic
def reword_action(*, action, facts, reason, meeting=None, on, by):
    """Say what an action is to do in other words: `facts` out of REWORDABLE. Returns the `ScopeChange`.

    Raises ScopeImpossible where no word changes, or the action has ended; MeetingRefused.
    """
    facts = {name: facts[name] for name in REWORDABLE if name in facts}

    def is_said(held, last=None):
        return all(getattr(held, name) == value for name, value in facts.items())

    def reword(held):
        _need(facts.get("title", held.title), "Enter what is to be done.", "title")
        if is_said(held):
            raise ScopeImpossible("No word is different: change the words, or leave the action as it is.", "title")
        return _change(held.plan, _Kind.REWORDED, _entry(held, facts), reason, meeting, on, by)

    return _once(action, _Kind.REWORDED, reason, by, reword, same=is_said)


@transaction.atomic
def pause_action(*, action, reason, meeting=None, on, by):
    """Pause an action: it stays counted and is not late. Returns the `ScopeChange`. Raises ScopeImpossible."""
    return _once(action, _Kind.PAUSED, reason, by, lambda held: _stand(held, _Kind.PAUSED, reason, meeting, on, by))


@transaction.atomic
def resume_action(*, action, reason, meeting=None, on, by):
    """Resume a paused action, or bring back a withdrawn one. Returns the `ScopeChange`. Raises ScopeImpossible."""
    return _once(action, _Kind.RESUMED, reason, by, lambda held: _stand(held, _Kind.RESUMED, reason, meeting, on, by))


def _once(action, kind, reason, by, change, same=lambda held, last: True):
    """What `change` gives of the held action, where it can be changed like this; or its last change, where this is the
    same and nothing was said since. `same(held action, last change)` says whether what else was asked for is the same.
    """
    require(by, Permission.CHANGE_SCOPE, action.plan)
    action = Action.objects.held(action)
    last = action.scope_changes.order_by("pk").last()
    told = last and (last.kind, last.reason, last.recorded_by_id, last.statement_id)
    latest = action.statements.values_list("pk", flat=True).first()
    if told == (kind, reason, by.pk, latest) and same(action, last):
        return last
    if kind not in kinds_for(action.standing, action.is_heading):
        what = "a heading" if action.is_heading and action.standing == Standing.LIVE else action.get_standing_display()
        raise ScopeImpossible(f"{_name(action)} is {what} now, so this change is not for it. Look at its page again.")
    return change(action)


def _is(action, into):
    """Whether an action is the one asked for, an `Action` or a `NewAction`."""
    if isinstance(into, Action):
        return action == into
    return (action.ref, action.title) == (" ".join(into.ref.split()), into.title)


def _name(action):
    return action.ref or f"The action “{action.title[:60]}”"


def _need(text, sentence, field):
    if not text.strip():
        raise ScopeImpossible(sentence, field)


def _need_a_new_reference(plan, ref):
    limit = Action._meta.get_field("ref").max_length
    if len(ref) > limit:
        raise ScopeImpossible(f"A reference has {limit} characters at most: shorten it.", "ref")
    known = plan.actions.filter(ref__iexact=ref).first() if ref else None
    if known and known.standing in ENDED:
        sentence = f"{known.ref} was {known.get_standing_display()}. References are never used again: take a new one."
        raise ScopeImpossible(sentence, "ref")
    if known:
        raise ScopeImpossible(f"{known.ref} is another action already: take a reference of its own.", "ref")


def _parent_of(plan, ref):
    above = ref.rpartition(".")[0]
    parent = plan.actions.filter(ref=above).select_related("area").first() if above else None
    if parent and parent.standing in ENDED:
        raise ScopeImpossible(
            f"{ref} would stand under {parent.ref}, which was {parent.get_standing_display()}: take another reference.",
            "ref",
        )
    return parent


def _area_of(plan, ref):
    """The area that the reference names, or None for a reference that names none."""
    number = ref.partition(".")[0]
    if not (number.isdecimal() and plan.areas.exists()):
        return None
    area = plan.areas.filter(number=number).first() if len(number) < 5 else None
    if area is None:
        raise ScopeImpossible(f"The plan has no area {number}: choose the area, or take another reference.", "area")
    return area


def _place(plan, parent, area):
    """After the last one under its parent, else of its area, else of the plan."""
    family = [parent.pk, *parent.children.values_list("pk", flat=True)] if parent else []
    for those in (plan.actions.filter(pk__in=family), plan.actions.filter(area=area), plan.actions.all()):
        if last := those.order_by("position").last():
            return last.position + 1
    return 1


def _successor(action, into):
    """The action that goes on, read again: live, of the same plan, no heading, not the action itself."""
    into = Action.objects.filter(pk=into.pk, plan=action.plan_id).first()
    if into is None or into.pk == action.pk:
        raise ScopeImpossible("Choose another action of this plan.", "into")
    if into.is_heading:
        raise ScopeImpossible(f"{_name(into)} is a heading: choose one of the actions under it.", "into")
    if into.standing in ENDED:
        raise ScopeImpossible(f"{_name(into)} was {into.get_standing_display()}: choose one that goes on.", "into")
    return into


def _end(action, kind, into, reason, with_children, meeting, on, by):
    """The change that ends `action`, and of those under it where they go too."""
    children = [child for child in action.children.select_related("plan") if child.standing not in ENDED]
    if children and with_children is None:
        names = ", ".join(child.ref or f"“{child.title[:40]}”" for child in children)
        sentence = f"Say what happens to the actions under it ({names}): are they withdrawn too, or do they stay?"
        raise ScopeImpossible(sentence, "with_children")
    change = _stand(action, kind, reason, meeting, on, by, into)
    for child in children if with_children else ():
        with_it = f"Withdrawn with {_name(action)}. {reason}"
        _end(child, _Kind.WITHDRAWN, None, with_it, True, change.decision.meeting, on, by)
    return change


def _stand(action, kind, reason, meeting, on, by, into=None):
    """Give an action its new standing. A later date that waits is needless once it has ended."""
    entry = _entry(action, {"standing": _STANDING[kind]})
    change = _change(action.plan, kind, entry, reason, meeting, on, by, into)
    waiting = action.date_requests.open().first()
    if waiting and action.standing in ENDED:
        waiting.decision, waiting._history_user = change.decision, by
        waiting.save()
    return change


def _entry(action, facts):
    return Entry(action, facts, origin=Origin.DECISION, before=action.statements.first())


def _change(plan, kind, entry, reason, meeting, on, by, into=None):
    """The decision, the statement and the `ScopeChange`, which is returned."""
    _need(reason, "Say why, for everybody who reads the plan.", "reason")
    decision = record_decision(plan=plan, kind=Decision.Kind.SCOPE_CHANGED, text=reason, meeting=meeting, on=on, by=by)
    # Where a statement is dated ahead already, the decision holds with it, and not only until then.
    on = max(on, entry.before.effective_on) if entry.before else on
    statement = record_statements(plan=plan, entries=[entry], effective_on=on, by=by)[0]
    change = ScopeChange(
        action=entry.action,
        kind=kind,
        into=into,
        reason=reason,
        effective_on=on,
        statement=statement,
        decision=decision,
        recorded_by=by,
    )
    return create_all(ScopeChange, [change], by=by)[0]
