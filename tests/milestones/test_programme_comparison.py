"""What changed of programmes between two dates, as values, as a page, as the pack and as a version of it tell it."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.figures import MilestonesFigures
from milestones.pack.programme_changes import parts, phrases
from milestones.programme_comparison import compare
from milestones.programme_figures import MilestoneOf, ProgrammesFigures, RiskRun
from milestones.programmes import Deliverable, Project
from plans.addresses import PlanAddresses
from reports.presenters.comparison import shown_kinds
from reports.presenters.kinds_of_change import Between
from reports.revisions import changes_between
from reports.withheld import Withheld
from tests.reports.packs import BEFORE, ON, make_document, milestone, programme
from tests.reports.test_revisions import kept

LINKS = PlanAddresses("sample")
JUNE = date(2019, 6, 30)


def of(*programmes):
    return ProgrammesFigures(programmes)


def lists(was, now):
    found = compare(of(*was), of(*now))
    return {name: told for name in found.__slots__ if (told := [each.programme.called for each in found.told(name)])}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (programme(), programme(), {}),
        (None, programme(), {"new": ["P1"]}),
        (programme(), None, {"gone": ["P1"]}),
        (programme(), programme(open=False), {"closed": ["P1"]}),
        (programme(open=False), programme(), {"reopened": ["P1"]}),
        (programme(), programme(status="delayed"), {"statuses": ["P1"]}),
        (programme(), programme(progress="It began."), {"words": ["P1"]}),
        (programme(), programme(leads={"sponsor": "AO"}), {"words": ["P1"]}),
        (programme(), programme(savings=Decimal(12)), {"words": ["P1"]}),
        (programme(), programme(deliverables=(Deliverable("Teams", JUNE),)), {"words": ["P1"]}),
        (programme(), programme(projects=(Project("Teams", JUNE, JUNE),)), {"words": ["P1"]}),
        (programme(), programme(risks=(RiskRun("R1", "Late", 20, "Extreme", "extreme", "/"),)), {"words": ["P1"]}),
    ],
)
def test_what_changed(was, now, told):
    assert lists([was] if was else [], [now] if now else []) == told


WAS = [programme(key) for key in (1, 2, 3, 5)] + [programme(4, open=False, closed_because="It was done.")]
NOW = [
    programme(1, status="delayed"),
    programme(2, open=False, closed_because="The money went elsewhere."),
    programme(3, progress="It began."),
    programme(4, closed_because="It is needed again."),
    programme(6, leads={"sponsor": "AO"}),
]


def document():
    return make_document(before=[], programmes=of(*NOW), programmes_before=of(*WAS))


def test_the_pack_has_a_table_of_each_kind():
    found = {part.title: part.rows for part in parts(document())}
    assert {title: [row.ref for row in rows] for title, rows in found.items()} == {
        "Other statuses of programmes": ["P1"],
        "New programmes": ["P6"],
        "Programmes closed": ["P2"],
        "Programmes reopened": ["P4"],
        "Programmes gone": ["P5"],
        "New words on programmes": ["P3"],
    }
    assert [entry.label for entry in found["Other statuses of programmes"][0].cells] == ["On track", "Delayed"]
    assert found["Programmes closed"][0].cells == ("The money went elsewhere.",)
    assert "1 programme of another status" in phrases(document())


def test_the_page_has_a_line_for_each_kind():
    between = Between(BEFORE, ON, LINKS, PlanAddresses("sample", BEFORE))
    shown = {kind.kind.slug: kind.lines[0] for kind in shown_kinds(document().comparison, between, document().key, 5)}
    assert shown["programmes-new"].note == "Sponsor: AO"
    assert shown["programmes-statuses"].note == "Nobody named"
    assert shown["programmes-statuses"].was.label == "On track"
    assert shown["programmes-closed"].note == "The money went elsewhere."
    assert shown["programmes-gone"].note == "Not known at the later day"
    assert shown["programmes-gone"].url.endswith(f"?as_at={BEFORE}")
    assert ("new", "It began.") in shown["programmes-words"].pieces


def test_versions_of_a_pack_differ_by_their_programmes():
    before, after = (kept(of_figures={"programmes": of(*programmes)}) for programmes in (WAS[:1], NOW[:1]))
    assert changes_between(before, after) == ["The programme P1, “Care closer to home”: its status changed."]


def test_the_public_is_told_nothing_of_what_is_private_today():
    with_it = programme(milestones=(milestone_of(57), milestone_of(58)))
    before = kept(of_figures={"programmes": of(with_it, programme(2)), "milestones": _milestones(57, 58)})
    after = kept(
        of_figures={"programmes": of(programme(milestones=(milestone_of(57),))), "milestones": _milestones(57)}
    )
    private = Withheld(milestones=frozenset({58}), programmes=frozenset({2}))
    assert changes_between(before, after, withheld=private) == []


def milestone_of(key):
    url = f"/plans/sample/milestones/{key}/"
    facts = {"due_on": ON, "due_as_written": None, "status": "on_track", "critical": False, "late": False}
    return MilestoneOf(name=str(key), title=f"Agree paper {key}", url=url, **facts)


def _milestones(*keys):
    return MilestonesFigures(tuple(map(milestone, keys)))
