"""Highlight reports come in with a workbook: every part of every month, from the day from which it holds."""

import json
from datetime import date

import pytest

from cycle.figures import figures_of
from cycle.models import HighlightReport, HighlightStatement
from cycle.points import PARTS
from cycle.services import change_highlight
from imports.models import Import
from imports.undoing import undo_import
from plans.services import make_period
from tests.shared import SHARED

from .workbooks import actions, row

pytestmark = pytest.mark.django_db
TITLES = ["Operational delivery", "Last 30 day progress", "Next 30 day priorities", "Revised dates"]
HEADER = ["Month", *TITLES]
FEBRUARY, APRIL = date(2019, 2, 12), date(2019, 4, 11)
M10 = ["M10", "On track", "Agreed\nSigned", "Move", ""]
M11 = ["M11", "On track", "Moved", "Rest", "2c to May"]
YEAR = [["Our plan 2018/19"]]


def reports(*rows, header=HEADER, year=True):
    above = YEAR if year else ()
    return actions(row(), above=above) | {"Progress reports": [header, *rows]}


def told(office, on):
    return {each.label: each for each in figures_of(office.plan, on).reports}


def test_each_month_holds_from_its_end_and_the_last_from_the_date_of_the_workbook(office):
    outcome = office.hand_in(reports(M10, M11), on=FEBRUARY)
    assert outcome.exit == 0 and outcome.changes("highlight") == {"M10": "new", "M11": "new"}
    assert outcome.fields("highlight", "M11")["revised_dates"] == [None, "2c to May"]
    assert told(office, date(2019, 1, 30)) == {}
    [(label, figure)] = told(office, date(2019, 1, 31)).items()
    assert (label, figure.month, figure.last_30_days) == ("M10", date(2019, 1, 31), ("Agreed", "Signed"))
    assert list(told(office, FEBRUARY)) == ["M11", "M10"]
    assert HighlightStatement.objects.get(report__label="M11").where == "plan.xlsx, Progress reports, row 3"


def test_a_month_holds_from_the_day_of_the_period_about_it(office, administrator):
    office.hand_in(actions(row(), above=YEAR))
    days = {"opens_on": date(2019, 1, 2), "updates_due_on": date(2019, 1, 8), "as_at": date(2019, 1, 10)}
    make_period(plan=office.plan, label="Month 10, V3.14", **days, by=administrator)
    office.hand_in(reports(M10))
    assert told(office, date(2019, 1, 10))["M10"].period == "Month 10, V3.14"


def test_the_same_workbook_twice_changes_nothing(office):
    office.hand_in(reports(M10, M11))
    outcome = office.hand_in(reports(M10, M11))
    assert outcome.changes("highlight") == {"M10": "unchanged", "M11": "unchanged"}
    assert HighlightStatement.objects.count() == 2


def test_other_words_of_a_month_hold_from_the_workbook_that_has_them(office):
    office.hand_in(reports(M10), on=FEBRUARY)
    changed = ["Month 10", "Behind", *M10[2:]]
    outcome = office.hand_in(reports(changed, M11), on=APRIL)
    assert outcome.fields("highlight", "M10") == {"operational_delivery": ["On track", "Behind"]}
    assert outcome.changes("highlight")["M11"] == "new"
    assert told(office, date(2019, 3, 31))["M10"].operational_delivery == ("On track",)
    assert told(office, APRIL)["M10"].operational_delivery == ("Behind",)
    assert told(office, APRIL)["M10"].next_30_days == ("Move",)


def test_an_older_workbook_adds_months_and_leaves_the_others(office):
    office.hand_in(reports(M10), on=APRIL)
    outcome = office.hand_in(reports(["M10", "Behind", *M10[2:]], M11), on=FEBRUARY)
    assert outcome.changes("highlight") == {"M10": "unchanged", "M11": "new"}
    assert outcome.said("Question", "this older workbook has another Operational delivery for M10")
    assert told(office, APRIL)["M10"].operational_delivery == ("On track",)


def test_the_import_is_undone_whole(office, administrator):
    office.hand_in(reports(M10), on=FEBRUARY)
    office.hand_in(reports(["M10", "Behind", *M10[2:]], M11), on=APRIL)
    undo_import(record=Import.objects.order_by("pk").last(), by=administrator)
    assert list(told(office, APRIL)) == ["M10"] and HighlightReport.objects.count() == 1
    assert told(office, APRIL)["M10"].operational_delivery == ("On track",)


