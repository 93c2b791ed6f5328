"""The pages of measures: the list, one measure, its forms."""

import re
from datetime import date
from decimal import Decimal

import pytest

from measures.services import ValueEntry, add_measure, enter_values, place_measure, record_values, tie_measure
from milestones.models import Programme, ProgrammeStatement
from plans.models import Objective
from plans.services import save_reference
from tests.factories import JANUARY
from tests.measures.test_figures import count
from tests.measures.test_services import told_of
from tests.queries import queries_of
from tests.reports.reading import text_of

LIST = "/plans/sample/measures/"
PAGE = f"{LIST}1/"


@pytest.fixture
def office(client, pmo):
    client.force_login(pmo)
    return client


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return text_of(response.content.decode())


def send(client, address, **given):
    page = client.get(address).content.decode()
    found = re.search(r'name="seen" value="(\d*)"', page)
    return client.post(address, {"seen": found.group(1) if found else ""} | given)


FACTS = {"name": "Calls answered in time", "every": "month", "chart": "xmr", "better": "higher", "unit": "%"}


def test_a_list_tells_value_target_signs_and_age(office, measure, pmo):
    count(measure, [79, 81] * 5 + [80, 90], pmo)
    text = read(office, f"{LIST}?as_at={JANUARY}")
    assert "X1 Calls answered in time 90% December 2018 10 days old 80% Improvement Target met by chance AO" in text
    assert "Add a measure" not in text and "Enter values" not in text
    assert "Waits for 2 values since" not in text and "Add a measure" in read(office, LIST)


def test_a_list_without_measures_says_what_to_do(office, plan):
    assert "Nothing is counted yet. Add the first measure" in read(office, LIST)
    assert "No measure is known as at 1 January 2018" in read(office, f"{LIST}?as_at=2018-01-01")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["X1", "X2"]),
        ("text=calls+time", ["X1"]),
        ("text=nothing", []),
        ("variation=none", ["X2"]),
        ("variation=improvement&variation=common", ["X1"]),
        ("assurance=chance", ["X1"]),
        ("wrong=any", ["X2"]),
        ("wrong=measure-no-owner", ["X2"]),
        ("owner=AO", ["X1"]),
        ("owner=none", ["X2"]),
        ("programme=none", ["X1", "X2"]),
        ("programme=P1", []),
        ("state=closed", ["X3"]),
        ("state=all", ["X1", "X2", "X3"]),
    ],
)
def test_a_list_is_filtered_by_its_address(office, measure, pmo, query, found):
    count(measure, [79, 81] * 5 + [80, 90], pmo)
    add_measure(plan=measure.plan, facts={"name": "Complaints"}, on=JANUARY, by=pmo)
    add_measure(plan=measure.plan, facts={"name": "Past", "is_open": False}, on=JANUARY, by=pmo)
    page = office.get(f"{LIST}?as_at={JANUARY}&{query}").content.decode()
    assert re.findall(r'app-measure-row">\s*<th[^>]*><a href="[^"]*">(X\d)</a>', page) == found
    assert ("No measure is like that" in page) is not bool(found)
    assert ("app-chip" in page) is bool(query)


def test_a_measure_shows_chart_values_signals_and_what_is_tied(office, plan, measure, pmo, administrator):
    count(measure, [79, 81] * 5 + [80, 90], pmo)
    programme = Programme.objects.create(plan=plan, key=1, ref="P1")
    told = {"effective_on": JANUARY, "origin": "form", "recorded_by": pmo}
    ProgrammeStatement.objects.create(programme=programme, name="Answer sooner", **told)
    measure.programme = programme
    measure.save()
    objective = save_reference(record=Objective(plan=plan, ref="O1", title="Answer people"), by=administrator)
    for to in (plan.actions.get(ref="1.2"), plan.actions.get(ref=""), objective):
        tie_measure(measure=measure, to=to, on=JANUARY, by=pmo)
    page = office.get(f"{PAGE}?as_at={JANUARY}").content.decode()
    text = text_of(page)
    assert "<title>X1 Calls answered in time: Jan 2018: 79%, target 80" in page and 'aria-label="Picture' in page
    assert "Mean: 80.83%; Lower limit: 73.82%; Upper limit: 87.85%." in text
    assert "Above the upper limit: December 2018" in text and "trial limits" not in text
    assert "December 2018 90% 80% Met Improvement 10 January 2019" in text
    assert "Objective O1 Answer people" in text and "P1 Answer sooner" in text and "Action 1.2 Do thing 2" in text
    assert "The first record of this measure." in text


def test_few_values_have_trial_limits_or_none(office, measure, pmo):
    assert "It has no value yet." in read(office, PAGE)
    count(measure, [70, 71], pmo)
    assert "Limits of what is usual are shown from 3 values on." in read(office, PAGE)
    count(measure, [70, 71, 72], pmo)
    text = read(office, PAGE)
    assert "These are trial limits: 3 values are fewer than 12." in text and "Nothing is out of the usual" in text


