"""The figures of measures as at a date, and what looks wrong with them."""

from datetime import date
from decimal import Decimal

import pytest

from core.dates.calendar import last_day
from measures.assurance import RULES
from measures.figures import figures_of
from measures.services import (
    ValueEntry,
    add_measure,
    close_measure,
    describe_measure,
    mark_measure_private,
    place_measure,
    record_values,
    tie_measure,
)
from measures.words import in_unit
from milestones.models import Programme
from plans.models import Objective
from plans.services import save_reference
from tests.factories import FEBRUARY, JANUARY, MARCH


def count(measure, values, by, on=JANUARY, first=(2018, 1)):
    """Give a measure monthly values from the month `first` on; None for a month without one."""
    year, month = first
    entries = []
    for value in values:
        if value is not None:
            entries.append(ValueEntry(measure, last_day(year, month), Decimal(str(value))))
        year, month = year + month // 12, month % 12 + 1
    record_values(plan=measure.plan, entries=entries, effective_on=on, by=by)


def figure(measure, on=JANUARY, **options):
    return next(each for each in figures_of(measure.plan, on, **options).measures if each.key == measure.key)


def rules(measure, on=JANUARY):
    return [found.rule for found in figure(measure, on).wrong]


def say(measure, by, on=FEBRUARY, **facts):
    describe_measure(measure=measure, facts=facts, seen=measure.statements.first().pk, on=on, by=by)


def test_a_measure_is_told_with_its_values_limits_and_signals(measure, pmo):
    count(measure, [79, 81] * 5 + [80, 90], pmo)
    found = figure(measure)
    assert (found.called, found.name, found.owners, found.owner, found.target) == (
        "X1", "Calls answered in time", ("AO",), "AO", 80)  # fmt: skip
    last = found.latest
    assert (last.period, last.written, last.aim, last.met, last.mark) == ("December 2018", "90%", "80%", True,
        "improvement")  # fmt: skip
    # Mean (79 × 5 + 81 × 5 + 80 + 90) / 12 = 80.83; moving ranges 9 × 2 + 1 + 10 = 29, over 11; reach 7.0127.
    assert (found.xmr.mean, found.xmr.upper, found.xmr.is_trial) == (Decimal("80.8333"), Decimal("87.8461"), False)
    assert found.xmr.lower == Decimal("73.8206")
    [signal] = found.xmr.signals
    assert (signal.words, signal.first, signal.last) == ("above the upper limit", last.on, last.on)
    assert (found.variation, found.assurance, found.waiting, found.wrong) == ("improvement", "chance", (), ())


def test_without_values_it_says_so(measure):
    found = figure(measure)
    assert (found.latest, found.xmr, found.variation, found.assurance, found.target) == (None, None, "", "", 80)
    assert figures_of(measure.plan, date(2018, 1, 1)).measures == ()


def test_a_measure_as_at_a_date_is_as_it_was_then(measure, pmo):
    count(measure, [70, 71], pmo)
    count(measure, [75], pmo, on=FEBRUARY)
    assert [each.value for each in figure(measure).values] == [70, 71]
    assert [each.value for each in figure(measure, FEBRUARY).values] == [75, 71]


def test_a_value_that_was_withdrawn_is_none(measure, pmo):
    count(measure, [70, 71], pmo)
    record_values(
        plan=measure.plan, entries=[ValueEntry(measure, date(2018, 2, 28), None)], effective_on=FEBRUARY, by=pmo
    )
    assert [each.value for each in figure(measure, FEBRUARY).values] == [70]


def test_a_trajectory_gives_each_value_its_own_target(measure, pmo):
    trajectory = [{"on": "2018-06-30", "value": "20"}, {"on": "2018-09-30", "value": "25.5"}]
    say(measure, pmo, on=JANUARY, trajectory=trajectory, target=None)
    count(measure, [19, 21, 26], pmo, first=(2018, 5))
    found = figure(measure)
    assert [(each.aim, each.met) for each in found.values] == [("20%", False), ("20%", True), ("25.5%", True)]
    assert found.target == Decimal("25.5") and found.trajectory[0] == (date(2018, 6, 30), 20)


def test_a_measure_shown_as_plan_against_actual_has_no_limits(measure, pmo):
    count(measure, [70] * 5, pmo)
    say(measure, pmo, chart="plan")
    assert figure(measure, FEBRUARY).xmr is None


