"""What may be written of measures, by whom, and what two at once do."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from actions.services import Entry, record_statements
from measures.models import Measure, MeasureAction, MeasureStatement, MeasureValue
from measures.services import (
    MOST,
    MeasureChanged,
    MeasureEntry,
    MeasureRefused,
    ValueEntry,
    add_measure,
    close_measure,
    describe_measure,
    enter_values,
    make_measure_of,
    mark_measure_private,
    place_measure,
    record_measures,
    record_values,
    reopen_measure,
    tie_measure,
    untie_measure,
)
from milestones.models import Programme
from plans.models import Objective, Role
from plans.services import save_reference
from tests.factories import FEBRUARY, JANUARY, MARCH, freeze, make_plan, member

DECEMBER = date(2018, 12, 31)
LAST = date(2019, 1, 31)


def say(measure, facts, by, seen=None, on=FEBRUARY):
    seen = measure.statements.first().pk if seen is None else seen
    return describe_measure(measure=measure, facts=facts, seen=seen, on=on, by=by)


def enter(measure, values, by, seen=None, on=FEBRUARY):
    entries = [ValueEntry(measure, day, value) for day, value in values.items()]
    return enter_values(plan=measure.plan, entries=entries, seen=seen, on=on, by=by)


def held(measure, on=FEBRUARY):
    return {each.on: each.value for each in MeasureValue.objects.as_at(measure.plan, on).filter(measure=measure)}


def newest(measure):
    return MeasureValue.objects.newest(measure.plan).pk


def test_a_measure_is_numbered_and_the_same_one_sent_twice_is_one(plan, measure, pmo):
    assert (measure.key, measure.called, str(measure)) == (1, "X1", "Measure X1")
    again = {name: getattr(measure.statements.get(), name) for name in ("name", "unit", "better", "owners")}
    assert add_measure(plan=plan, facts=again, on=JANUARY, by=pmo) == measure
    other = add_measure(plan=plan, facts={"name": "Complaints"}, ref=" M  2 ", on=JANUARY, by=pmo)
    assert (other.key, other.ref, other.position) == (2, "M 2", 2)
    with pytest.raises(MeasureRefused, match="Another measure has the reference M 2"):
        add_measure(plan=plan, facts={"name": "Else"}, ref="M 2", on=JANUARY, by=pmo)


def test_a_measure_has_a_name_and_its_programme_is_of_the_plan(plan, measure, pmo, administrator):
    with pytest.raises(MeasureRefused, match="has to be named"):
        add_measure(plan=plan, facts={"name": " "}, on=JANUARY, by=pmo)
    with pytest.raises(MeasureRefused, match="has to be named"):
        say(measure, {"name": ""}, pmo)
    other = make_plan(administrator, slug="other", actions=1)
    programme = Programme.objects.create(plan=other, key=1)
    with pytest.raises(MeasureRefused, match="belongs to another plan"):
        add_measure(plan=plan, facts={"name": "X"}, programme=programme, on=JANUARY, by=pmo)


def test_who_keeps_measures_describes_them_and_nobody_else(plan, measure, owner, administrator):
    for refused in (owner, member(plan, Role.READER, by=administrator)):
        with pytest.raises(PermissionDenied):
            say(measure, {"unit": "calls"}, refused)
        with pytest.raises(PermissionDenied):
            add_measure(plan=plan, facts={"name": "X"}, on=JANUARY, by=refused)
        with pytest.raises(PermissionDenied):
            record_values(plan=plan, entries=[], effective_on=FEBRUARY, by=refused)


def test_a_fact_is_said_anew_and_the_first_of_two_writers_wins(measure, pmo):
    seen = measure.statements.first().pk
    said = say(measure, {"unit": "calls"}, pmo)
    assert (said.unit, said.name, said.target) == ("calls", "Calls answered in time", 80)
    assert say(measure, {"unit": "calls"}, pmo, seen=seen) == said
    with pytest.raises(MeasureChanged) as raised:
        say(measure, {"unit": "minutes"}, pmo, seen=seen)
    assert raised.value.record == said and measure.statements.count() == 2


def test_a_measure_not_known_then_is_refused(measure, pmo):
    with pytest.raises(MeasureRefused, match="not known as at 10 December 2018"):
        say(measure, {"unit": "calls"}, pmo, on=date(2018, 12, 10))


def test_a_measure_is_closed_with_a_reason_and_reopened(measure, pmo, owner):
    seen = {"seen": measure.statements.first().pk, "on": FEBRUARY, "by": pmo}
    with pytest.raises(MeasureRefused, match="Say why"):
        close_measure(measure=measure, reason=" ", **seen)
    closed = close_measure(measure=measure, reason="Replaced", **seen)
    assert not closed.is_open and close_measure(measure=measure, reason="Twice", **seen) == closed
    for refused in (lambda: say(measure, {"unit": "x"}, pmo), lambda: enter(measure, {LAST: Decimal(1)}, owner)):
        with pytest.raises(MeasureRefused, match="reopen it first"):
            refused()
    opened = reopen_measure(measure=measure, reason="Needed", seen=closed.pk, on=FEBRUARY, by=pmo)
    assert opened.is_open and opened.closed_because == "Needed"


def test_nothing_is_said_as_at_a_day_that_is_frozen(plan, measure, pmo, administrator):
    freeze(plan, FEBRUARY, administrator)
    told = {"plan": plan, "effective_on": FEBRUARY, "by": pmo}
    for refused in (
        lambda: say(measure, {"unit": "x"}, pmo),
        lambda: enter(measure, {LAST: Decimal(1)}, pmo),
        lambda: add_measure(plan=plan, facts={"name": "X"}, on=FEBRUARY, by=pmo),
        lambda: record_values(entries=[ValueEntry(measure, LAST, Decimal(1))], **told),
        lambda: record_measures(entries=[], **told),
        lambda: tie_measure(measure=measure, to=plan.actions.first(), on=FEBRUARY, by=pmo),
    ):
        with pytest.raises(MeasureRefused, match="was frozen as at 12 February 2019"):
            refused()
    assert enter(measure, {LAST: Decimal(1)}, pmo, on=MARCH)


def test_an_owner_enters_values_and_the_latest_by_a_date_holds(measure, owner):
    enter(measure, {DECEMBER: Decimal(70), LAST: Decimal(75)}, owner)
    enter(measure, {LAST: Decimal(76)}, owner, seen=newest(measure), on=MARCH)
    assert held(measure) == {DECEMBER: 70, LAST: 75} and held(measure, MARCH) == {DECEMBER: 70, LAST: 76}
    enter(measure, {LAST: None}, owner, seen=newest(measure), on=MARCH)
    assert held(measure, MARCH)[LAST] is None and measure.values.count() == 4
    assert [each.value for each in MeasureValue.objects.of(measure, MARCH)] == [None, 76, 75, 70]


def test_what_says_nothing_new_is_not_written(measure, owner):
    assert len(enter(measure, {DECEMBER: Decimal(70), LAST: None}, owner)) == 1
    assert enter(measure, {DECEMBER: Decimal(70), LAST: None}, owner) == []


def test_who_does_not_own_a_measure_enters_nothing(plan, measure, pmo, administrator):
    lead = member(plan, Role.LEAD, by=administrator, email="other@example.org")
    reader = member(plan, Role.READER, by=administrator)
    for by in (lead, reader):
        with pytest.raises(PermissionDenied, match="Enter the values"):
            enter(measure, {LAST: Decimal(1)}, by)
    assert enter(measure, {LAST: Decimal(1)}, pmo)


def test_of_two_who_enter_one_value_the_second_is_told(measure, owner, pmo):
    enter(measure, {LAST: Decimal(75)}, owner)
    with pytest.raises(MeasureChanged, match="Somebody entered values meanwhile") as raised:
        enter(measure, {LAST: Decimal(74), DECEMBER: Decimal(3)}, pmo)
    assert raised.value.record.value == 75 and held(measure) == {LAST: 75}
    seen = newest(measure)
    assert MeasureValue.objects.shown_by(seen, measure.plan, FEBRUARY) == {(measure.pk, LAST): 75}
    assert MeasureValue.objects.shown_by(seen - 1, measure.plan, FEBRUARY) == {}
    assert len(enter(measure, {LAST: Decimal(74), DECEMBER: Decimal(3)}, pmo, seen=seen)) == 2


@pytest.mark.parametrize(
    ("day", "value", "why"),
    [
        (date(2019, 1, 30), 1, "30 January 2019 is not the last day of a month"),
        (date(2019, 3, 31), 1, "March 2019 has not begun yet"),
        (LAST, MOST, "more than the tracker keeps"),
    ],
)
def test_values_that_cannot_be_are_refused(measure, pmo, day, value, why):
    with pytest.raises(MeasureRefused, match=why):
        enter(measure, {day: Decimal(value)}, pmo)


def test_values_of_a_measure_not_known_then_are_refused(measure, pmo):
    with pytest.raises(MeasureRefused, match="not known as at"):
        enter(measure, {DECEMBER: Decimal(1)}, pmo, on=date(2019, 1, 2))


def test_an_import_writes_measures_and_values_on_its_day(plan, pmo):
    entries = [MeasureEntry(Measure(ref=ref), {"name": f"Measure {ref}"}, "plan.xlsx, row 2") for ref in ("A", "B")]
    record_measures(plan=plan, entries=entries, effective_on=JANUARY, by=pmo)
    assert [(each.key, each.ref) for each in plan.measures.all()] == [(1, "A"), (2, "B")]
    record_values(
        plan=plan, entries=[ValueEntry(entries[0].measure, LAST, Decimal(4), "4")], effective_on=MARCH, by=pmo
    )
    assert held(entries[0].measure, FEBRUARY) == {} and held(entries[0].measure, MARCH) == {LAST: 4}
    record_measures(plan=plan, entries=[MeasureEntry(entries[0].measure, {})], effective_on=MARCH, by=pmo)
    assert MeasureStatement.objects.filter(measure__plan=plan).count() == 2


def test_ties_last_from_a_day_until_another(plan, measure, pmo, owner, administrator):
    objective = save_reference(record=Objective(plan=plan, title="Answer people"), by=administrator)
    action = plan.actions.get(ref="1.2")
    for to in (action, objective):
        tie = tie_measure(measure=measure, to=to, on=JANUARY, by=pmo)
        assert tie_measure(measure=measure, to=to, on=FEBRUARY, by=pmo) == tie
        assert [each.measure for each in to.tied_measures.lasting(FEBRUARY)] == [measure]
        untie_measure(measure=measure, to=to, on=FEBRUARY, by=pmo)
        untie_measure(measure=measure, to=to, on=FEBRUARY, by=pmo)
        assert not to.tied_measures.lasting(FEBRUARY) and to.tied_measures.lasting(JANUARY)
    with pytest.raises(PermissionDenied):
        tie_measure(measure=measure, to=action, on=JANUARY, by=owner)
    other = make_plan(administrator, slug="other", actions=1)
    with pytest.raises(MeasureRefused, match="another plan"):
        tie_measure(measure=measure, to=other.actions.get(), on=JANUARY, by=pmo)


def test_a_measure_has_its_place(plan, measure, pmo, owner):
    programme = Programme.objects.create(plan=plan, key=1)
    place_measure(measure=measure, ref="M1", programme=programme, by=pmo)
    placed = place_measure(measure=measure, ref="M1", programme=programme, by=pmo)
    assert (placed.ref, placed.programme, placed.history.count()) == ("M1", programme, 2)
    other = add_measure(plan=plan, facts={"name": "Else"}, on=JANUARY, by=pmo)
    with pytest.raises(MeasureRefused, match="reference M1"):
        place_measure(measure=other, ref="M1", programme=None, by=pmo)
    with pytest.raises(PermissionDenied):
        place_measure(measure=measure, ref="M2", programme=None, by=owner)


def test_whoever_keeps_the_packs_says_what_is_private(measure, pmo, owner):
    assert mark_measure_private(measure=measure, is_private=True, by=pmo)
    assert not mark_measure_private(measure=measure, is_private=True, by=pmo)
    with pytest.raises(PermissionDenied):
        mark_measure_private(measure=measure, is_private=False, by=owner)


def told_of(action, administrator, **facts):
    entry = Entry(action, facts, before=action.statements.first())
    record_statements(plan=action.plan, entries=[entry], effective_on=FEBRUARY, by=administrator)


def test_one_press_makes_the_outcome_measure_of_an_action_a_measure(plan, pmo, owner, post, administrator):
    action = plan.actions.get(ref="1.2")
    with pytest.raises(MeasureRefused, match="Nothing is written"):
        make_measure_of(action=action, on=FEBRUARY, by=pmo)
    told_of(action, administrator, outcome_measure="Share of calls\nanswered in time")
    with pytest.raises(PermissionDenied):
        make_measure_of(action=action, on=FEBRUARY, by=owner)
    measure = make_measure_of(action=action, on=FEBRUARY, by=pmo)
    told = measure.statements.get()
    assert (told.name, told.source) == ("Share of calls answered in time", "Outcome measure of action 1.2")
    assert (told.owners, told.owner_as_written, told.description) == ([post.pk], "AO", "")
    assert MeasureAction.objects.get().action == action and not measure.is_private
    assert make_measure_of(action=action, on=FEBRUARY, by=pmo) == measure


def test_the_measure_of_a_private_action_is_private_and_a_long_text_is_kept_whole(plan, pmo, administrator):
    action = plan.actions.get(ref="")
    text = "Calls answered. " * 30
    told_of(action, administrator, outcome_measure=text, leads=[], sro_as_written="")
    action.is_private = True
    action.save()
    measure = make_measure_of(action=action, on=FEBRUARY, by=pmo)
    told = measure.statements.get()
    assert measure.is_private and len(told.name) == 300 and told.description == text.strip()
    assert told.owners == [] and told.source == "Outcome measure of an action"