def test_values_said_anew_are_told(office, measure, pmo):
    count(measure, [70, 71], pmo)
    count(measure, [75], pmo)
    gone = [ValueEntry(measure, date(2018, 2, 28), None)]
    record_values(plan=measure.plan, entries=gone, effective_on=JANUARY, by=pmo)
    text = read(office, PAGE)
    assert "January 2018 : 70% → became 75%, as at 10 January 2019, Somebody pmo" in text
    assert "February 2018 : 71% → became withdrawn" in text


@pytest.mark.parametrize(("every", "label"), [("week", "31 Mar 2018"), ("quarter", "Q4 17/18"), ("year", "2017/18")])
def test_other_periods_have_their_names(office, plan, pmo, every, label):
    measure = add_measure(plan=plan, facts={"name": "A", "every": every, "chart": "plan"}, on=JANUARY, by=pmo)
    record_values(plan=plan, entries=[ValueEntry(measure, date(2018, 3, 31), Decimal(3))], effective_on=JANUARY, by=pmo)
    page = office.get(PAGE).content.decode()
    assert f"<title>X1 A: {label}: 3</title>" in page and "Plan against actual" in page and "Not judged" in page


def test_a_measure_as_at_a_day_before_it_is_not_there(office, measure):
    assert office.get(f"{PAGE}?as_at=2018-01-01").status_code == 404
    assert office.get(f"{LIST}9/").status_code == 404
    assert office.get(f"{LIST}9/describe/").status_code == 404


def test_a_measure_is_added_with_owner_and_trajectory(office, plan, post):
    facts = FACTS | {"target": "20 / 25 / 30 / 35% by quarter", "owners": [post.pk], "ref": "M1"}
    assert send(office, f"{LIST}add/", **facts).url == PAGE
    text = read(office, PAGE)
    assert "M1 Calls answered in time" in text and "Accountable Officer" in text
    assert "30 June 2018 20% 30 September 2018 25% 31 December 2018 30% 31 March 2019 35%" in text
    assert "Another measure has the reference M1" in text_of(
        send(office, f"{LIST}add/", **FACTS | {"ref": "M1", "unit": "x"}).content.decode()
    )


def test_errors_say_how_to_put_them_right(office, plan):
    text = text_of(send(office, f"{LIST}add/", name="", every="", chart="", target="as agreed").content.decode())
    for words in ("Enter what is counted", "Choose how often it is counted", "“as agreed” is no number"):
        assert words in text
    text = text_of(send(office, f"{LIST}add/", **FACTS | {"unit": "x" * 70, "ref": "x" * 70}).content.decode())
    assert "70 characters, and 60 is the most" in text and "60 characters at most" in text


def test_a_measure_is_described_and_keeps_what_is_left_as_it_is(office, plan, measure, post):
    programme = Programme.objects.create(plan=plan, key=1)
    told = {"effective_on": JANUARY, "origin": "form", "recorded_by": measure.statements.get().recorded_by}
    ProgrammeStatement.objects.create(programme=programme, name="Answer sooner", **told)
    given = FACTS | {"owners": [post.pk], "target": "80%", "unit": "calls", "ref": "M1", "programme": programme.pk}
    assert send(office, f"{PAGE}describe/", **given).status_code == 302
    told = measure.statements.first()
    assert (told.unit, told.owner_as_written, told.target, told.target_as_written) == ("calls", "AO", 80, "80%")
    measure.refresh_from_db()
    assert (measure.ref, measure.programme) == ("M1", programme)
    assert "Unit : % → became calls" in read(office, PAGE)
    send(office, f"{PAGE}describe/", **given | {"target": "85", "owners": [], "better": "lower", "chart": "plan"})
    text = read(office, PAGE)
    assert "Target : 80 calls → became 85 calls" in text and "AO → became nothing" in text
    assert "higher is better → became lower is better" in text


def test_a_reference_that_is_taken_leaves_the_rest_unsaid_too(office, plan, measure, pmo):
    add_measure(plan=plan, facts={"name": "Else"}, ref="M9", on=JANUARY, by=pmo)
    text = text_of(send(office, f"{PAGE}describe/", **FACTS | {"unit": "x", "ref": "M9"}).content.decode())
    assert "Another measure has the reference M9" in text and measure.statements.count() == 1


def test_two_who_describe_at_once_are_joined(office, measure, post):
    seen = {"seen": str(measure.statements.get().pk), "owners": [post.pk], "target": "80%"}
    assert office.post(f"{PAGE}describe/", FACTS | seen | {"source": "Phone log"}).status_code == 302
    page = office.post(f"{PAGE}describe/", FACTS | seen | {"unit": "calls"}).content.decode()
    text = text_of(page)
    assert "Somebody changed this measure meanwhile" in text and "Where do the values come from? (optional)" in text
    assert 'value="Phone log"' in page and measure.statements.count() == 2
    unknown = office.post(f"{PAGE}describe/", FACTS | seen | {"unit": "calls", "seen": "0"}).content.decode()
    assert "You both changed these" in text_of(unknown)


