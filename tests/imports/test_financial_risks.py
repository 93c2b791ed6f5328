"""Financial risks and mitigations from a workbook: what each row is, what does not fit, and the month it tells of."""

import json
from datetime import date
from decimal import Decimal

import pytest

from core.workbooks import read
from finance.models import Exposure, ExposureLine
from finance.services import keep_exposure
from imports.models import Import
from imports.recognise import recognise
from imports.undoing import undo_import
from plans.models import Organisation, PlanOrganisation
from plans.services import save_reference
from tests.factories import freeze
from tests.shared import SHARED, needs_shared

from .workbooks import Cell, contents

WORKBOOK = SHARED / "data" / "candp-month-10.xlsx"
TRUTH = SHARED / "data" / "expected" / "candp-month-10.json"
ON, JANUARY = date(2019, 2, 20), date(2019, 1, 31)
ABOVE = [["Financial risks, Month 10"], [], [None, "Month 10", *[None] * 5, "Process to manage", "Commentary"]]
HEADER = [None, "Total\nRisk\n£'000", "Risk\nAssessment\n%", "Assessed\nRisk\n£'000", "In\nForecast\n£'000"]
HEADER += ["Residual\nRisk\n£'000", "Exec\nLead"]
FLOOD = ["Flood", -1000, 0.5, -500, "(300)", "(200)", "AO", "Task group", "It may rain"]
RESERVE = ["Reserve", 800, 1, 800, "800", "0", "CFO"]


def sheet(*rows, header=HEADER, above=ABOVE):
    return {"Money": [*above, header, *rows]}


@pytest.fixture
def brought(office, plan):
    """A workbook of one risk and one mitigation, brought in."""
    rows = (["All current risks"], FLOOD, ["All current mitigations"], RESERVE)
    office.hand_in(sheet(*rows), on=ON)
    return rows


def lines(month=JANUARY, on=ON):
    table = Exposure.objects.as_at(office_plan(), on)
    [held] = [each for each in table if each.month == month]
    return {line.name: line for line in held.lines.all()}


def office_plan():
    return Organisation.objects.get().plans.get()


def test_headers_on_two_rows_and_a_first_column_without_one_are_read(brought):
    flood = lines()["Flood"]
    assert (flood.kind, flood.gross, flood.probability) == ("risk", Decimal(-1000), Decimal(50))
    assert (flood.assessed, flood.in_forecast, flood.residual) == (Decimal(-500), Decimal(-300), Decimal(-200))
    assert (flood.lead, flood.process, flood.commentary) == ("AO", "Task group", "It may rain")
    reserve = lines()["Reserve"]
    assert (reserve.kind, reserve.probability, reserve.residual) == ("mitigation", Decimal(100), Decimal(0))


def test_the_same_workbook_twice_writes_nothing(office, brought):
    before = contents()
    told = office.hand_in(sheet(*brought), on=ON)
    assert told.changes("financial_risk") == {"Flood": "unchanged", "Reserve": "unchanged"}
    after = contents()
    assert {table for table in after if after[table] != before[table]} <= {"imports_import", "imports_historicalimport"}


def test_what_changed_is_told_and_a_line_that_is_gone_is_asked_about(office, brought):
    told = office.hand_in(sheet(["All current risks"], [*FLOOD[:3], -450, *FLOOD[4:]]), on=ON)
    assert told.changes("financial_risk") == {"Flood": "changed", "Reserve": "missing"}
    assert told.fields("financial_risk", "Flood") == {"assessed": [-500, -450]}
    assert told.said("Question", "“Reserve” stood in the table of this month and is not in the workbook")
    assert list(lines()) == ["Flood"]
    assert Exposure.objects.count() == 2


def test_an_import_can_be_undone(office, brought, administrator):
    undo_import(record=Import.objects.get(), by=administrator)
    assert not Exposure.objects.exists() and not ExposureLine.objects.exists()


def test_what_somebody_said_since_stays(office, brought, administrator):
    plan, held = office_plan(), Exposure.objects.get()
    changed = [*lines().values()]
    changed[0].commentary = "It rained"
    changed = [ExposureLine(**{f: getattr(line, f) for f in FACTS}) for line in changed]
    about = {"plan": plan, "organisation": held.organisation, "month": JANUARY, "seen": held.pk}
    keep_exposure(**about, lines=changed, on=ON, by=administrator)
    told = office.hand_in(sheet(*brought), on=ON)
    assert told.said("Question", "this table was changed in the tracker since")
    assert lines()["Flood"].commentary == "It rained"
    news = office.hand_in(sheet(*brought, ["Sale of a site", 200, 1, 200, 0, 200, "CFO"]), on=ON)
    assert news.changes("financial_risk")["Sale of a site"] == "new"


