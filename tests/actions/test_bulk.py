from datetime import date
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from actions.bulk import with_leads, with_scope
from actions.models import Action, LeadRole, ScopeChange, Statement
from actions.services import ChangedMeanwhile, Entry, NothingChanges, reassign, record_statements, rescope
from plans.models import Decision, Post, Role
from plans.services import save_reference
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member

pytestmark = pytest.mark.django_db
SRO, OPS_LEAD = LeadRole.SRO, LeadRole.OPS_LEAD
AO, CFO, COO = (SimpleNamespace(pk=key, abbreviation=name) for key, name in enumerate(("AO", "CFO", "COO"), 1))


def row(role, post, person=None):
    return {"role": role, "post": post, "person": person}


def led(sro, ops_lead, *leads):
    return SimpleNamespace(leads=list(leads), sro_as_written=sro, ops_lead_as_written=ops_lead)


@pytest.mark.parametrize(
    ("before", "leads", "facts"),
    [
        (led("AO", "", row("sro", 1)), {SRO: [CFO]}, {"leads": [row("sro", 2)], "sro_as_written": "CFO"}),
        (
            led("AO", "COO", row("sro", 1), row("ops_lead", 3)),
            {SRO: [CFO, AO]},
            {"leads": [row("sro", 2), row("sro", 1), row("ops_lead", 3)], "sro_as_written": "CFO/AO"},
        ),
        (
            led("AO", "COO", row("sro", 1), row("ops_lead", 3)),
            {OPS_LEAD: [AO], SRO: [COO]},
            {
                "leads": [row("sro", 3), row("ops_lead", 1)],
                "sro_as_written": "COO",
                "ops_lead_as_written": "AO",
            },
        ),
        (led("AO", "", row("sro", 1)), {SRO: [AO]}, {}),
        # A person named beside the post leads no longer: whoever holds the post does.
        (led("AO (CG)", "", row("sro", 1, 7)), {SRO: [AO]}, {"leads": [row("sro", 1)], "sro_as_written": "AO"}),
        (led("The boss", ""), {SRO: [AO]}, {"leads": [row("sro", 1)], "sro_as_written": "AO"}),
    ],
)
def test_leads_become_those_asked_for_and_the_other_role_stays(before, leads, facts):
    assert with_leads(before, leads) == facts


@pytest.mark.parametrize(
    ("before", "in_scope", "facts"),
    [
        (True, False, {"in_scope": False, "scope_as_written": "Out of scope"}),
        (False, True, {"in_scope": True, "scope_as_written": ""}),
        (True, True, {}),
        (False, False, {}),
    ],
)
def test_scope_becomes_what_is_asked_for(before, in_scope, facts):
    assert with_scope(SimpleNamespace(in_scope=before), in_scope) == facts


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=8)


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def cfo(plan, administrator):
    return save_reference(record=Post(plan=plan, abbreviation="CFO", title="Chief Finance Officer"), by=administrator)


def seen(plan, *refs, on=MARCH):
    return {
        statement.action.key: statement.pk
        for statement in Statement.objects.as_at(plan, on).filter(action__ref__in=refs)
    }


def give(plan, by, leads, shown, **facts):
    told = {"reason": "Agreed.", "submission": uuid4(), "on": MARCH} | facts
    return reassign(plan=plan, seen=shown, leads=leads, by=by, **told)


def put(plan, by, in_scope, shown, **facts):
    told = {"reason": "Not in the plan.", "submission": uuid4(), "on": MARCH} | facts
    return rescope(plan=plan, seen=shown, in_scope=in_scope, by=by, **told)


def test_each_action_gets_a_statement_with_the_reason_and_an_audit_row(plan, pmo, cfo):
    before = plan.actions.get(ref="2.1").statements.first()
    said = give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1", "1.2"))
    assert {statement.action.ref for statement in said} == {"2.1", "1.2"}
    action = plan.actions.get(ref="2.1")
    statement = action.statements.first()
    assert (statement.effective_on, statement.origin, statement.recorded_by) == (MARCH, "form", pmo)
    for record in (action, statement):
        assert (record.leads, record.sro_as_written) == ([row("sro", cfo.pk)], "CFO")
        assert record.history.first().history_user == pmo
    # What the lead said stays the lead's.
    kept = ("title", "progress", "newest_words", "said_on", "rating_id", "due_on", "in_scope")
    assert [getattr(statement, name) for name in kept] == [getattr(before, name) for name in kept]
    assert [(each.role, each.post) for each in action.assignments.all()] == [("sro", cfo)]
    assert (statement.scope_change.kind, statement.scope_change.reason) == ("reassigned", "Agreed.")
    assert statement.scope_change.history.get().history_user == pmo
    assert plan.actions.get(ref="2.3").statements.count() == 2


def test_the_new_lead_may_update_and_the_old_one_no_longer(plan, pmo, cfo, administrator):
    old = member(plan, Role.LEAD, by=administrator, posts=["AO"], email="ao@example.org")
    new = member(plan, Role.LEAD, by=administrator, posts=["CFO"], email="cfo@example.org")
    give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1"))
    assert not plan.actions.led_by(old.person, MARCH).filter(ref="2.1").exists()
    assert [action.ref for action in plan.actions.led_by(new.person, MARCH)] == ["2.1"]


