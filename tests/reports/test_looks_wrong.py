"""What looks wrong, as the pages show it: the demonstration's findings, each figure leading to what it counts."""

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from actions.assurance import RULES
from actions.models import Statement
from actions.services import Entry, record_statements
from plans.models import Plan
from plans.services import create_plan
from reports.figures import figures_of
from tests.factories import JANUARY, make_plan
from tests.shared import WORKBOOK, needs_shared

from .reading import figures_on, part, rows_behind, text_of

MARCH = date(2019, 3, 14)
PAGE = "/plans/demo/looks-wrong/?as_at=2019-03-14"


def found_in(figures):
    """{rule: how many findings} of a plan."""
    wrong = [found for action in figures.actions.actions for found in action.wrong]
    return Counter(found.rule for found in [*wrong, *figures.wrong])


def say(plan, ref, by, on=MARCH, **facts):
    action = plan.actions.get(ref=ref)
    entry = Entry(action, facts, before=Statement.objects.filter(action=action).latest("effective_on", "pk"))
    record_statements(plan=plan, entries=[entry], effective_on=on, by=by)


def test_the_rules_find_in_the_demonstration_what_was_planted_there(demonstration):
    figures = figures_of(demonstration, MARCH)
    assert found_in(figures) == {
        "complete-without-evidence": 22,
        "complete-above-open": 1,
        "complete-in-rating-alone": 1,
        "on-track-but-late": 11,
        "complete-in-words-alone": 1,
        "silent": 5,
        "totals-differ": 5,
        "evidence-not-accepted": 52,
    }
    assert figures.as_json()["wrong"][0]["rule"] == "totals-differ"
    assert sum(action.looks_wrong for action in figures.actions.actions) == 36


@needs_shared
def test_the_rules_find_in_the_real_plan_what_a_reader_finds(administrator):
    call_command("import_workbook", WORKBOOK, plan="real", commit=True, stdout=StringIO())
    figures = figures_of(Plan.objects.get(slug="real"), MARCH)
    assert found_in(figures)["complete-without-evidence"] == 22
    by_rule = {}
    for action in figures.actions.actions:
        for found in action.wrong:
            by_rule.setdefault(found.rule, []).append(action.ref)
    assert by_rule["complete-in-words-alone"] == ["1.10.2", "2.5", "3.1", "3.3", "6.15"]
    assert by_rule["complete-in-rating-alone"] == ["6.6"]
    assert by_rule["complete-above-open"] == ["1.3"]
    assert by_rule["silent"] == ["1.10.1", "1.10.2", "3.15", "6.15", "6.19"]


def test_the_page_has_every_rule_and_each_figure_leads_to_as_many_rows(reader, demonstration):
    page = reader.get(PAGE).content.decode()
    counted = found_in(figures_of(demonstration, MARCH))
    rows = re.findall(r'<tr class="nhsuk-table__row">.*?</tr>', part(page, "rules"), re.DOTALL)
    for rule in RULES:
        row = next(text_of(row) for row in rows if rule.sentence in text_of(row))
        assert row.startswith(rule.name)
        assert re.search(rf" {rule.severity.capitalize()} {counted[rule.slug]}\b", row)
        assert (f'aria-labelledby="{rule.slug}"' in page) == bool(counted[rule.slug])
    for number, words, url in figures_on(page):
        assert "as_at=2019-03-14" in url
        assert rows_behind(reader, url) == (number, number), words
    assert len(figures_on(page)) > 8


def test_a_section_names_the_actions_and_what_was_seen(reader, demonstration):
    shown = text_of(part(reader.get(PAGE).content.decode(), "complete-above-open"))
    assert "Serious. Rated complete, while an action under it is not." in shown
    assert "Rated Blue, but under it 1.3.2 is not." in shown
    without = text_of(part(reader.get(PAGE).content.decode(), "complete-without-evidence"))
    assert without.count("Rated Blue, but the evidence") == 10
    assert without.endswith("All 22 , of which the first 10 stand here.")


def test_the_overview_has_the_five_gravest_and_the_five_longest_silent(reader, administrator):
    plan = make_plan(administrator, actions=40, dates=(date(2019, 1, 10),))
    say(plan, "1.36", administrator, said_on=date(2018, 11, 1))
    page = reader.get("/plans/sample/?as_at=2019-03-14").content.decode()
    wrong, silent = part(page, "wrong"), part(page, "silent")
    assert wrong.count("<li>") == silent.count("<li>") == 5
    assert "Serious: Rated Blue, but the evidence that it requires was not offered." in text_of(wrong)
    assert text_of(silent).startswith("Silent 1.36")
    assert "Last word 1 November 2018 · SRO AO" in text_of(silent)
    assert "Of the plan itself, 2 things look wrong. See what" in text_of(wrong)


def test_an_overview_with_nothing_wrong_says_so(reader, administrator):
    plan = make_plan(administrator, actions=1, dates=(JANUARY,))
    say(plan, "", administrator, on=JANUARY, due_on=date(2019, 5, 1), said_on=JANUARY)
    page = reader.get("/plans/sample/?as_at=2019-01-10").content.decode()
    assert "none late , none silent , none looks wrong ." in text_of(page)
    assert "No action looks wrong: the facts and the ratings agree." in text_of(part(page, "wrong"))
    assert "Nobody is silent" in text_of(part(page, "silent"))
    page = reader.get("/plans/sample/looks-wrong/?as_at=2019-01-10").content.decode()
    assert "none looks wrong of 1 action ; of the plan itself, 2 things." in text_of(page)


def test_a_plan_without_actions_has_nothing_to_judge(reader, administrator):
    create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)
    assert "no rule has anything to judge" in reader.get("/plans/empty/looks-wrong/").content.decode()


def test_an_action_shows_what_looks_wrong_and_what_the_facts_suggest(reader, administrator):
    plan = make_plan(administrator, actions=12)
    say(plan, "2.3", administrator, evidence_status="sent_back")
    shown = text_of(part(reader.get("/plans/sample/actions/2.3/").content.decode(), "findings"))
    assert "What looks wrong Serious Complete without evidence. Rated Blue, but its evidence was sent back." in shown
    assert "Its lead declares: Complete . The facts suggest: not shown to be complete ." in shown
    say(plan, "2.3", administrator, evidence_status="offered")
    shown = text_of(part(reader.get("/plans/sample/actions/2.3/").content.decode(), "findings"))
    assert shown == (
        "To note To note Complete, evidence not accepted. "
        "Rated Blue; its evidence was offered, and nobody has accepted it."
    )
    say(plan, "2.3", administrator, evidence_status="accepted")
    assert "findings" not in reader.get("/plans/sample/actions/2.3/").content.decode()


@pytest.mark.parametrize(("day", "offered"), [("2019-04-13", False), ("2019-04-14", True)])
def test_a_plan_long_without_a_report_offers_the_day_of_the_last_one(reader, administrator, monkeypatch, day, offered):
    make_plan(administrator, actions=3)
    monkeypatch.setattr("plans.pages.timezone.localdate", lambda: date.fromisoformat(day))
    page = reader.get("/plans/sample/").content.decode()
    assert ("Last report: 12 February 2019." in page) == offered
    assert ('<a href="/plans/sample/?as_at=2019-02-12">Look at the plan as at that day</a>' in page) == offered
    assert "Last report:" not in reader.get("/plans/sample/?as_at=2019-04-30").content.decode()