FACTS = "kind is_total name gross probability assessed in_forecast residual lead process commentary as_written".split()


def test_totals_as_printed_stand_beside_and_differences_are_named(office, plan):
    rows = (
        ["All current risks"],
        FLOOD,
        ["Fire", -100, "20%", -20, 0, -19, "AO"],
        ["What it comes to", -1100, None, -520, -300, -220],
        ["All current mitigations"],
        RESERVE,
        ["Current mitigations", 800, None, 700, 800, 0],
        ["Shortfall in mitigations", -300, None, 280, 500, -219],
    )
    told = office.hand_in(sheet(*rows), on=ON)
    assert lines()["What it comes to"].is_total and lines()["Shortfall in mitigations"].kind == "net"
    assert told.said("Note", "residual: printed (220), the lines give (219); rounding explains it")
    assert told.said("Question", "assessed: printed 700, the lines give 800; both are kept and shown")
    assert not told.said("Question", "gross: printed")


def test_what_does_not_fit_is_asked_about(office, plan):
    rows = (
        ["All current mitigations"],
        ["Underspends", 2500, 1.07, 2675, 2475, 200],
        ["Contracts", 1250, 0.4, 0, 0, 0, "AO"],
        ["Debt", 100, 0.5, 50, "soon", 10, "AO"],
        ["Sale", 100, "half", 50, 50, 20, "AO"],
        [None, 10, 0.5, 5, 5, 0, "AO"],
        ["Lottery", 10**13, 0.5, 5, 5, 0, "AO"],
        ["Raffle", 10, "10000000%", 5, 5, 0, "AO"],
    )
    told = office.hand_in(sheet(*rows), on=ON)
    for words in (
        "a probability of 107.0% is outside 0% to 100%",
        "nobody is named to lead it",
        "40.0% of 1,250 is 500, but nothing is assessed",
        "“soon” is no amount",
        "“half” is no percentage; write it as 40 or 40%",
        "assessed less in forecast is 0, but the residual is 20",
        "this row has amounts and no name and was left out",
        "is more than the tracker keeps",
        "“10000000%” is no percentage",
    ):
        assert told.said("Question", words), words
    assert lines()["Debt"].as_written == {"in_forecast": "soon"} and lines()["Debt"].in_forecast is None
    assert lines()["Sale"].as_written == {"probability": "half"}


def test_percentages_that_are_no_parts_of_one_are_taken_as_they_stand(office, plan):
    rows = (
        ["Flood", -1000, 81, -810, -810, 0, "AO"],
        ["Fire", -1000, Cell(0.5, number_format="0%"), -500, -500, 0, "AO"],
    )
    told = office.hand_in(sheet(["Risks"], *rows), on=ON)
    assert [line.probability for line in lines().values()] == [81, 50]
    assert not told.said("Question", "%")


def test_each_probability_is_judged_by_its_own_amounts_and_else_by_its_column(office, plan):
    rows = (
        ["By product, a share", -1000, 0.814, -814, None, None, "AO"],
        ["By product, per cent", -100_000, 0.81, -810, None, None, "AO"],
        ["Written as text", -1000, "0.47", None, None, None, "AO"],
        ["A percentage", -1000, 88, None, None, None, "AO"],
        ["Nothing", -1000, 0, None, None, None, "AO"],
        ["Nil", -1000, "nil", None, None, None, "AO"],
        ["Both fit", -1, 0.9, -1, None, None, "AO"],
    )
    told = office.hand_in(sheet(["Risks"], *rows), on=ON)
    found = {name: line.probability for name, line in lines().items()}
    assert list(found.values()) == [Decimal("81.4"), Decimal("0.81"), 47, 88, 0, None, 90]
    assert told.said("Question", "“0.47” was taken as 47.0%, though others of its column are in per cent; check it.")
    assert told.said("Question", "“0.9” was taken as 90.0%")
    assert not told.said("Question", "“0.81") and not told.said("Question", "“88”")


def test_risks_without_a_sign_are_turned_and_a_row_without_a_heading_goes_by_its_sign(office, plan):
    told = office.hand_in(sheet(["Risks"], ["Flood", 1000, 0.5, 500, 300, 200, "AO"]), on=ON)
    assert lines()["Flood"].gross == -1000
    assert told.said("Question", "the risks are written without a sign")
    told = office.hand_in(sheet(FLOOD, RESERVE), on=ON)
    assert told.said("Question", "by its sign it was taken as a mitigation")
    assert lines()["Flood"].kind == "risk"


def test_millions_in_a_header_are_asked_about(office, plan):
    header = [*HEADER[:3], "Assessed £m", *HEADER[4:]]
    told = office.hand_in(sheet(["Risks"], FLOOD, header=header), on=ON)
    assert told.said("Question", "this says millions; the amounts of the table were taken as thousands of pounds")