def test_scope_changes_by_a_decision_that_is_kept_with_every_action(plan, pmo):
    said = put(plan, pmo, False, seen(plan, "2.1", "1.2"))
    decision = Decision.objects.get()
    assert (decision.kind, decision.decided_on, decision.text) == ("scope_changed", MARCH, "Not in the plan.")
    assert {(s.origin, s.in_scope, s.scope_as_written) for s in said} == {("decision", False, "Out of scope")}
    assert {(c.kind, c.decision) for c in ScopeChange.objects.all()} == {("out_of_scope", decision)}
    put(plan, pmo, True, seen(plan, "2.1"))
    assert ScopeChange.objects.filter(action__ref="2.1").first().kind == "in_scope"
    assert plan.actions.get(ref="2.1").in_scope and not plan.actions.get(ref="1.2").in_scope


def test_a_change_of_many_has_a_reason(plan, pmo, cfo):
    with pytest.raises(ValueError, match="has a reason"):
        give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1"), reason=" ")


def test_what_is_so_already_gets_no_statement(plan, pmo, cfo):
    give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1"))
    said = give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1", "1.2"))
    assert [statement.action.ref for statement in said] == ["1.2"]
    with pytest.raises(NothingChanges, match="Nothing would change"):
        give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1", "1.2"))
    with pytest.raises(NothingChanges):
        put(plan, pmo, True, seen(plan, "2.1"))
    assert not Decision.objects.exists()


def test_a_form_that_is_sent_twice_is_recorded_once(plan, pmo, cfo):
    shown, mark = seen(plan, "2.1", "1.2"), uuid4()
    first = give(plan, pmo, {SRO: [cfo]}, shown, submission=mark)
    assert give(plan, pmo, {SRO: [cfo]}, shown, submission=mark) == first
    shown = seen(plan, "2.1", "1.2")
    second = put(plan, pmo, False, shown, submission=(other := uuid4()))
    assert put(plan, pmo, False, shown, submission=other) == second
    assert Statement.objects.filter(effective_on=MARCH).count() == 4
    assert Decision.objects.count() == 1
    assert {type(statement.submission) for statement in first} == {UUID}


def test_nothing_is_written_where_one_of_them_changed_meanwhile(plan, pmo, cfo, administrator):
    shown = seen(plan, "2.1", "1.2", "2.3")
    give(plan, administrator, {OPS_LEAD: [cfo]}, seen(plan, "1.2"))
    count = Statement.objects.count()
    for change in (lambda: give(plan, pmo, {SRO: [cfo]}, shown), lambda: put(plan, pmo, False, shown)):
        with pytest.raises(ChangedMeanwhile, match="meanwhile: 1.2. Nothing was saved"):
            change()
    assert Statement.objects.count() == count and not Decision.objects.exists()


def test_what_has_no_reference_is_named_by_its_title_and_what_has_gone_as_that(plan, pmo, cfo, administrator):
    nameless = plan.actions.get(ref="")
    with pytest.raises(ChangedMeanwhile, match="meanwhile: “Do thing 8 <b>well</b>”"):
        give(plan, pmo, {SRO: [cfo]}, {nameless.key: 1})
    with pytest.raises(ChangedMeanwhile, match="an action that has gone"):
        give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1") | {999: 1})
    # Nothing was known of it on that day.
    with pytest.raises(ChangedMeanwhile, match="2.1"):
        give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1"), on=date(2018, 1, 1))


def test_another_plan_is_out_of_reach(plan, pmo, cfo, administrator):
    other = make_plan(administrator, slug="other", actions=2)
    action = other.actions.get(ref="2.1")
    with pytest.raises(ChangedMeanwhile):
        give(plan, pmo, {SRO: [cfo]}, {99: action.statements.first().pk})
    with pytest.raises(PermissionDenied):
        give(other, pmo, {SRO: [cfo]}, seen(other, "2.1"))


def test_a_later_word_holds_from_its_day_on(plan, pmo, cfo, administrator):
    action = plan.actions.get(ref="2.1")
    give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1", on=JANUARY), on=JANUARY)
    as_at = Statement.objects.as_at
    assert as_at(plan, JANUARY).get(action=action).sro_as_written == "CFO"
    assert as_at(plan, FEBRUARY).get(action=action).sro_as_written == "AO"
    assert Action.objects.get(pk=action.pk).sro_as_written == "AO"


@pytest.mark.parametrize("role", [Role.LEAD, Role.READER, None])
def test_only_who_may_give_actions_to_others_may(plan, cfo, administrator, outsider, role):
    user = member(plan, role, by=administrator, posts=["AO"]) if role else outsider
    for change in (lambda: give(plan, user, {SRO: [cfo]}, seen(plan, "2.1")), lambda: put(plan, user, False, {})):
        with pytest.raises(PermissionDenied, match="several at once"):
            change()
    assert not ScopeChange.objects.exists()


def test_an_import_after_it_compares_with_what_was_given(plan, pmo, cfo, administrator):
    give(plan, pmo, {SRO: [cfo]}, seen(plan, "2.1"))
    action = plan.actions.get(ref="2.1")
    entry = Entry(action, {"progress": "More."}, before=action.statements.first())
    said = record_statements(plan=plan, entries=[entry], effective_on=date(2019, 4, 1), by=administrator)
    assert said[0].sro_as_written == "CFO" and said[0].leads == [row("sro", cfo.pk)]