def in_the_tracker(office, by, **facts):
    report = HighlightReport.objects.get()
    before = report.statements.first()
    facts = {part: getattr(before, part) for part in PARTS} | facts
    change_highlight(report=report, facts=facts, holds_on=FEBRUARY, seen=before.pk, by=by)


def test_words_of_the_tracker_are_not_lost_to_a_workbook_that_does_not_know_them(office, administrator):
    office.hand_in(reports(M10), on=FEBRUARY)
    in_the_tracker(office, administrator, operational_delivery="Nearly on track")
    outcome = office.hand_in(reports(M10), on=APRIL)
    assert outcome.changes("highlight") == {"M10": "unchanged"}
    assert outcome.said("Question", "those words were left")
    assert told(office, APRIL)["M10"].operational_delivery == ("Nearly on track",)
    outcome = office.hand_in(reports(["M10", "Behind", *M10[2:]]), on=APRIL)
    assert outcome.said("Question", "gave way to those of the workbook")
    assert told(office, APRIL)["M10"].operational_delivery == ("Behind",)


def test_rows_that_cannot_be_a_report_are_told(office):
    rows = [M10, ["Month 10", "Again", "x", "y", ""], ["", "No month", "x", "", ""], ["M9", "", "", "", ""]]
    outcome = office.hand_in(reports(*rows, ["M8", None, None, None, None, "beside"], header=[*HEADER, "Notes"]))
    assert outcome.said("Question", "stands in Progress reports row 2 already")
    assert outcome.said("Question", "names no month")
    assert outcome.said("Question", "nothing is written for M8")
    assert [each.label for each in HighlightReport.objects.all()] == ["M10"]
    assert outcome.changes("highlight") == {
        "M10": "new",
        "Month 10": "rejected",
        None: "rejected",
        "M8": "rejected",
    }


def test_a_label_that_names_no_month_is_kept_and_asked(office):
    sheets = reports(["Spring", *M10[1:]], ["M12", *M10[1:]])
    outcome = office.hand_in(sheets, on=FEBRUARY)
    assert outcome.said("Question", "no month can be read here, so the report was kept as “Spring”")
    assert outcome.said("Question", "this was read as March 2019, which is still to come as at 12 February 2019")
    assert set(told(office, FEBRUARY)) == {"Spring", "M12"}
    assert office.hand_in(sheets, on=FEBRUARY).changes("highlight") == {"Spring": "unchanged", "M12": "unchanged"}


def test_a_month_may_be_a_date_and_needs_no_year_of_the_plan(office):
    office.hand_in(reports([date(2019, 1, 1), *M10[1:]], ["M9", *M10[1:]], year=False), on=FEBRUARY)
    assert sorted(each.month for each in figures_of(office.plan, FEBRUARY).reports) == [
        date(2018, 12, 31),
        date(2019, 1, 31),
    ]


WORKBOOK = SHARED / "data" / "candp-month-10.xlsx"
TRUTH = SHARED / "data" / "expected" / "candp-month-10.json"


@pytest.mark.skipif(not WORKBOOK.exists(), reason="the real workbooks are not on this machine")
def test_every_field_of_the_real_reports_arrives_as_it_was(office):
    outcome = office.run(WORKBOOK, "--leave-out-rejected", on=date(2019, 3, 1))
    assert outcome.exit == 0, outcome.failure
    truth = json.loads(TRUTH.read_text())["progress_reports"]
    found = told(office, date(2019, 3, 1))
    assert len(truth) == len(found) == 5
    where = dict(HighlightStatement.objects.values_list("report__label", "where"))
    for report in truth:
        figure = found[report["month"]]
        assert {part: list(getattr(figure, part)) for part in PARTS} == {part: report[part] for part in PARTS}
        assert where[report["month"]].endswith(f"row {report['sheet_row']}")
    ends = {"M3": (2018, 6, 30), "M5": (2018, 8, 31), "M6": (2018, 9, 30), "M8": (2018, 11, 30), "M10": (2019, 1, 31)}
    assert {label: figure.stated_on for label, figure in found.items()} == {k: date(*v) for k, v in ends.items()}
    again = office.run(WORKBOOK, "--leave-out-rejected", on=date(2019, 3, 1))
    assert set(again.changes("highlight").values()) == {"unchanged"}
