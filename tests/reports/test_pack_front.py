"""What a pack begins with: cover, version control with authorisation, contents."""

from dataclasses import replace
from datetime import date

import pytest

from actions.figures import RequestFigure
from core.shapes import GREY
from plans.models import Organisation
from reports.document import document_of, html_of
from reports.issue import Issue, SignOff, Version
from reports.sections import SECTIONS
from tests.factories import make_plan

from .packs import Opened, action, make_document

UNDERWAY = {"rating": "A", "stage": "underway"}
DRAFT = Issue(3, "v1.0", "Month 12", "Governing Body, 28 March 2019", "for assurance", "DSP", "AO")
FINAL = replace(
    DRAFT,
    version="v1.2",
    is_issued=True,
    sign_offs=(SignOff("AO", "A. Officer", date(2019, 3, 20)), SignOff("CFO", "", None)),
    earlier=(
        Version("v1.0", date(2019, 3, 15), "P. Office", "", "9af3"),
        Version("v1.1", date(2019, 3, 18), "P. Office", "A date was wrong"),
    ),
    changed_because="A rating was wrong",
    changes=("1.3 is amber.", "1.4 is red."),
)


def shown(issue=None, **facts):
    return Opened(html_of(make_document(issue=issue, **facts)))


def test_what_is_only_looked_at_says_so():
    text = shown().text
    assert "Draft A look at the plan, not an issued pack" in text
    assert "This is a look at the plan as at 31 March 2019, and not an issued pack: it has no number" in text
    for absent in ("Authorisation", "Meeting", "Sponsor", "Not set Purpose"):
        assert absent not in text.split("How to read")[0]


def test_the_cover_of_a_draft():
    text = shown(DRAFT).text
    assert "Draft Not issued yet: it may still change" in text
    assert (
        "Meeting Governing Body, 28 March 2019 Purpose For assurance Reporting period Month 12 As at 31 March 2019 "
        "Pack Number 3, v1.0 Version of the plan 1.0 Author DSP Sponsor AO"
    ) in text
    assert "Pack 3, v1.0, is a draft: it was not issued, and its figures may still change." in text
    assert "Authorisation Nobody has to sign this pack off." in text
    assert "Versions issued before" not in text


def test_a_version_of_the_plan_that_is_not_known_is_not_spoken_of():
    assert "Version of the plan" not in shown(DRAFT, version="").text


def test_what_a_pack_does_not_say_of_itself_is_not_set():
    text = shown(replace(DRAFT, meeting="", purpose="", period="", author="", sponsor="")).text
    assert "Meeting Not set Purpose Not set Reporting period Not set" in text
    assert "Author Not set Sponsor Not set" in text


def test_an_issued_pack_is_final_and_says_who_authorised_it_and_what_changed():
    opened = shown(FINAL)
    assert "Pack 3, v1.2, was issued and is final." in opened.text
    assert "Draft" not in opened.text and "Not issued" not in opened.text
    assert opened.table("Post", "Name", "Signed off") == [
        ["AO", "A. Officer", "20 March 2019"],
        ["CFO", "Whoever signs for this post", "Not signed yet"],
    ]
    assert opened.table("Version") == [
        ["v1.0", "15 March 2019", "P. Office", "First issue", "9af3"],
        ["v1.1", "18 March 2019", "P. Office", "A date was wrong", "Not known"],
    ]
    assert "Why v1.2 replaces v1.1 A rating was wrong What changed in v1.2 1.3 is amber. 1.4 is red." in opened.text


def test_the_foot_says_which_pack_it_is():
    assert make_document(issue=FINAL).foot == ("Sample plan – as at 31 March 2019", "Pack 3, v1.2")
    assert "Pack 3, v1.2 Final" in shown(FINAL).text


def test_the_bar_has_the_colour_of_the_organisation():
    assert "--organisation: #8a1538 }" in html_of(make_document(colour="#8a1538"))
    assert f"--organisation: {GREY} }}" in html_of(make_document(colour="red } * { display: none"))


@pytest.mark.parametrize(("colours", "expected"), [(("", ""), GREY), (("", "#8a1538"), "#8a1538")])
def test_the_first_organisation_with_a_colour_gives_it(administrator, colours, expected):
    plan = make_plan(administrator)
    for number, colour in enumerate(colours):
        plan.organisations.add(Organisation.objects.create(name=f"Organisation {number}", colour=colour))
    assert document_of(plan, date(2019, 2, 12)).colour == expected


def test_the_cover_says_where_the_plan_stands_and_what_the_board_is_asked_for():
    before, now = [action(1, **UNDERWAY)], action(1, rating="B", stage="complete")
    stands = "1 action: 1 complete. None are late. Since 28 February 2019 1 more is complete."
    waiting = [RequestFigure(1, None, date(2019, 5, 1), "Late staff", "A. Lead", date(2019, 3, 1))]

    def cover(**facts):
        return Opened(html_of(make_document(now, before=before, **facts))).text.split("Version control")[0]

    assert f"{stands} The board is asked for assurance." in cover(issue=DRAFT)
    asked = "The board is asked for a decision: 1 later due date waits to be agreed or refused."
    assert asked in cover(issue=replace(DRAFT, purpose="for decision"), requests=waiting)
    assert "This pack is for information." in cover(issue=replace(DRAFT, purpose="for information"))
    assert cover(requests=waiting * 2).rstrip().endswith("2 later due dates wait to be agreed or refused.")
    assert cover().rstrip().endswith(stands)


def test_the_cover_says_nothing_that_the_pack_leaves_out():
    asked = [RequestFigure(1, None, date(2019, 5, 1), "Late staff", "A. Lead", date(2019, 3, 1))]
    text = shown(sections=(SECTIONS["concerns"],), requests=asked).text.split("Version control")[0]
    assert "1 action" not in text and "later due date" not in text
    assert "1 action: 1 unrated. None are late." in shown().text.split("Version control")[0]
