"""Highlight reports are written, changed without losing what they said, and recorded by who may."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cycle.figures import figures_of
from cycle.models import HighlightReport, HighlightStatement
from cycle.services import HighlightEntry, HighlightRefused, change_highlight, record_highlights, write_highlight
from plans.models import Role
from plans.services import make_period
from tests.factories import FEBRUARY, JANUARY, freeze, member

from .conftest import DECEMBER, TOLD


def says(plan, on):
    return [(each.name, each.next_30_days) for each in figures_of(plan, on).reports]


def test_a_report_holds_from_the_end_of_its_month(plan, december):
    assert december.name == "M9, December 2018" and december.key == 1
    assert says(plan, date(2018, 12, 30)) == []
    assert says(plan, DECEMBER) == [("M9, December 2018", ("Sign the contract", "Move the staff"))]
    assert str(december.statements.get()) == "Highlight report M9, December 2018, 31/12/2018"


def test_it_has_the_label_and_the_day_of_the_period_about_its_month(plan, administrator):
    days = {"opens_on": date(2019, 1, 2), "updates_due_on": JANUARY, "as_at": date(2019, 2, 8)}
    make_period(plan=plan, label="Month 10, V3.14", **days, by=administrator)
    month = date(2019, 1, 31)
    report = write_highlight(plan=plan, month=month, facts={"last_30_days": " Done "}, on=FEBRUARY, by=administrator)
    [figure] = figures_of(plan, date(2019, 2, 8)).reports
    assert (report.label, figure.period, figure.period_as_at) == ("Month 10, V3.14", "Month 10, V3.14", days["as_at"])
    assert figure.last_30_days == ("Done",) and says(plan, date(2019, 2, 7)) == []


def test_the_day_may_be_given_and_the_same_report_sent_twice_is_one(plan, december, administrator):
    again = write_highlight(plan=plan, month=DECEMBER, facts=TOLD, on=JANUARY, by=administrator)
    assert again == december and HighlightStatement.objects.count() == 1
    given = {"plan": plan, "month": date(2018, 11, 30), "facts": TOLD, "holds_on": date(2018, 11, 8)}
    assert write_highlight(**given, on=JANUARY, by=administrator).statements.get().effective_on == given["holds_on"]
    for facts in ({"last_30_days": "Other words"}, TOLD):
        if facts is TOLD:
            given = {"report": december, "holds_on": JANUARY, "seen": december.statements.get().pk}
            change_highlight(**given, facts={"last_30_days": "Changed"}, by=administrator)
        with pytest.raises(HighlightRefused, match="a report of December 2018 already") as refused:
            write_highlight(plan=plan, month=DECEMBER, facts=facts, on=JANUARY, by=administrator)
        assert refused.value.field == "month"


def test_another_person_does_not_write_a_month_again(plan, december, pmo):
    with pytest.raises(HighlightRefused, match="already"):
        write_highlight(plan=plan, month=DECEMBER, facts=TOLD, on=JANUARY, by=pmo)


def test_changed_words_hold_from_their_day_and_the_past_comes_out_again(plan, december, administrator):
    first, given = december.statements.get(), {"report": december, "by": administrator}
    assert change_highlight(**given, facts=TOLD, holds_on=JANUARY, seen=None) == first
    changed = TOLD | {"next_30_days": "Sign it"}
    later = change_highlight(**given, facts=changed, holds_on=JANUARY, seen=first.pk)
    assert says(plan, JANUARY)[0][1] == ("Sign it",) and says(plan, date(2019, 1, 9))[0][1] != ("Sign it",)
    with pytest.raises(HighlightRefused, match="changed this report meanwhile"):
        change_highlight(**given, facts=TOLD | {"revised_dates": "None"}, holds_on=FEBRUARY, seen=first.pk)
    # Words for an earlier day put right what stood until then, even before it was known.
    early = change_highlight(**given, facts=changed, holds_on=date(2018, 12, 1), seen=later.pk)
    assert early.effective_on == date(2018, 12, 1) and says(plan, date(2018, 12, 2))[0][1] == ("Sign it",)
    assert HighlightStatement.objects.count() == 3


def test_a_report_says_something(plan, december, administrator):
    for facts in ({}, {"next_30_days": " \n "}):
        with pytest.raises(HighlightRefused, match="at least one point"):
            write_highlight(plan=plan, month=date(2019, 1, 31), facts=facts, on=JANUARY, by=administrator)
        with pytest.raises(HighlightRefused, match="at least one point"):
            change_highlight(report=december, facts=facts, holds_on=JANUARY, seen=None, by=administrator)


def test_reports_are_recorded_and_numbered(plan, december, administrator):
    new = [HighlightReport(label="Spring"), HighlightReport(label="June 2018", month=date(2018, 6, 30))]
    entries = [HighlightEntry(each, {"last_30_days": "Done"}, JANUARY, "x.xlsx, Reports, row 2") for each in new]
    assert record_highlights(plan=plan, entries=entries, by=administrator) == entries
    assert [(each.key, each.name) for each in figures_of(plan, JANUARY).reports] == [
        (1, "M9, December 2018"),
        (3, "June 2018"),
        (2, "Spring"),
    ]
    assert HighlightReport.history.count() == 3 and HighlightStatement.history.count() == 3


def test_only_who_keeps_packs_writes(plan, december, administrator):
    lead = member(plan, Role.LEAD, by=administrator)
    with pytest.raises(PermissionDenied):
        write_highlight(plan=plan, month=DECEMBER, facts=TOLD, on=JANUARY, by=lead)
    with pytest.raises(PermissionDenied):
        change_highlight(report=december, facts=TOLD, holds_on=JANUARY, seen=None, by=lead)
    with pytest.raises(PermissionDenied):
        record_highlights(plan=plan, entries=[], by=lead)


def test_a_plan_pays_one_query_without_reports_and_two_with(plan, administrator, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert figures_of(plan, JANUARY).as_json() == {"highlights": []}
    for month in (DECEMBER, date(2018, 11, 30)):
        write_highlight(plan=plan, month=month, facts=TOLD, on=JANUARY, by=administrator)
    with django_assert_num_queries(2):
        assert len(figures_of(plan, JANUARY).as_json()["highlights"]) == 2


def test_words_hold_from_no_day_of_a_frozen_period_nor_before_their_month(plan, december, administrator):
    freeze(plan, JANUARY, administrator)
    given = {"report": december, "seen": december.statements.get().pk, "by": administrator}
    for day, why in ((DECEMBER, "was frozen as at"), (date(2018, 11, 30), "is before December 2018")):
        with pytest.raises(HighlightRefused, match=why) as refused:
            change_highlight(**given, facts=TOLD | {"next_30_days": "Sign it"}, holds_on=day)
        assert refused.value.field == "holds_on"
    november = {"plan": plan, "month": date(2018, 11, 30), "facts": TOLD, "on": FEBRUARY, "by": administrator}
    assert write_highlight(**november).statements.get().effective_on == FEBRUARY
    with pytest.raises(HighlightRefused, match="was frozen as at"):
        write_highlight(**november | {"month": date(2018, 10, 31)}, holds_on=date(2018, 11, 5))
