"""The highlight report in the pack, in what changed, and in what a public pack would tell of something private."""

from dataclasses import replace
from datetime import date

import pytest

from actions.services import mark_private
from cycle.comparison import compare
from cycle.figures import HighlightsFigures, figures_of
from cycle.pack import highlights
from cycle.services import change_highlight, write_highlight
from reports.differences import LISTS, differences
from reports.document import html_of
from reports.mentions import private_mentions
from tests.factories import FEBRUARY, JANUARY
from tests.reports.packs import ON, Opened, make_document

from .conftest import TOLD


@pytest.fixture
def report(plan, december):
    return figures_of(plan, JANUARY).reports[0]


def test_a_pack_has_the_newest_report_with_its_points(report):
    opened = Opened(html_of(make_document(highlights=[report, replace(report, name="M8")])))
    assert [2, "Highlight report"] in opened.headings and [3, "Decisions by others"] in opened.headings
    assert [3, "Dates changed"] not in opened.headings
    assert "M9, December 2018: 1 point on the last 30 days, 2 for the next 30, 2 decisions by others." in opened.text
    assert "Sign the contract" in opened.text and "M8" not in opened.text


def test_a_pack_has_the_report_of_its_period(report):
    own = replace(
        report, name="M8", period_as_at=ON, relook_step_up=("a",), external_decisions=(), revised_dates=("b",)
    )
    found = highlights(make_document(highlights=[report, own]))
    said = "M8: 1 point on the last 30 days, 2 for the next 30, 1 to look again at, 1 date changed."
    assert found["finding"] == said


def test_a_pack_without_one_has_no_such_section():
    assert highlights(make_document()) is None
    assert [2, "Highlight report"] not in Opened(html_of(make_document())).headings


def test_a_new_report_is_a_change(report):
    none, one = HighlightsFigures(), HighlightsFigures((report,))
    assert compare(none, one, ()).new == (report,) and compare(one, one, ()).new == ()


def test_a_version_of_a_pack_says_what_it_tells_otherwise(plan, december, administrator):
    before = figures_of(plan, FEBRUARY).as_json()
    change_highlight(
        report=december,
        facts=TOLD | {"next_30_days": "Nothing"},
        holds_on=FEBRUARY,
        seen=december.statements.get().pk,
        by=administrator,
    )
    write_highlight(plan=plan, month=date(2018, 11, 30), facts=TOLD, on=FEBRUARY, by=administrator)
    told = next(each for each in LISTS if each.part == "highlights")
    assert list(differences(before, figures_of(plan, FEBRUARY).as_json(), told)) == [
        "The highlight report M8, November 2018 is new.",
        "The highlight report M9, December 2018: what it says of the next 30 days changed.",
    ]


def test_points_that_name_something_private_are_mentions(plan, administrator):
    action = plan.actions.get(ref="1.2")
    mark_private(action=action, is_private=True, by=administrator)
    facts = {"revised_dates": "Done\nAction 1.2 moves to May"}
    write_highlight(plan=plan, month=date(2018, 12, 31), facts=facts, on=JANUARY, by=administrator)
    [mention] = private_mentions(plan, JANUARY)
    assert (mention.where, mention.ref) == ("Highlight report M9, December 2018", "1.2")
    assert mention.url == "/plans/sample/highlights/1/"
