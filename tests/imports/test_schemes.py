"""Savings schemes and the stages they go through, from a workbook."""

import json
from datetime import date
from decimal import Decimal

import pytest

from finance.models import Gateway, Scheme, SchemeProfile, SchemeStatement
from finance.scheme_sheet import MONTHS
from finance.services import describe_scheme, keep_profile
from imports.models import Import
from imports.undoing import undo_import
from tests.factories import freeze
from tests.shared import needs_shared

from .test_financial_risks import TRUTH, WORKBOOK
from .workbooks import contents

ON = date(2019, 2, 20)
HEADER = ["Scheme ref", "Scheme", "Category", "Gross £'000", "Net £'000", "Recurrent", "Lead", "Stage", "Confidence"]
HEADER += ["Status", *(f"{month.capitalize()} {what}" for what in ("plan", "actual") for month in MONTHS)]
STAGES = [["Stage description", "Gateway approval required to progress to next stage"]]
STAGES += [["0. Idea", "Somebody likes it"], ["1. Plan", "It can be done"]]
BUY = [
    "Q1",
    "Buy together",
    "Procurement",
    "1,500",
    1200,
    "R",
    "AO",
    "1. Plan",
    "Amber",
    "Live",
    *[100] * 12,
    90,
    "(5)",
]
SELL = ["Q2", "Sell the shop", "Estates", 400, None, "NR", "CFO", "Idea", "Red", "Live"]


def sheets(*rows, stages=STAGES, above=(["Savings 2018/19"],)):
    return ({"Stages": stages} if stages else {}) | {"Savings": [*above, HEADER, *rows]}


@pytest.fixture
def brought(office, plan):
    office.hand_in(sheets(BUY, SELL), on=ON)
    return plan


def told(ref="Q1"):
    return SchemeStatement.objects.as_at(Scheme.objects.first().plan, ON).get(scheme__ref=ref)


def test_a_list_of_schemes_is_read_with_its_stages_and_months(brought):
    buy = told()
    assert (buy.name, buy.category, buy.gross, buy.net) == ("Buy together", "Procurement", 1500, 1200)
    assert (buy.is_recurrent, buy.lead, str(buy.gateway), buy.confidence) == (True, "AO", "1 Plan", "amber")
    assert (told("Q2").is_recurrent, told("Q2").gateway.number) == (False, 0)
    assert Scheme.objects.first().organisation == brought.organisations.get()
    months = [(each.planned, each.actual) for each in SchemeProfile.objects.get().months.all()]
    assert months[:3] == [(100, 90), (100, Decimal(-5)), (100, None)]
    assert [(each.name, each.approval) for each in Gateway.objects.all()] == [
        ("Idea", "Somebody likes it"),
        ("Plan", "It can be done"),
    ]


def test_the_same_workbook_twice_writes_nothing_and_an_import_can_be_undone(office, brought, administrator):
    before = contents()
    again = office.hand_in(sheets(BUY, SELL), on=ON)
    assert again.changes("scheme") == {"Q1": "unchanged", "Q2": "unchanged"}
    assert again.changes("gateway") == {"0 Idea": "unchanged", "1 Plan": "unchanged"}
    after = contents()
    assert {table for table in after if after[table] != before[table]} <= {"imports_import", "imports_historicalimport"}
    for record in Import.objects.all():
        undo_import(record=record, by=administrator)
    assert not Scheme.objects.exists() and not Gateway.objects.exists()


def test_what_changed_is_told(office, brought):
    stages = [STAGES[0], ["1. Plan", "It was done"]]
    found = office.hand_in(sheets([*BUY[:4], 1100, *BUY[5:9], "Done", *BUY[10:], 7], stages=stages), on=ON)
    assert found.changes("scheme") == {"Q1": "changed", "Q2": "missing"}
    assert found.fields("scheme", "Q1") == {
        "net": [1200, 1100],
        "status": ["Live", "Done"],
        "June_actual": [None, 7],
    }
    assert found.fields("gateway", "1 Plan") == {"approval": ["It can be done", "It was done"]}
    assert found.said("Question", "the scheme Q2 is in the plan but not in this workbook")


