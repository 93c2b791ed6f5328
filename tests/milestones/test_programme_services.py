"""Programmes from their first day to their end: what is said stays, who may say it, and two at once."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from milestones.models import Programme, ProgrammeStatement
from milestones.services import (
    DeliveryRefused,
    ProgrammeChanged,
    ProgrammeEntry,
    add_programme,
    change_programme,
    close_programme,
    mark_programme_private,
    place_programme,
    record_programmes,
    reopen_programme,
    tie_risk,
    untie_risk,
)
from plans.models import Role
from risks.services import add_risk
from tests.factories import FEBRUARY, JANUARY, freeze, make_plan, member


def seen(programme):
    return programme.statements.first().pk


def change(programme, by, on=FEBRUARY, **facts):
    return change_programme(programme=programme, facts=facts, seen=seen(programme), on=on, by=by)


def test_a_programme_stands_as_at_each_day(plan, programme, pmo):
    change(programme, pmo, status="delayed", savings=Decimal(900))
    told = {on: ProgrammeStatement.objects.as_at(plan, on).get() for on in (JANUARY, FEBRUARY)}
    assert [(each.status, each.savings) for each in told.values()] == [("on_track", 1200), ("delayed", 900)]
    assert told[FEBRUARY].deliverables == told[JANUARY].deliverables and told[FEBRUARY].name == "Care closer to home"
    assert (programme.key, programme.called) == (1, "CCH")


def test_the_same_sent_twice_is_one(plan, programme, pmo):
    first, facts = seen(programme), {"status": "delayed"}
    told = [change_programme(programme=programme, facts=facts, seen=first, on=FEBRUARY, by=pmo) for _ in range(2)]
    assert told[0] == told[1] and programme.statements.count() == 2
    added = [add_programme(plan=plan, facts={"name": "Digital"}, on=JANUARY, by=pmo) for _ in range(2)]
    assert added[0] == added[1] and (added[0].key, added[0].called) == (2, "P2")


def test_of_two_who_change_at_once_the_second_is_told(programme, owner, pmo):
    first = seen(programme)
    told = change_programme(programme=programme, facts={"status": "delayed"}, seen=first, on=FEBRUARY, by=owner)
    with pytest.raises(ProgrammeChanged) as refused:
        change_programme(programme=programme, facts={"status": "complete"}, seen=first, on=FEBRUARY, by=pmo)
    assert refused.value.record == told


def test_what_makes_no_sense_is_refused(plan, programme, pmo):
    for facts, why in (({"name": " "}, "is called"), ({"investment": Decimal(10) ** 11}, "more than the tracker")):
        with pytest.raises(DeliveryRefused, match=why):
            change(programme, pmo, **facts)
        with pytest.raises(DeliveryRefused, match=why):
            add_programme(plan=plan, facts={"name": "x"} | facts, on=JANUARY, by=pmo)
    with pytest.raises(DeliveryRefused, match="never used twice"):
        add_programme(plan=plan, facts={"name": "Another"}, ref="CCH", on=JANUARY, by=pmo)
    with pytest.raises(DeliveryRefused, match="not known as at 10 January 2018"):
        change(programme, pmo, on=JANUARY.replace(year=2018), status="delayed")
    assert (Programme.objects.count(), programme.statements.count()) == (1, 1)


def test_nothing_is_said_as_at_a_frozen_day(plan, programme, administrator, pmo):
    freeze(plan, FEBRUARY, administrator)
    with pytest.raises(DeliveryRefused, match="was frozen"):
        change(programme, pmo, status="delayed")
    with pytest.raises(DeliveryRefused, match="was frozen"):
        add_programme(plan=plan, facts={"name": "Digital"}, on=JANUARY, by=pmo)


def test_a_lead_changes_their_own_and_keeps_no_other(plan, programme, owner, administrator, pmo):
    assert change(programme, owner, progress="The first team began.").recorded_by == owner
    other = add_programme(plan=plan, facts={"name": "Of nobody"}, on=JANUARY, by=pmo)
    with pytest.raises(PermissionDenied, match="milestones and programmes of the posts"):
        change(other, owner, status="delayed")
    for act in (close_programme, reopen_programme):
        with pytest.raises(PermissionDenied):
            act(programme=programme, reason="x", seen=seen(programme), on=FEBRUARY, by=owner)
    for refused in (
        lambda by: add_programme(plan=plan, facts={"name": "Mine"}, on=JANUARY, by=by),
        lambda by: record_programmes(plan=plan, entries=[], effective_on=JANUARY, by=by),
        lambda by: place_programme(programme=programme, ref="X", by=by),
        lambda by: mark_programme_private(programme=programme, is_private=True, by=by),
    ):
        with pytest.raises(PermissionDenied):
            refused(owner)
    reader = member(plan, Role.READER, by=administrator)
    with pytest.raises(PermissionDenied):
        change(programme, reader, status="delayed")


def test_a_programme_is_closed_and_reopened_with_the_reason(programme, pmo):
    with pytest.raises(DeliveryRefused, match="Say why the programme ends"):
        close_programme(programme=programme, reason=" ", seen=seen(programme), on=FEBRUARY, by=pmo)
    first = seen(programme)
    closed = close_programme(programme=programme, reason="All is handed over.", seen=first, on=FEBRUARY, by=pmo)
    assert not closed.is_open and closed.closed_because == "All is handed over."
    assert close_programme(programme=programme, reason="Again.", seen=first, on=FEBRUARY, by=pmo) == closed
    with pytest.raises(DeliveryRefused, match="reopen it first"):
        change(programme, pmo, status="delayed")
    assert reopen_programme(programme=programme, reason="It goes on.", seen=closed.pk, on=FEBRUARY, by=pmo).is_open


def test_the_risks_that_it_runs_are_tied_from_a_day_on(plan, programme, owner, administrator, pmo):
    risk = add_risk(plan=plan, facts={"title": "Too few nurses"}, on=JANUARY, by=administrator)
    tie = tie_risk(programme=programme, risk=risk, on=JANUARY, by=owner)
    assert tie_risk(programme=programme, risk=risk, on=FEBRUARY, by=pmo) == tie
    for _ in range(2):
        untie_risk(programme=programme, risk=risk, on=FEBRUARY, by=owner)
    tie.refresh_from_db()
    assert (tie.since, tie.until) == (JANUARY, FEBRUARY)
    elsewhere = make_plan(administrator, slug="other", actions=2, dates=(JANUARY,))
    stranger = add_risk(plan=elsewhere, facts={"title": "Not here"}, on=JANUARY, by=administrator)
    with pytest.raises(DeliveryRefused, match="another plan"):
        tie_risk(programme=programme, risk=stranger, on=FEBRUARY, by=pmo)


def test_a_programme_is_private_when_whoever_keeps_packs_says_so(programme, pmo):
    told = [mark_programme_private(programme=programme, is_private=value, by=pmo) for value in (True, True, False)]
    assert told == [True, False, True]


def test_many_are_recorded_at_once_and_are_in_the_audit_trail(plan, programme, pmo):
    entries = [ProgrammeEntry(Programme(ref=ref), {"name": f"Programme {ref}"}, where="p.xlsx") for ref in "AB"]
    entries.append(ProgrammeEntry(programme, {"name": "Care at home"}))
    record_programmes(plan=plan, entries=entries, effective_on=FEBRUARY, by=pmo)
    assert list(plan.programmes.values_list("ref", "key", "position")) == [("CCH", 1, 1), ("A", 2, 2), ("B", 3, 3)]
    assert ProgrammeStatement.history.filter(history_user=pmo).count() == 4
    assert place_programme(programme=plan.programmes.get(ref="A"), ref="AA", by=pmo).called == "AA"
