"""The table of posts: who holds which, from when; and the leads that are found in it."""

from datetime import date

import pytest

from accounts.models import Person

from .workbooks import HEADER, KEY, added, contents, row

APRIL, MAY = date(2019, 4, 14), date(2019, 5, 14)
HEAD = ["Abbreviation", "Title", "Person"]


def posts(*rows, leads="AO"):
    return {"Key": KEY, "Posts": [HEAD, *rows], "Plan": [HEADER, row(sro=leads)]}


def held(office, abbreviation="AO"):
    holdings = office.plan.posts.get(abbreviation=abbreviation).holdings.all()
    return [(str(h.person), h.held_from, h.held_to) for h in holdings]


ANN = ["AO", "Accountable Officer", "Ann Example (AE)"]


def test_a_post_is_held_since_an_unknown_day(office):
    outcome = office.hand_in(posts(ANN))
    assert held(office) == [("Ann Example", None, None)]
    assert outcome.fields("holding", "AO") == {"person": [None, "Ann Example"]}
    assert Person.objects.get().initials == "AE"


# {what the next table says of the holder: the holdings after it}
NEXT = {
    "Ann Example (AE)": [("Ann Example", None, None)],
    "Ann Example": [("Ann Example", None, None)],
    "Bob Sample (BS)": [("Ann Example", None, date(2019, 4, 13)), ("Bob Sample", APRIL, None)],
    "(BS)": [("Ann Example", None, date(2019, 4, 13)), ("BS", APRIL, None)],
    "Vacant": [("Ann Example", None, date(2019, 4, 13))],
    "n/a": [("Ann Example", None, date(2019, 4, 13))],
    "": [("Ann Example", None, date(2019, 4, 13))],
}


@pytest.mark.parametrize("person", NEXT)
def test_a_change_of_holder_closes_the_holding_before(person, office):
    office.hand_in(posts(ANN))
    outcome = office.hand_in(posts(["AO", "Accountable Officer", person]), on=APRIL)
    assert held(office) == NEXT[person]
    assert (outcome.changes("holding") == {}) == (len(NEXT[person]) == 1 and NEXT[person][0][2] is None)


def test_a_vacant_post_that_is_filled_is_held_from_then(office):
    office.hand_in(posts(["AO", "Accountable Officer", "vacant"]))
    assert held(office) == []
    office.hand_in(posts(ANN), on=APRIL)
    assert held(office) == [("Ann Example", APRIL, None)]


def test_a_holder_put_right_on_the_same_day_leaves_no_trace_of_the_mistake(office):
    office.hand_in(posts(ANN))
    office.hand_in(posts(["AO", "Accountable Officer", "Bob Sample"]), on=APRIL)
    office.hand_in(posts(["AO", "Accountable Officer", "Cat Sample"]), on=APRIL)
    assert held(office)[1:] == [("Cat Sample", APRIL, None)]
    office.hand_in(posts(["AO", "Accountable Officer", "vacant"]), on=APRIL)
    assert held(office) == [("Ann Example", None, date(2019, 4, 13))]


def test_initials_that_were_wrong_are_put_right(office):
    office.hand_in(posts(ANN))
    outcome = office.hand_in(posts(["AO", "Accountable Officer", "Ann Example (AX)"]), on=APRIL)
    assert outcome.changes("holding") == {"AO": "changed"}
    assert held(office) == [("Ann Example", None, None)]
    assert Person.objects.get().initials == "AX"


def test_one_person_may_hold_two_posts(office):
    office.hand_in(posts(ANN, ["CO", "Chief Officer", "Ann Example (AE)"]))
    assert Person.objects.count() == 1


def test_an_older_table_leaves_the_holder_of_now(office):
    office.hand_in(posts(ANN), on=APRIL)
    outcome = office.hand_in(posts(["AO", "Accountable Officer", "Bob Sample"]))
    question = (
        "Posts row 2: this older workbook gives the post AO to Bob Sample, the plan to Ann Example; the plan was left"
    )
    assert outcome.said("Question", question)
    assert held(office) == [("Ann Example", None, None)]


def test_a_changed_title_is_a_change(office):
    office.hand_in(posts(ANN))
    outcome = office.hand_in(posts(["AO", "Chief Officer", "Ann Example (AE)"]), on=APRIL)
    assert outcome.fields("post", "AO") == {"title": ["Accountable Officer", "Chief Officer"]}
    assert office.plan.posts.get().title == "Chief Officer"


def test_a_post_to_be_confirmed_is_confirmed_by_the_table(office):
    office.hand_in({"Key": KEY, "Plan": [HEADER, row(sro="AO")]})
    assert office.plan.posts.get().to_confirm
    outcome = office.hand_in(posts(ANN), on=APRIL)
    assert outcome.changes("post") == {"AO": "changed"}
    assert not office.plan.posts.get().to_confirm
    assert held(office) == [("Ann Example", None, None)]