def test_what_is_not_understood_is_asked_about(office, plan):
    rows = (
        ["Q1", "Buy together", "", "lots", 5, "perhaps", "", "9. Heaven", "blue", "Live"],
        ["Q1", "Buy again", "", 5, 5],
        ["", None, "Procurement", 5, 5],
        ["", "Total", "", 10, 10],
    )
    found = office.hand_in(sheets(*rows, stages=[*STAGES, ["Done", "Nothing"]]), on=ON)
    for sentence in (
        "“lots” is no amount",
        "“perhaps” was not understood",
        "“blue” was not understood",
        "“9. Heaven” is no stage of this plan",
        "Q1 stands on two rows",
        "this row names no scheme",
        "this row was taken as a total",
        "this stage has no number and name of its own",
    ):
        assert found.said("Question", sentence), sentence
    assert (told().gateway, told().gateway_as_written) == (None, "9. Heaven")
    minus = office.hand_in(sheets(["Q2", "Sell", "", "(15)", 5]), on=ON)
    assert minus.said("Question", "a gross value is what a scheme saves and stands above zero; it was kept as written")
    assert told("Q2").gross == -15


def test_without_a_list_of_stages_the_usual_ones_count(office, plan):
    office.hand_in(sheets([*SELL[:7], "3 Delivery"], stages=None, above=()), on=ON)
    assert told("Q2").gateway.name == "Delivery" and Gateway.objects.count() == 6


def test_what_somebody_said_since_stays(office, brought, administrator):
    buy = told()
    facts = {"name": buy.name, "confidence": "green"}
    describe_scheme(scheme=buy.scheme, facts=facts, seen=buy.pk, on=ON, by=administrator)
    held = SchemeProfile.objects.get()
    months = [(each.month, each.planned, Decimal(1)) for each in held.months.all()]
    keep_profile(scheme=buy.scheme, financial_year=2018, months=months, seen=held.pk, on=ON, by=administrator)
    found = office.hand_in(sheets([*BUY[:9], "Done", *BUY[10:]], SELL), on=ON)
    assert found.said("Question", "the workbook is behind the tracker in confidence")
    assert (told().confidence, told().status) == ("green", "Done")
    assert SchemeProfile.objects.count() == 2


def test_news_of_a_workbook_is_taken_over_what_somebody_said_since(office, brought, administrator):
    buy = told()
    facts = {"name": buy.name, "confidence": "green"}
    describe_scheme(scheme=buy.scheme, facts=facts, seen=buy.pk, on=ON, by=administrator)
    office.hand_in(sheets([*BUY[:8], "Red", *BUY[9:]], SELL), on=ON)
    assert told().confidence == "red"


def test_a_workbook_makes_a_plan_of_its_own_with_its_schemes(office):
    office.hand_in(sheets(BUY), "--organisation", "Ours", on=ON)
    assert Scheme.objects.get().organisation.name == "Ours"


def test_the_browser_calls_a_scheme_by_its_name(desk, brought):
    desk.bring(sheets([*BUY[:9], "Done", *BUY[10:]], SELL), on=ON)
    assert "Savings scheme Q1" in desk.look() and "Status: Live becomes Done" in desk.look()


def test_a_scheme_without_a_reference_is_known_by_its_name(office, plan):
    rows = [["", *SELL[1:]]]
    office.hand_in(sheets(*rows), on=ON)
    found = office.hand_in(sheets(*rows), on=ON)
    assert found.changes("scheme") == {"S1": "unchanged"}


def test_what_was_reported_in_a_frozen_period_stays(office, brought, administrator):
    freeze(Scheme.objects.first().plan, date(2019, 2, 28), administrator)
    assert office.hand_in(sheets(BUY, SELL), on=ON).exit == 0
    found = office.hand_in(sheets([*BUY[:9], "Done"], SELL), on=ON)
    assert found.exit == 1 and found.said("Error", "was frozen as at")


@needs_shared
def test_the_real_stages_are_read_field_by_field(office, plan):
    office.run(WORKBOOK, "--leave-out-rejected", on=ON)
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["qipp_stages"]
    kept = [(f"{each.number}. {each.name}", each.approval) for each in Gateway.objects.all()]
    assert kept == [(each["stage"], each["gateway"]) for each in truth] and len(kept) == 6
