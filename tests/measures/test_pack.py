"""Measures in the pack: the table, the charts with their tables, and what looks wrong."""

from measures.figures import MeasuresFigures, figures_of
from measures.pack import findings
from measures.services import describe_measure, tie_measure
from plans.models import Objective, Plan
from plans.services import save_reference
from reports.document import document_of, html_of
from reports.figures import figures_of as plan_figures_of
from reports.presenters.looks_wrong import MEASURE_RULES
from reports.safety import Safety, of_measure
from tests.factories import JANUARY, MARCH
from tests.measures.test_figures import count, figure
from tests.reports.packs import make_document
from tests.reports.packs import measure as made
from tests.reports.reading import text_of


def told(*measures):
    return findings.position(MeasuresFigures(measures))


def test_the_position_is_a_sentence():
    assert told() == "No measure is open." == told(made(1, open=False))
    assert told(made()) == "1 measure is counted. No value can be held against a target."
    assert findings.wrong(MeasuresFigures(())) == ""
    assert findings.wrong(MeasuresFigures((made(),))) == "None of 1 open measure look wrong."


def test_what_varies_and_what_is_met_is_counted(measure, pmo):
    count(measure, [79, 81] * 5 + [80, 90], pmo)
    improved = figure(measure)
    assert told(improved) == "1 measure is counted: 1 improves. 1 met its target last time."
    count(measure, [60], pmo, first=(2018, 12))
    worse = figure(measure)
    sentence = "2 measures are counted: 1 improves and 1 is a concern. 1 met its target last time and 1 missed it."
    assert told(improved, worse) == sentence


def test_a_pack_shows_each_measure_with_chart_and_table(measure, pmo):
    plan = Plan.objects.get()
    count(measure, [79, 81] * 7 + [70, 71, 72], pmo, first=(2017, 8))
    html = html_of(document_of(plan, JANUARY))
    text = text_of(html)
    assert "1 measure is counted" in text and "X1 Calls answered in time" in text
    assert "Dec 2018 72% 80%" in text and "earlier values in the tracker" in text
    assert 'class="pack-map__picture"' in html and "Mean 78.82" not in text.replace("Mean 78.82%", "")
    assert "Missed its target 3 times running" in text and "1 of 1 open measure looks wrong." in text


def test_a_plan_without_measures_has_no_such_section():
    html = html_of(make_document())
    assert "pack-measures" not in html.split("</style>")[-1]


def test_few_values_and_closed_measures_are_told(measure, pmo):
    count(measure, [70, 71, 72], pmo, first=(2018, 10))
    text = text_of(html_of(document_of(Plan.objects.get(), JANUARY)))
    assert "trial limits, as there are fewer than 12 values" in text


def test_what_is_not_judged_by_limits_says_so(measure, pmo):
    count(measure, [70, 71], pmo, first=(2018, 11))
    plan = Plan.objects.get()
    assert "Too few values for limits." in text_of(html_of(document_of(plan, JANUARY)))
    facts = {"chart": "plan"}
    describe_measure(measure=measure, facts=facts, seen=measure.statements.get().pk, on=JANUARY, by=pmo)
    assert "Shown beside its plan." in text_of(html_of(document_of(plan, JANUARY)))


def test_what_looks_wrong_is_on_its_page(client, measure, pmo):
    client.force_login(pmo)
    text = text_of(client.get(f"/plans/sample/looks-wrong/?as_at={MARCH}").content.decode())
    assert all(rule.name in text for rule in MEASURE_RULES) and "it never had one" in text


def test_a_measure_says_whether_an_objective_is_safe(measure, pmo):
    count(measure, [81, 82, 81], pmo)
    assert of_measure(figure(measure), JANUARY).safety == Safety.SAFE
    count(measure, [70, 71, 70], pmo)
    assert of_measure(figure(measure), JANUARY).why == "missed its target 3 times running"
    assert len(figures_of(measure.plan, JANUARY).open) == 1
    for facts, safety in (
        ({"variation": "concern"}, Safety.WATCH),
        ({"assurance": "fails"}, Safety.WATCH),
        ({}, Safety.SAFE),
    ):
        assert of_measure(made(**facts), JANUARY).safety == safety
    assert of_measure(made(open=False), JANUARY) is None


def test_an_objective_names_the_measure_that_makes_it_unsafe(measure, pmo, administrator):
    plan = measure.plan
    objective = save_reference(record=Objective(plan=plan, ref="O1", title="Answer people"), by=administrator)
    tie_measure(measure=measure, to=objective, on=JANUARY, by=pmo)
    count(measure, [70, 71, 70], pmo)
    [told] = plan_figures_of(plan, JANUARY).objectives.objectives
    assert told.safety == "NOT_SAFE" and told.tied[0].title == "Calls answered in time"
