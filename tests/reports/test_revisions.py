"""What differs between two versions of a pack, sentence by sentence, from the figures that both keep."""

import json
from dataclasses import fields
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder

from actions.assurance import Finding, Severity
from actions.figures import ActionFigure
from reports.revisions import _FACTS, _TOLD, changes_between
from reports.withheld import Withheld

from .packs import action, concern, make_document

PACK = {"meeting": "", "purpose": "for assurance", "author": "", "sponsor": "", "audience": "full"}
SECTIONS = [{"name": "plan", "title": "The plan by area", "words": None}]


def kept(*actions, pack=(), sections=SECTIONS, concerns=(), of_figures=None):
    """Figures as a pack keeps them, read again."""
    figures = make_document(*actions, concerns=concerns, **of_figures or {}).figures.as_json()
    return json.loads(json.dumps(figures | {"pack": PACK | dict(pack) | {"sections": sections}}, cls=DjangoJSONEncoder))


def changed(before, after):
    return changes_between(kept(action(1, **before)), kept(action(1, **after)))


def test_what_is_the_same_is_not_told():
    assert changes_between(kept(action(1, due_on=date(2019, 3, 1))), kept(action(1, due_on=date(2019, 3, 1)))) == []


def test_a_rating_is_told_in_the_totals_and_of_the_action():
    told = changed({"rating": "A", "stage": "underway"}, {"rating": "B", "stage": "complete"})
    assert told == ["Complete: 1, was 0.", "Underway: 0, was 1.", "1.1: Complete, was Underway."]


def test_dates_leads_words_and_other_facts_are_told():
    before = {"due_on": date(2019, 3, 1), "sro": ("AO",), "progress": "Begun.", "title": "Do it"}
    after = {"due_as_written": "soon", "ops_lead": ("CFO",), "progress": "Begun. It goes on.", "title": "Do that"}
    assert changed(before, after) == [
        "1.1: due soon, was 1 March 2019.",
        "1.1: led by CFO, was AO.",
        "1.1: other words on its progress, “It goes on.”.",
        "1.1: its title changed.",
    ]
    assert changed({"due_on": date(2019, 3, 1)}, {})[0] == "1.1: due without a date, was 1 March 2019."
    assert changed({"sro": ("AO",)}, {}) == ["1.1: led by nobody, was AO."]


def test_words_taken_away_are_told_without_words_and_long_ones_are_cut():
    assert changed({"progress": "Begun. It goes on."}, {"progress": "Begun."}) == ["1.1: other words on its progress."]
    [told] = changed({"progress": ""}, {"progress": "word " * 100})
    assert told.endswith("word …”.") and len(told) < 300


def test_actions_and_concerns_that_came_and_went_are_told():
    about = {"ref": "1.1", "key": 7, "action_key": 1}
    before = kept(action(1), action(2, ref=None), concerns=[concern(**about)])
    after = kept(action(1), action(3), concerns=[concern(**about | {"key": 8, "ref": "1.3"})])
    assert changes_between(before, after) == [
        "1.3 is new: Do thing 3",
        "An action without a reference is counted no longer.",
        "A concern about 1.3 is raised.",
        "A concern about 1.1 is closed.",
    ]


def test_what_the_cover_says_of_the_plan_is_told_with_what_it_said_before():
    before = kept(pack={"version": "3.16", "organisations": ["Example CCG"]})
    assert changes_between(before, kept(pack={"version": "", "organisations": ["Example CCG", "Other CCG"]})) == [
        "Whose plan it is: Example CCG, Other CCG, was Example CCG.",
        "The version of the plan: not said, was 3.16.",
    ]


def test_the_facts_of_the_pack_and_its_sections_are_told():
    story = {"name": "narrative-1", "title": "How we got here", "words": "a"}
    before = kept(pack={"meeting": "Board, 1 March 2019"}, sections=[*SECTIONS, story])
    told = changes_between(before, kept(sections=[story | {"words": "b"}, *SECTIONS]))
    assert told == [
        "Meeting: not set, was Board, 1 March 2019.",
        "The section “How we got here” says something else.",
        "The sections stand in another order.",
    ]
    assert changes_between(kept(), kept(sections=[story])) == [
        "The section “How we got here” is new.",
        "The section “The plan by area” is left out.",
    ]


def test_all_else_that_a_pack_prints_is_told():
    before = kept(action(1), concerns=[concern(key=7, concern="Late", required="Hurry")])
    after = kept(action(1, area_number=None), concerns=[concern(key=7, concern="Slow", required="Rest")])
    for told, facts in (
        (before, {"text": "Do it", "title": "Officer", "meaning": "Begun", "outcome": None}),
        (after, {"text": "Do that", "title": "Chief", "meaning": "Going on", "outcome": "agreed"}),
    ):
        told["areas"][0]["title"] = facts["title"]
        told["recommendations"] = [{"key": 1, "text": facts["text"]}]
        told["posts"] = [{"abbreviation": "AO", "title": facts["title"]}]
        told["ratings"][0]["meaning"] = facts["meaning"]
        told["governance"] = facts["meaning"]
        told["requests"] = [{"ref": "1.1", "action_key": 1, "outcome": facts["outcome"]}]
    told = changes_between(before, after)
    for sentence in (
        "1.1: the area it stands in changed.",
        "A concern about 1.1: the reason, what is required changed.",
        "Area 1, “Chief”: its title changed.",
        "The recommendation “Do that”: its text changed.",
        "The later date asked for 1.1: whether it was agreed changed.",
        "The post AO: its title changed.",
        "The rating “Red”: its meaning changed.",
        "How the plan is run changed.",
    ):
        assert sentence in told


def test_what_looks_wrong_is_told_in_one_sentence_by_its_counts():
    late, old, silent = (Finding("rule", "A rule", words, Severity.TO_ASK) for words in ("Late.", "Old.", "Silent."))
    before = kept(action(1, wrong=(late, old)), action(2, wrong=(late,)))
    after = kept(action(1, wrong=(late, silent)), action(2, wrong=(late,)), of_figures={"wrong": (late, silent)})
    sentence = (
        "What looks wrong: 5 found, was 3; 3 of them new or said in other words, 1 of those before not said any more."
    )
    assert changes_between(before, after) == [sentence]
    assert changes_between(after, after) == []
    # It may come of what is private now, so the public is not told.
    assert changes_between(before, after, Withheld()) == []


def test_every_fact_of_an_action_is_told_or_follows_from_others():
    follow = "key stage has_lead late silent_days wrong is_private stated_on where url".split()
    told = {*_FACTS, *(name for group in _TOLD.values() for name in group)}
    assert {field.name for field in fields(ActionFigure)} - told <= set(follow)


def test_the_sections_are_told_in_their_order():
    names = [{"name": f"narrative-{place}", "title": f"Section {place}", "words": "a"} for place in range(9)]
    told = changes_between(kept(sections=names), kept(sections=[each | {"words": "b"} for each in names]))
    assert told == [f"The section “Section {place}” says something else." for place in range(9)]