def test_what_is_private_is_in_no_public_figure(plan, measure, pmo, administrator):
    programme = Programme.objects.create(plan=plan, key=1, ref="PC", is_private=True)
    place_measure(measure=measure, ref="", programme=programme, by=pmo)
    objective = save_reference(record=Objective(plan=plan, ref="O1", title="Answer people"), by=administrator)
    seen, hidden = plan.actions.get(ref="1.2"), plan.actions.get(ref="")
    hidden.is_private = True
    hidden.save()
    for to in (seen, hidden, objective):
        tie_measure(measure=measure, to=to, on=JANUARY, by=pmo)
    found, public = figure(measure), figure(measure, is_public=True)
    assert (found.programme, public.programme) == ("PC", None)
    assert found.actions == ("1.2", f"key {hidden.key}") and public.actions == ("1.2",)
    assert public.objectives == ("O1 Answer people",)
    mark_measure_private(measure=measure, is_private=True, by=pmo)
    assert figures_of(plan, JANUARY, is_public=True).measures == ()


def test_more_measures_ask_no_more_of_the_database(plan, measure, pmo, django_assert_num_queries):
    for number in range(5):
        other = add_measure(plan=plan, facts={"name": f"Other {number}"}, on=JANUARY, by=pmo)
        count(other, [1, 2, 3], pmo)
        tie_measure(measure=other, to=plan.actions.first(), on=JANUARY, by=pmo)
    with django_assert_num_queries(6):
        assert len(figures_of(plan, JANUARY).measures) == 6
    with django_assert_num_queries(7):
        figures_of(plan, JANUARY, is_public=True)


def test_json_has_numbers(measure, pmo):
    count(measure, [70, "71.5"], pmo)
    [told] = figures_of(measure.plan, JANUARY).as_json()["measures"]
    assert [each["value"] for each in told["values"]] == [70, 71.5] and told["target"] == 80


def test_a_target_missed_three_times_running_looks_wrong(measure, pmo):
    count(measure, [85, 70, 70, 85, 79, 78, 77], pmo, first=(2018, 6))
    assert rules(measure) == ["measure-missed"]
    [found] = figure(measure).wrong
    assert found.sentence == "Missed its target 3 times running, last in December 2018: 77%, not 80%."
    assert figure(measure).looks_wrong
    count(measure, [80], pmo, first=(2018, 12), on=FEBRUARY)
    assert "measure-missed" not in rules(measure, FEBRUARY)


def test_two_periods_without_a_value_look_wrong(measure, pmo):
    count(measure, [85, None, 85], pmo, first=(2018, 8))
    [found] = figure(measure).wrong
    assert found.rule == "measure-no-value"
    assert found.sentence == "No value since November 2018; the last is that of October 2018."
    assert figure(measure).waiting == (date(2018, 12, 31), date(2018, 11, 30), date(2018, 9, 30))
    count(measure, [85], pmo, first=(2018, 11), on=FEBRUARY)
    assert rules(measure) == ["measure-no-value"]


@pytest.mark.parametrize(("on", "found"), [(JANUARY, []), (date(2019, 2, 27), []), (date(2019, 2, 28), ["it never"])])
def test_a_new_measure_waits_from_the_month_in_which_it_was_made(measure, on, found):
    sentences = [each.sentence for each in figure(measure, on).wrong]
    assert len(sentences) == len(found) and all(a in b for a, b in zip(found, sentences, strict=True))


def test_a_measure_without_owner_or_direction_looks_wrong_unless_it_is_closed(plan, pmo):
    bare = add_measure(plan=plan, facts={"name": "Complaints"}, on=JANUARY, by=pmo)
    assert rules(bare) == ["measure-no-owner", "measure-no-direction"]
    close_measure(measure=bare, reason="Done", seen=bare.statements.get().pk, on=FEBRUARY, by=pmo)
    assert rules(bare, FEBRUARY) == [] and figure(bare, MARCH).waiting == ()
    assert figures_of(plan, FEBRUARY).open == ()
    assert len({rule.slug for rule in RULES}) == len(RULES) == 4


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("85.50", "%", "85.5%"),
        ("1200", "calls", "1,200 calls"),
        ("-4", "£", "-£4"),
        ("4", "£", "£4"),
        ("0.0000", "", "0"),
        ("1000000", None, "1,000,000"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, words):
    assert in_unit(Decimal(value), unit) == words


def test_no_value_is_no_words():
    assert in_unit(None, "%") == ""
