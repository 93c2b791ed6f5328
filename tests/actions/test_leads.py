import pytest

from actions.leads import Lead, looks_like_a_name, post_key, read_leads
from actions.models import LeadRole
from actions.pack.changes import led
from actions.pack.plan import row_of
from plans.presenters.key import Key
from reports.presenters.action_list import leads_of
from tests.reports.packs import KEY, ON, action


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("AO (C1)", [Lead("AO", "C1")]),
        ("AO", [Lead("AO")]),
        ("AO/CFO (C1/M1)", [Lead("AO", "C1"), Lead("CFO", "M1")]),
        ("Chair/ AO (J1/M2)", [Lead("Chair", "J1"), Lead("AO", "M2")]),
        ("AO (C1)/CFO (M1)", [Lead("AO", "C1"), Lead("CFO", "M1")]),
        ("AO (C1), CFO (M1)", [Lead("AO", "C1"), Lead("CFO", "M1")]),
        ("Joint PD/ Lead/ DCFO (R1/N1/K1)", [Lead("Joint PD", "R1"), Lead("Lead", "N1"), Lead("DCFO", "K1")]),
        ("AO/CFO (C1)", [Lead("AO", "C1"), Lead("CFO")]),
        ("AO (C1/M1)", [Lead("AO", "C1"), Lead("", "M1")]),
        ("(C1)", [Lead("", "C1")]),
        ("AO (C1", [Lead("AO", "C1")]),
        ("AO ()", [Lead("AO")]),
        ("AD  P&G\n(M1)", [Lead("AD P&G", "M1")]),
        ("AO\nCFO", [Lead("AO"), Lead("CFO")]),
        ("", []),
        (None, []),
        (")(/,;", []),
    ],
)
def test_a_cell_of_leads_is_read_in_order(written, leads):
    assert read_leads(written) == leads


def test_an_abbreviation_is_the_same_post_however_it_is_spaced():
    assert post_key("AD P&G") == post_key("ADP&G") == post_key("adp&g")
    assert post_key("AD P&G") != post_key("AD P&Q")


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Robin Example", True),
        ("Robin Sam Example", True),
        ("Robin O'Example", True),
        ("Head of Estates", False),
        ("Chief Nurse", False),
        ("AO", False),
        ("Robin", False),
        ("One Two Three Four", False),
    ],
)
def test_a_name_is_told_from_a_post(text, is_name):
    assert looks_like_a_name(text) is is_name


@pytest.mark.parametrize(
    ("facts", "sro", "lead", "alone"),
    [
        ({}, "", "", "Nobody named"),
        ({"sro": ("AO", "CFO")}, "AO, CFO", "", "AO, CFO"),
        ({"sro": ("AO",), "sro_as_written": "AO (C1)", "ops_lead": ("COO",)}, "AO (C1)", "COO", "COO"),
        (
            {"sro_as_written": "The boss", "ops_lead": ("COO",), "ops_lead_as_written": "COO (B2)"},
            "The boss",
            "COO (B2)",
            "COO (B2)",
        ),
    ],
)
def test_who_leads_is_said_alike_everywhere(facts, sro, lead, alone):
    figure = action(**facts)
    assert (figure.led_by(LeadRole.SRO), figure.led_by("ops_lead")) == (sro, lead)
    assert led(figure) == alone
    assert row_of(figure, Key(KEY), ON).leads == (("SRO", sro or "Not set"), ("Lead", lead or "Not set"))
    assert leads_of(figure) == tuple(f"{role} {who}" for role, who in (("SRO", sro), ("Lead", lead)) if who)