def test_a_measure_is_closed_and_reopened(office, measure):
    assert "Enter why it is counted no longer" in text_of(send(office, f"{PAGE}close/", reason="").content.decode())
    assert send(office, f"{PAGE}close/", reason="Replaced").status_code == 302
    text = read(office, PAGE)
    assert "Why it was closed Replaced" in text and "Reopen it" in text and "Describe it" not in text
    refused = text_of(send(office, f"{PAGE}describe/", **FACTS | {"unit": "x"}).content.decode())
    assert "reopen it first" in refused
    send(office, f"{PAGE}reopen/", reason="Needed")
    assert "Why it was reopened Needed" in read(office, PAGE)


def test_actions_and_objectives_are_tied_and_taken_off(office, plan, measure, administrator):
    address = f"{PAGE}ties/"
    assert "Enter the reference of one action" in text_of(send(office, address, action="").content.decode())
    objective = save_reference(record=Objective(plan=plan, ref="O1", title="Answer people"), by=administrator)
    both = text_of(send(office, address, action="1.2", objective=objective.pk).content.decode())
    assert "or choose one objective" in both
    assert "No action of this plan is called “9”" in text_of(send(office, address, action="9").content.decode())
    assert send(office, address, action="1.2").url == PAGE == send(office, address, objective=objective.pk).url
    text = read(office, address)
    assert "1.2 Do thing 2" in text and "Objective O1 Answer people" in text
    for button in (f"action-{plan.actions.get(ref='1.2').key}", f"objective-{objective.pk}"):
        assert office.post(address, {"untie": button}).url == address
    assert "None yet." in read(office, address)
    for wrong in ("action-99", "objective-x", "", "action-"):
        assert office.post(address, {"untie": wrong}).status_code == 404


def test_a_refused_end_of_a_tie_is_said(office, plan, measure):
    send(office, f"{PAGE}ties/", action="1.2")
    send(office, f"{PAGE}close/", reason="Replaced")
    key = plan.actions.get(ref="1.2").key
    assert "reopen it first" in text_of(office.post(f"{PAGE}ties/", {"untie": f"action-{key}"}).content.decode())


def test_a_measure_is_marked_as_private(office, measure):
    office.post(f"{PAGE}private/", {"private": "yes"})
    measure.refresh_from_db()
    assert office.get(f"{PAGE}private/").status_code == 200
    assert ("Private" in read(office, PAGE)) and measure.is_private


def test_an_outcome_measure_is_made_a_measure_by_one_press(office, plan, administrator):
    action = plan.actions.get(ref="1.2")
    make = f"{LIST}of-action/{action.key}/"
    assert "Nothing is written of how the outcome" in text_of(office.post(make, follow=True).content.decode())
    told_of(action, administrator, outcome_measure="Calls answered in time")
    made = office.post(make)
    assert made.url == f"{PAGE}describe/" and "is tied to the action" in read(office, made.url)
    assert office.post(make).url == made.url and plan.measures.count() == 1
    assert office.get(make).status_code == 405


def test_a_page_asks_as_often_for_many_measures_as_for_one(office, plan, measure, pmo):
    def asked():
        return [queries_of(office, address)[0] for address in (LIST, PAGE, f"{LIST}values/")]

    count(measure, [1, 2, 3], pmo)
    few = asked()
    for number in range(60):
        other = add_measure(plan=plan, facts={"name": f"Other {number}"}, on=JANUARY, by=pmo)
        count(other, [1, 2, 3], pmo)
        tie_measure(measure=other, to=plan.actions.first(), on=JANUARY, by=pmo)
    assert asked() == few
    page = office.get(LIST).content.decode()
    assert page.count("app-measure-row") == 50 and "page=2" in page
    assert office.get(f"{LIST}?page=2").content.count(b"app-measure-row") == 11


def test_what_somebody_else_placed_meanwhile_stays_where_it_was_left_alone(office, measure, pmo):
    place_measure(measure=measure, ref="KPI-1", programme=None, by=pmo)
    seen = {"seen": str(measure.statements.get().pk), "target": "80%"}
    # The page had shown no reference; whoever sends it changes the unit alone.
    assert (
        office.post(f"{PAGE}describe/", FACTS | seen | {"unit": "calls", "ref": "", "shown_ref": ""}).status_code == 302
    )
    measure.refresh_from_db()
    assert measure.ref == "KPI-1"
    seen["seen"] = str(measure.statements.first().pk)
    office.post(f"{PAGE}describe/", FACTS | seen | {"unit": "calls", "ref": "KPI-2", "shown_ref": "KPI-1"})
    measure.refresh_from_db()
    assert measure.ref == "KPI-2"


def test_how_often_it_is_counted_stays_once_there_are_values(office, plan, measure, pmo):
    given = FACTS | {"seen": str(measure.statements.get().pk), "every": "quarter"}
    enter_values(plan=plan, entries=[ValueEntry(measure, date(2018, 11, 30), 70)], seen=None, on=JANUARY, by=pmo)
    refused = text_of(office.post(f"{PAGE}describe/", given).content.decode())
    assert "Values were counted every month already" in refused and measure.statements.count() == 1
