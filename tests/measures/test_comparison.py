"""What changed of measures between two dates, as values, as a page and as the pack tell it."""

from decimal import Decimal

import pytest

from measures.comparison import compare
from measures.figures import MeasuresFigures
from measures.pack.changes import parts, phrases
from plans.addresses import PlanAddresses
from reports.presenters.comparison import shown_kinds
from reports.presenters.kinds_of_change import Between
from reports.presenters.measures import measures_headline
from tests.reports.packs import BEFORE, ON, make_document, measure

LINKS = PlanAddresses("sample")


def of(*measures):
    return MeasuresFigures(measures)


def values(*numbers):
    return tuple(map(Decimal, numbers))


def lists(was, now):
    found = compare(of(*was), of(*now))
    return {name: told for name in found.__slots__ if (told := [each.measure.called for each in found.told(name)])}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (measure(), measure(), {}),
        (None, measure(), {"new": ["M1"]}),
        (measure(), None, {"gone": ["M1"]}),
        (measure(), measure(open=False), {"closed": ["M1"]}),
        (measure(open=False), measure(open=False, name="Other"), {}),
        (measure(variation="common"), measure(variation="concern"), {"concerns": ["M1"]}),
        (measure(variation="concern"), measure(variation="concern"), {}),
        (measure(variation="common"), measure(variation="improvement"), {"improvements": ["M1"]}),
        (measure(assurance="passes"), measure(assurance="chance"), {"assurance": ["M1"]}),
        (measure(), measure(values=values(1)), {"values": ["M1"]}),
        (measure(values=values(1)), measure(values=values(1, 2)), {"values": ["M1"]}),
        (measure(values=values(1, 2)), measure(values=values(3, 2)), {"corrected": ["M1"]}),
        (measure(values=values(1, 2)), measure(values=values(1)), {"corrected": ["M1"]}),
        (measure(), measure(name="Other"), {"words": ["M1"]}),
        (measure(), measure(target=Decimal(20)), {"words": ["M1"]}),
    ],
)
def test_what_changed(was, now, told):
    assert lists([was] if was else [], [now] if now else []) == told


WAS = [measure(key, values=values(10, 12), variation="common") for key in (1, 2, 3, 4, 5)]
NOW = [
    measure(1, values=values(10, 12, 30), variation="concern"),
    measure(2, values=values(11, 12), variation="improvement"),
    measure(3, values=values(10), variation="common", assurance="fails", name="Other"),
    measure(4, values=values(10, 12), open=False, closed_because="Nobody counts it now."),
    measure(6),
]


def document():
    return make_document(before=[], measures=of(*NOW), measures_before=of(*WAS))


def test_the_pack_has_a_table_of_each_kind():
    found = {part.title: part.rows for part in parts(document())}
    assert {title: [row.ref for row in rows] for title, rows in found.items()} == {
        "Measures that turned into a concern": ["M1"],
        "Measures that improved beyond chance": ["M2"],
        "Otherwise against their targets": ["M3"],
        "New values": ["M1"],
        "Values that were corrected": ["M2", "M3"],
        "New measures": ["M6"],
        "Measures closed": ["M4"],
        "Measures gone": ["M5"],
        "New words on measures": ["M3"],
    }
    assert found["New values"][0].cells == ("12%, February 2018", "30%, March 2018", "Not set")
    assert [row.cells[0] for row in found["Values that were corrected"]] == [
        "January 2018: 11%, was 10%", "February 2018: withdrawn, was 12%"
    ]  # fmt: skip
    assert found["New measures"][0].cells[0] == "No value"
    assert "1 measure turned into a concern" in phrases(document())


def test_the_page_has_a_line_for_each_kind():
    between = Between(BEFORE, ON, LINKS, PlanAddresses("sample", BEFORE))
    shown = {kind.kind.slug: kind.lines[0] for kind in shown_kinds(document().comparison, between, document().key, 5)}
    assert shown["measures-concerns"].note == "Last value 30%, March 2018"
    assert (shown["measures-concerns"].was.label, shown["measures-concerns"].rating.label) == (
        "Common cause", "Concern"
    )  # fmt: skip
    assert shown["measures-assurance"].note.startswith("Target missed as a rule; was not known.")
    assert shown["measures-values"].note == "30%, March 2018; was 12%, February 2018"
    assert shown["measures-corrected"].note == "January 2018: 11%, was 10%"
    assert shown["measures-closed"].note == "Nobody counts it now."
    assert shown["measures-gone"].note == "Not known at the later day"
    assert shown["measures-gone"].url.endswith(f"?as_at={BEFORE}")
    assert ("new", "Other") in shown["measures-words"].pieces


def test_the_headline_counts_signs_and_what_looks_wrong():
    found = measures_headline(document().figures, LINKS)
    assert found.all.text == "4 measures"
    assert found.wrong.text == "0 look wrong"
    told = [(sign.label, figure.count) for sign, figure in found.signs]
    assert told[:3] == [("Improvement", 1), ("Concern", 1), ("Common cause", 1)]
    assert ("Target missed as a rule", 1) in told
    assert all("/measures/?" in figure.url for _, figure in found.signs)
    assert measures_headline(make_document().figures, LINKS) is None