BAD = {
    "no abbreviation": (
        ["", "Somebody", "Bob"],
        "gives no abbreviation of a post, so it was left out; write the abbrev",
    ),
    "twice": (["A O", "Somebody", "Bob"], "A O stands in row 2 too, so this row was left out; give each post one row."),
    "too long": (
        ["X" * 61, "Somebody", "Bob"],
        "this abbreviation is longer than 60 characters, so the row was left out",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_row_of_posts_that_cannot_be_told_is_left_out_and_asked_about(case, office):
    line, question = BAD[case]
    outcome = office.hand_in(posts(ANN, line))
    assert outcome.exit == 0
    assert outcome.said("Question", question)
    assert [post.title for post in office.plan.posts.all()] == ["Accountable Officer"]


def test_a_table_without_people_fills_no_post(office):
    office.hand_in({"Key": KEY, "Posts": [HEAD[:2], ANN[:2]], "Plan": [HEADER, row()]})
    assert held(office) == []


BOB = ["CFO", "Chief Finance Officer", "Bob Sample (BS)"]
# {a lead: (posts, people) that are found for it}
LEADS = {
    "AO (AE)": (["AO"], ["Ann Example"]),
    "AO/CFO (AE/BS)": (["AO", "CFO"], ["Ann Example", "Bob Sample"]),
    "A O": (["AO"], []),
    "Ann Example": ([], ["Ann Example"]),
    "ann example": ([], ["Ann Example"]),
    "(BS)": ([], ["Bob Sample"]),
    "CFO (AE)": (["CFO"], ["Ann Example"]),
}


@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_is_found_in_the_table(lead, office):
    outcome = office.hand_in(posts(ANN, BOB, leads=lead))
    seats = office.plan.actions.get().assignments.all()
    assert ([str(s.post) for s in seats if s.post], [str(s.person) for s in seats if s.person]) == LEADS[lead]
    assert len(outcome.said("Question", "holds another post; both were kept, confirm who it is.")) == (
        lead == "CFO (AE)"
    )


CHAIR = ["Chair", "Chair", "Chair (C1)"]
# {a lead where people are called like posts: (posts, people) that are found for it}
CALLED_LIKE_A_POST = {
    "Chair": (["Chair"], []),
    "Chair (C1)": (["Chair"], ["Chair"]),
    "Chair/ AO (C1/AE)": (["Chair", "AO"], ["Chair", "Ann Example"]),
    "Ann Example (AE)": ([], ["Ann Example"]),
    "Ann Example (XX)": ([], ["Ann Example"]),
    "Treasurer": ([], ["Treasurer"]),
    "Treasurer (T1)": ([], ["Treasurer"]),
    "Treasurer (AE)": (["Treasurer"], ["Ann Example"]),
}


@pytest.mark.parametrize("lead", CALLED_LIKE_A_POST)
def test_a_post_is_found_before_a_person_who_is_only_called_like_it(lead, office):
    office.hand_in(posts(ANN, CHAIR, ["CFO", "Finance", "Treasurer (T1)"], leads=lead))
    seats = office.plan.actions.get().assignments.all()
    found = ([str(s.post) for s in seats if s.post], [str(s.person) for s in seats if s.person])
    assert found == CALLED_LIKE_A_POST[lead]


def test_the_next_holder_of_a_post_leads_what_the_one_before_led_by_it(office):
    office.hand_in(posts(CHAIR, leads="Chair (C1)"))
    office.hand_in(posts(["Chair", "Chair", "New Person (NP)"], leads="Chair (NP)"), on=APRIL)
    successor = Person.objects.get(name="New Person")
    assert [action.ref for action in office.plan.actions.led_by(successor, APRIL)] == ["1.1"]


def test_a_doubt_that_a_row_has_twice_names_the_row_once(office):
    sheets = posts(ANN, BOB)
    sheets["Plan"] = [[*HEADER, "Ops lead"], [*row(sro="CFO (AE)"), "CFO (AE)"]]
    [line] = office.hand_in(sheets).said("Question", "holds another post")
    assert line.startswith("Question: Plan row 2: “AE” stands beside CFO")


def test_initials_of_several_people_are_asked_about(office):
    outcome = office.hand_in(posts(ANN, ["CFO", "Finance", "Abe Example (AE)"], ["CO", "Chief", ""], leads="CO (AE)"))
    assert outcome.said(
        "Question", "“AE” are the initials of several people; a person to be confirmed was added, confirm"
    )


def test_leads_that_changed_are_assigned_anew(office):
    office.hand_in(posts(ANN, BOB))
    before = contents()
    outcome = office.hand_in(posts(ANN, BOB, leads="CFO (BS)"), on=APRIL)
    assert outcome.fields("action", "1.1") == {"sro_as_written": ["AO", "CFO (BS)"]}
    assert office.actions(APRIL)["1.1"].sro == ("CFO",)
    assert "actions_assignment" not in added(before, contents())


ROLES = [["Role", "Who", "Task"], ["Project lead", "Ann", "Lead it"], ["Support", "Bob", "Help"]]


def test_project_roles_are_kept_and_changed(office):
    office.hand_in(posts(ANN) | {"Roles": ROLES})
    changed = [*ROLES[:2], ["Support", "Cat", "Help"], ["Support", "Dan", "Help"], ["", "Eve", "Help"]]
    outcome = office.hand_in(posts(ANN) | {"Roles": changed}, on=MAY)
    assert [(role.role, role.who) for role in office.plan.project_roles.all()] == [
        ("Project lead", "Ann"),
        ("Support", "Cat"),
    ]
    assert outcome.said(
        "Question", "Roles row 4: this row names the role Support a second time, so it was left out; give"
    )
    assert outcome.said("Question", "Roles row 5: this row names no role, so it was left out; give each role one row.")
