from datetime import date

import pytest
from django.http import QueryDict

from actions.assurance import Finding, Severity
from reports.filters import read_action_filter

from .packs import action

GRAVE = Finding("grave", "Grave", "It is late.", Severity.SERIOUS)
NOTE = Finding("noted", "Noted", "It is so.", Severity.TO_NOTE)


def asked(query, mine=()):
    return read_action_filter(QueryDict(query), frozenset(mine))


def fits(query, mine=(), **facts):
    return asked(query, mine).matches(action(7, **facts))


@pytest.mark.parametrize(
    ("query", "facts", "other"),
    [
        ("area=2", {"area_number": 2}, {"area_number": 1}),
        ("area=none", {"area_number": None}, {"area_number": 1}),
        ("area=1&area=2", {"area_number": 2}, {"area_number": 3}),
        ("rating=R", {"rating": "R"}, {"rating": "A"}),
        ("rating=unrated", {"rating": None}, {"rating": "R"}),
        ("rating=R&rating=unrated", {"rating": None}, {"rating": "A"}),
        ("status=Open", {"status": "Open"}, {"status": "Closed"}),
        ("status=none", {"status": None}, {"status": "Open"}),
        ("private=yes", {"is_private": True}, {"is_private": False}),
        ("private=no", {"is_private": False}, {"is_private": True}),
        ("late=yes", {"late": True}, {"late": False}),
        ("late=no", {"late": False}, {"late": True}),
        ("late=yes&late=no", {"late": False}, {"late": None, "standing": "merged"}),
        ("silent=30", {"silent_days": 30}, {"silent_days": 29}),
        ("silent=045", {"silent_days": 45}, {"silent_days": 44}),
        ("silent=30", {"silent_days": None}, {"silent_days": 99, "stage": "complete"}),
        ("silent=30", {"silent_days": 30, "stage": "in_place"}, {"silent_days": 99, "standing": "paused"}),
        ("silent=30", {"silent_days": 30}, {"silent_days": 99, "in_scope": False}),
        ("post=AO", {"sro": ("CFO", "AO")}, {"sro": ("CFO",)}),
        ("post=AO", {"ops_lead": ("AO",)}, {}),
        ("post=AO&role=sro", {"sro": ("AO",)}, {"ops_lead": ("AO",)}),
        ("post=AO&role=ops_lead", {"ops_lead": ("AO",)}, {"sro": ("AO",)}),
        ("post=AO&role=sro&role=ops_lead", {"ops_lead": ("AO",)}, {"sro": ("CFO",)}),
        ("post=none", {}, {"ops_lead": ("AO",)}),
        ("post=none", {}, {"sro_as_written": "Jane Doe"}),
        ("post=none&role=sro", {"ops_lead": ("AO",)}, {"sro": ("AO",)}),
        ("role=sro", {"ops_lead": ("AO",)}, {"is_heading": True}),
        ("evidence=offered", {"evidence_status": "offered"}, {"evidence_status": "accepted"}),
        ("wrong=any", {"wrong": (GRAVE, NOTE)}, {"wrong": (NOTE,)}),
        ("wrong=noted", {"wrong": (GRAVE, NOTE)}, {"wrong": (GRAVE,)}),
        ("wrong=any&wrong=noted", {"wrong": (NOTE,)}, {}),
        ("scope=in", {"in_scope": True}, {"in_scope": False}),
        ("scope=out", {"in_scope": False}, {"in_scope": True}),
        ("standing=paused", {"standing": "paused"}, {"standing": "live"}),
        ("standing=withdrawn", {"standing": "withdrawn"}, {"standing": "live"}),
        ("standing=all", {"standing": "merged"}, {"is_heading": True}),
        ("", {"standing": "paused"}, {"standing": "replaced"}),
        ("", {}, {"is_heading": True}),
        ("text=", {}, {"is_heading": True}),
        ("text=BOARD", {"title": "Strengthen the board"}, {"title": "Pay on time"}),
        ("text=board+strengthen", {"title": "Strengthen the board"}, {"title": "A board"}),
        ("text=1.7", {}, {"ref": None}),
        ("text=begun", {"progress": "It was begun."}, {}),
        ("text=begun", {"newest_words": "It was begun."}, {}),
        ("text=begun", {"recommendation": "To be begun."}, {}),
        ("text=pwc", {"source": "PwC 14a"}, {}),
        ("text=board&text=paid", {"title": "Be paid"}, {"title": "Pay"}),
        ("area=2&late=yes", {"area_number": 2, "late": True}, {"area_number": 2}),
    ],
)
def test_a_filter_leaves_what_it_says_and_nothing_else(query, facts, other):
    assert fits(query, **facts)
    assert not fits(query, **other)


@pytest.mark.parametrize(
    "query",
    ["area=x", "rating=Z", "late=maybe", "silent=", "silent=soon", "silent=-1", "silent=²", "silent=123456"]
    + ["post=AO&role=chair", "post=none&role=chair", "evidence=lost", "scope=all", "standing=gone", "mine=perhaps"],
)
def test_a_value_that_no_action_can_have_leaves_none(query):
    everything = {"sro": ("AO",), "silent_days": 10**6, "late": True}
    assert fits(query, **everything) == (query == "silent=")


def test_mine_are_those_that_the_reader_leads():
    assert fits("mine=yes", mine={7}) and not fits("mine=yes", mine={8}) and not fits("mine=yes")
    assert fits("mine=no") and not fits("mine=no", mine={7})


def test_what_is_asked_stands_in_the_address_once_in_the_order_of_the_form():
    found = asked("rating=R&area=2&rating=A&rating=R&text=+a+&role=sro&unheard=of&late=")
    assert found.query(page=2) == {"text": ("a",), "area": ("2",), "rating": ("R", "A"), "page": 2}
    assert asked("role=sro&post=AO").query() == {"post": ("AO",), "role": ("sro",)}


def test_one_value_is_taken_away_and_the_role_goes_with_the_post():
    found = asked("rating=R&rating=A&post=AO&role=sro")
    assert found.without("rating", "R") == {"rating": ("A",), "post": ("AO",), "role": ("sro",)}
    assert found.without("post", "AO") == {"rating": ("R", "A")}
    assert found.without("role", "sro") == {"rating": ("R", "A"), "post": ("AO",)}


def test_what_ended_is_asked_for_beside_the_rest():
    merged = action(standing="merged", due_on=date(2019, 1, 1))
    assert not asked("area=1").matches(merged)
    assert asked("area=1").of_any_standing().matches(merged)
    assert not asked("area=2").of_any_standing().matches(merged)
