"""What changed of the money between two dates: in the pack, on the page, and in a re-issue."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest

from finance.comparison import SchemeChange, compare
from finance.pack.changes import parts, phrases
from plans.models import Role
from reports.differences import LISTS, differences
from reports.figures import figures_of
from reports.presenters.comparison import BY_SLUG, shown_change
from tests.factories import FEBRUARY, JANUARY, MARCH, member
from tests.reports.money import money
from tests.reports.packs import action, make_document

from .conftest import lines


def scheme(**facts):
    figures = money()
    changed = replace(figures.savings.schemes[0], **facts)
    return replace(figures, savings=replace(figures.savings, schemes=(changed,)))


def other(**facts):
    """The sample with another position."""
    figures = money()
    [position] = figures.positions
    total = replace(position.lines[1], **facts)
    return replace(figures, positions=(replace(position, lines=(position.lines[0], total)),))


def told(comparison):
    return {name: len(comparison.told(name)) for name in comparison.__slots__ if comparison.told(name)}


def test_nothing_changed_between_the_same_figures():
    assert told(compare(money(), money())) == {}


def test_headline_figures_that_moved_are_told():
    found = compare(money(), other(ytd_variance=Decimal(-3)))
    assert told(found) == {"headlines": 1}
    [change] = found.headlines
    assert (change.figure.what, change.by) == ("Variance to date", -8)


def test_a_scheme_that_is_gone_is_the_one_that_was():
    was = money().savings.schemes[0]
    assert SchemeChange(was, None).scheme is was


def test_what_was_not_known_is_told_as_such():
    nothing = replace(money(), positions=(), exposures=(), savings=None)
    found = compare(nothing, money())
    assert told(found) == {"headlines": 4, "new_schemes": 1} and all(each.by is None for each in found.headlines)
    assert {each.figure.what for each in compare(money(), nothing).headlines} == {
        "Variance to date",
        "Variance of the year",
        "Net exposure as assessed",
        "Savings identified",
    }
    assert compare(money(), other(ytd_variance=None)).headlines[0].after is None


@pytest.mark.parametrize(
    ("facts", "name"),
    [({"gateway": 2}, "stages"), ({"confidence": "red"}, "confidence"), ({"value": Decimal(9)}, "values")],
)
def test_schemes_that_stand_otherwise_are_told(facts, name):
    assert told(compare(money(), scheme(**facts))) == {name: 1}


def document(before, after):
    return make_document(finance=after, finance_before=before, before=[action(1)])


def test_the_pack_tells_them():
    changed = scheme(gateway=2, gateway_name="Planning", confidence="red", value=Decimal(9))
    changed = replace(changed, positions=other(ytd_variance=Decimal(-3)).positions)
    made = document(money(), changed)
    assert phrases(made) == ["1 headline figure of money moved", "1 scheme at another stage"]
    shown = {part.title: [(row.ref, row.title, row.cells) for row in part.rows] for part in parts(made)}
    assert shown == {
        "The money": [("M11", "Variance to date", ("5", "(3)", "(8)"))],
        "Schemes at another stage": [("Q1", "Buy together", ("1 Initiation", "2 Planning"))],
        "Schemes of another confidence": [("Q1", "Buy together", ("Green: likely", "Red: unlikely"))],
        "Schemes of another value": [("Q1", "Buy together", ("5", "9"))],
    }


def test_the_pack_tells_of_schemes_alone_where_no_figure_moved():
    assert [part.title for part in parts(document(money(), scheme(value=Decimal(9))))] == ["Schemes of another value"]


def test_the_pack_tells_what_is_new():
    nothing = replace(money(), positions=(replace(money().positions[0], organisation="Neighbours"),), savings=None)
    shown = {part.title: [(row.title, row.cells) for row in part.rows] for part in parts(document(nothing, money()))}
    assert shown["New savings schemes"] == [("Buy together", ("Not there", "1 Initiation"))]
    assert ("Variance to date, Neighbours", ("5", "Not known", "Not known")) in shown["The money"]


def test_the_page_tells_them(client, plan, keep, administrator):
    first = keep(lines())
    keep(lines(hospitals=560), seen=first.pk, on=MARCH)
    client.force_login(member(plan, Role.READER, by=administrator, email="reader@example.org"))
    page = client.get(f"/plans/sample/compare/?from={FEBRUARY}&to={MARCH}").content.decode()
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "1 headline figure of money moved" in page
    assert "Variance to date, Example Partners" in page and "(50); was (10), (40) better / (worse)" in page
    page = client.get(f"/plans/sample/compare/?from={JANUARY}&to={MARCH}&show=money-headlines").content.decode()
    assert "(50); was Not known" in page


def test_the_page_tells_of_schemes(plan):
    class Between:
        class links:
            keep = staticmethod(lambda url: url)

        links_then = links

    now = scheme(gateway=2, gateway_name="Planning").savings.schemes[0]
    was = money().savings.schemes[0]
    shown = shown_change(SchemeChange(was, now), BY_SLUG["money-stages"], Between, None)
    assert (shown.name, shown.title, shown.note) == ("Q1", "Buy together", "2 Planning; was 1 Initiation")
    assert shown_change(SchemeChange(None, now), BY_SLUG["money-new-schemes"], Between, None).note == "2 Planning"


def test_a_re_issue_tells_which_table_changed(plan, keep):
    first = keep(lines())
    before = figures_of(plan, FEBRUARY).finance.as_json()
    keep(lines(hospitals=560), seen=first.pk)
    after = figures_of(plan, FEBRUARY).finance.as_json()
    positions = next(each for each in LISTS if each.part == "positions")
    assert list(differences(before, after, positions)) == ["The position of Month 10, January 2019: its lines changed."]