def test_a_row_below_its_total_is_left_out(office, plan):
    rows = ["Risks"], FLOOD, ["Total", -1000, None, -500, -300, -200], ["Fire", -10, 0.5, -5, -5, 0, "AO"]
    told = office.hand_in(sheet(*rows), on=ON)
    assert told.said("Question", "this row stands below the total of the risks and was left out")
    assert told.changes("financial_risk")["Fire"] == "rejected"


def test_a_table_of_which_every_row_is_left_out_writes_nothing(office, plan):
    told = office.hand_in(sheet(["Risks"], [None, -10, 0.5, -5, -5, 0, "AO"]), on=ON)
    assert told.said("Question", "this row has amounts and no name and was left out")
    assert not Exposure.objects.exists()


def test_a_sheet_that_names_no_month_is_asked_about(office, plan):
    told = office.hand_in(sheet(["Risks"], FLOOD, above=()), on=ON)
    assert told.said("Question", "nothing on this sheet names its month, so Month 10, January 2019 was taken")
    assert lines()["Flood"]
    told = office.hand_in(sheet(["Risks"], FLOOD, above=[["Finance Month 13"]]), on=ON)
    assert told.said("Question", "Month 13 is no month of a financial year, so Month 10, January 2019 was taken")


def test_the_organisation_is_that_which_the_sheet_names(office, plan, administrator):
    other = save_reference(record=Organisation(name="Theirs Trust"), by=administrator)
    save_reference(record=PlanOrganisation(plan=plan, organisation=other), by=administrator)
    office.hand_in(sheet(["Risks"], FLOOD, above=[["Theirs Trust, Month 10"]]), on=ON)
    assert Exposure.objects.get().organisation == other
    told = office.hand_in(sheet(["Risks"], FLOOD), on=ON)
    assert told.said("Question", "it was taken as that of Ours")


def test_what_was_reported_in_a_frozen_period_stays(office, brought, plan, administrator):
    freeze(plan, date(2019, 2, 28), administrator)
    told = office.hand_in(sheet(["Risks"], [*FLOOD[:3], -450, *FLOOD[4:]]), on=ON)
    assert told.exit == 1 and told.said("Error", "was frozen as at")


def test_the_lead_is_a_post_where_one_is_known(office, plan):
    posts = {"Posts": [["Abbreviation", "Title", "Person"], ["CFO", "Chief Finance Officer", "Cy Example (CE)"]]}
    risks = ["Risks"], [*FLOOD[:6], "CE"], ["Fire", -100, 0.5, -50, -50, 0, "Chief Finance Officer"], FLOOD
    office.hand_in(posts | sheet(*risks), on=ON)
    found = {line.lead: line.post and line.post.abbreviation for line in ExposureLine.objects.all()}
    assert found == {"CE": "CFO", "Chief Finance Officer": "CFO", "AO": None}


@needs_shared
def test_the_real_table_is_read_field_by_field(office, plan):
    told = office.run(WORKBOOK, "--leave-out-rejected", on=ON)
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["risks_and_mitigations"]
    kept = list(Exposure.objects.get(month=JANUARY).lines.all())
    assert len(kept) == len(truth) == 22
    for line, expected in zip(kept, truth, strict=True):
        is_total = expected["type"] == "total"
        said = [line.kind, line.is_total, line.name, line.gross, line.probability]
        assert said == [
            expected["section"] or "net",
            is_total,
            expected["name"],
            expected["total"],
            expected["assessment_pct"],
        ]
        assert [line.assessed, line.in_forecast, line.residual] == [
            expected[name] for name in ("assessed", "in_forecast", "residual")
        ]
        written = [line.lead or None, line.process or None, line.commentary or None]
        assert written == [expected[name] for name in ("exec_lead", "process_to_manage", "commentary")]
    asked = [p for p in told.told["problems"] if p["sheet"] == "Risks and Mitigations" and p["severity"] == "question"]
    assert sum("nobody is named" in problem["message"] for problem in asked) == 6
    assert sum("outside 0% to 100%" in problem["message"] for problem in asked) == 1
    assert sum("nothing is assessed" in problem["message"] for problem in asked) == 1
    assert told.said("Note", "rounding explains it")
    before = contents()["finance_exposure"]
    office.run(WORKBOOK, "--leave-out-rejected", on=ON)
    assert contents()["finance_exposure"] == before == 1


@needs_shared
def test_the_header_of_the_real_table_is_understood():
    [block] = recognise(read(WORKBOOK)).of("financial_risk")
    assert sorted(block.columns) == sorted(
        "name gross probability assessed in_forecast residual lead process commentary".split()
    )
