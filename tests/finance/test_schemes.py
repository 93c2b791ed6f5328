"""Savings schemes in the browser's words: the list, one scheme, its gateways and months, the target, and who may."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from finance.models import GatewayDecision, SavingsTarget, Scheme, SchemeProfile, SchemeStatement
from finance.months import months_of
from finance.presenters.schemes import pipeline, profile_of, scheme_row, target_row, totals_of
from finance.savings_figures import savings_of
from finance.services import (
    MoneyRefused,
    SchemeChanged,
    add_scheme,
    decide_gateway,
    describe_scheme,
    keep_gateways,
    keep_profile,
    set_target,
)
from plans.models import Organisation, PlanOrganisation, Role
from plans.services import NamedMeeting, make_period, save_reference
from tests.factories import FEBRUARY, make_plan, member
from tests.queries import queries_of

from .conftest import lines, on_day

LIST = "/plans/sample/money/savings/"
PAGE = f"{LIST}1/"
DAY = "2019-02-12"


@pytest.fixture
def stages(plan, finance_lead):
    return keep_gateways(plan=plan, by=finance_lead)


@pytest.fixture
def scheme(plan, stages, finance_lead, organisation):
    facts = {"name": "Buy together", "category": "Procurement", "gross": Decimal(1500), "net": Decimal(1200)}
    facts |= {"is_recurrent": True, "lead": "AO", "status": "Live", "gateway_id": stages[1].pk, "confidence": "amber"}
    facts |= {"post_id": plan.posts.get().pk}
    return add_scheme(plan=plan, ref="Q1", facts=facts, organisation=organisation, on=FEBRUARY, by=finance_lead)


@pytest.fixture
def decide(scheme, stages, finance_lead):
    def decided(outcome="passed", goes_to=2, reason="Agreed.", on=FEBRUARY, by=finance_lead, **given):
        given = {"decided_on": FEBRUARY, "seen": scheme.statements.first().pk} | given
        told = {"outcome": outcome, "goes_to": stages[goes_to], "reason": reason, "on": on, "by": by}
        return decide_gateway(scheme=scheme, **told, **given)

    return decided


@pytest.fixture
def as_lead(client, finance_lead):
    client.force_login(finance_lead)
    with on_day(DAY):
        yield client


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text_of(response)


def freeze(plan, by):
    days = {"opens_on": FEBRUARY, "updates_due_on": FEBRUARY, "as_at": FEBRUARY}
    period = make_period(plan=plan, label="Month 10", **days, by=by)
    period.frozen_at, period._history_user = timezone.now(), by
    period.save()


def test_the_list_shows_target_pipeline_and_totals(as_lead, plan, scheme, organisation, finance_lead):
    facts = {"name": "Close the shop", "gross": Decimal(400), "confidence": "red", "status": "Withdrawn"}
    add_scheme(plan=plan, facts=facts, on=FEBRUARY, by=finance_lead)
    add_scheme(plan=plan, facts={"name": "Sell the shop", "net": Decimal(100)}, on=FEBRUARY, by=finance_lead)
    told = {"organisation": organisation, "financial_year": 2018, "on": FEBRUARY, "by": finance_lead}
    set_target(plan=plan, target=Decimal(1500), headroom=Decimal(20), **told)
    page = words(as_lead, LIST)
    assert "Of £1,500k to be saved in 2018/19, £1,200k is identified: no scheme stands for £300k." in page
    assert "£100k is identified; no target is set for 2018/19." in page  # of those that belong to nobody
    assert "2 schemes worth £1,300k a year." in page
    assert "1 Initiation To go on: A clinical lead stands behind it" in page and "1 1,200 0 1,200 0 0" in page
    assert "Q1 Buy together Procurement; recurrent 1 Initiation Amber: in doubt AO Live 1,500 1,200" in page
    assert "No stage To go on: Not said 1 100 0 0 0 100" in page
    assert "2 schemes that count £1,200k of it recurrent 1,500 1,300" in page
    assert "S2 Close the shop No category; not said; no longer counted" in page


def test_the_list_can_be_filtered(as_lead, scheme):
    assert "1 scheme Savings schemes" in words(as_lead, f"{LIST}?stage=1&category=Procurement&confidence=amber")
    page = words(as_lead, f"{LIST}?stage=none")
    assert "0 schemes of 1" in page and "Stage: none ×" in page and "No scheme is like that." in page
    assert "No scheme is known as at 1 January 2018" in words(as_lead, f"{LIST}?as_at=2018-01-01")


def test_a_plan_without_schemes_says_what_to_do(as_lead, plan):
    assert "No savings scheme is kept yet. Add the first one" in words(as_lead, LIST)


def test_a_scheme_shows_how_it_stands_and_what_was_decided(as_lead, plan, scheme, decide, finance_lead):
    decide()
    months = [(end, Decimal(100), Decimal(90) if end < FEBRUARY else None) for end in months_of(2018)]
    keep_profile(scheme=scheme, financial_year=2018, months=months, seen=None, on=FEBRUARY, by=finance_lead)
    page = words(as_lead, PAGE)
    assert "Stage 2 Planning since 12 February 2019 To go on: The programme office has seen" in page
    assert "Passed 1 Initiation and went on to 2 Planning, 12 February 2019 Agreed." in page
    assert "£900k saved to date, £100k less than planned; with the plan of the months to come" in page
    assert "the year comes to £1,100k of £1,200k planned." in page
    assert "Month 11, February 2019 100 Not set Not set" in page
    assert words(as_lead, f"{PAGE}?as_at=2019-02-11", 404)
    assert "Enter its months" in page and "Enter its months" not in words(as_lead, f"{PAGE}?as_at={DAY}")


def test_a_scheme_is_added_with_the_usual_stages(as_lead, plan):
    form = as_lead.get(f"{LIST}add/")
    assert "None yet" in text_of(form)
    assert "Enter what the scheme is called" in text_of(as_lead.post(f"{LIST}add/", {}))
    given = {"name": "Buy together", "gross": "1,500", "net": "lots", "confidence": "red", "recurrent": "no"}
    assert "“lots” is no amount" in text_of(as_lead.post(f"{LIST}add/", given))
    assert "A gross value is what a scheme saves: enter it above zero." in text_of(
        as_lead.post(f"{LIST}add/", {"name": "Buy together", "gross": "(5)"})
    )
    stage = plan.gateways.get(number=3)
    sent = given | {"net": "(5)", "gateway": stage.pk, "lead": "AO", "ref": "Q1"}
    assert as_lead.post(f"{LIST}add/", sent).headers["Location"] == PAGE
    told = SchemeStatement.objects.get()
    assert (told.net, told.is_recurrent, told.gateway, told.post) == (-5, False, stage, plan.posts.get())
    assert as_lead.post(f"{LIST}add/", sent).headers["Location"] == PAGE  # sent twice, kept once
    again = as_lead.post(f"{LIST}add/", sent | {"name": "Another"})
    assert "Another scheme has the reference Q1" in text_of(again)
    assert Scheme.objects.count() == 1


def test_where_a_plan_has_several_organisations_the_form_asks_for_one(as_lead, plan, administrator, organisation):
    other = save_reference(record=Organisation(name="Theirs"), by=administrator)
    save_reference(record=PlanOrganisation(plan=plan, organisation=other), by=administrator)
    assert "Choose whose scheme it is" in text_of(as_lead.post(f"{LIST}add/", {"name": "Buy"}))
    as_lead.post(f"{LIST}add/", {"name": "Buy", "organisation": other.pk})
    assert Scheme.objects.get().organisation == other
    assert "Set that of Theirs instead" in words(as_lead, f"{LIST}target/?organisation={organisation.pk}")


def test_the_same_scheme_of_another_organisation_is_another_scheme(plan, finance_lead, organisation):
    given = {"plan": plan, "facts": {"name": "Buy together"}, "on": FEBRUARY, "by": finance_lead}
    first, second = add_scheme(organisation=organisation, **given), add_scheme(organisation=None, **given)
    assert first != second and add_scheme(organisation=None, **given) == second


def test_a_scheme_is_described_anew(as_lead, scheme, finance_lead):
    address, told = f"{PAGE}describe/", scheme.statements.get()
    form = as_lead.get(address)
    assert 'value="1,500"' in form.content.decode() and "At which stage" not in text_of(form)
    sent = {"name": "Buy together", "confidence": "green", "seen": told.pk, "commentary": "It goes well."}
    assert as_lead.post(address, sent).headers["Location"] == PAGE
    assert scheme.statements.first().gateway == told.gateway and scheme.statements.count() == 2
    assert "Somebody changed this scheme meanwhile" in text_of(as_lead.post(address, sent | {"confidence": "red"}))
    first = {"seen": scheme.statements.last().pk, "name": "Buy together", "confidence": "amber"}
    page = as_lead.post(address, first | {"status": "Agreed"}).content.decode()
    assert "You both changed these" in page and "It goes well.</textarea>" in page
    latest = {"seen": scheme.statements.first().pk, "gross": "(5)"}
    assert "A gross value is what a scheme saves" in text_of(as_lead.post(address, sent | latest))
    facts = {"name": "Buy together", "confidence": "green"}
    told = {"scheme": scheme, "on": FEBRUARY, "by": finance_lead}
    assert describe_scheme(facts=facts, seen=None, **told) == scheme.statements.first()  # says nothing new
    with pytest.raises(MoneyRefused, match="what the scheme is called"):
        describe_scheme(facts={"name": " "}, seen=None, **told)


def test_a_decision_at_a_gateway_is_recorded_in_the_browser(as_lead, scheme, stages):
    address = f"{PAGE}gateway/"
    sent = {"outcome": "passed", "goes_to": stages[2].pk, "reason": "Agreed.", "seen": scheme.statements.get().pk}
    assert "one of the two" in text_of(as_lead.post(address, sent))
    day = {"decided_on_day": "12", "decided_on_month": "2", "decided_on_year": "2019"}
    assert as_lead.post(address, sent | day).headers["Location"] == PAGE
    assert as_lead.post(address, sent | day).headers["Location"] == PAGE
    assert GatewayDecision.objects.get().at_gateway == stages[1]
    stale = sent | day | {"goes_to": stages[4].pk}
    assert "Somebody changed this scheme meanwhile" in text_of(as_lead.post(address, stale))
    back = sent | day | {"outcome": "sent_back", "seen": scheme.statements.first().pk}
    assert "Record a decision" in text_of(as_lead.get(address))
    assert as_lead.post(address, back | {"goes_to": stages[0].pk}).status_code == 302
    assert "Did not pass 2 Planning and was sent back to 0 Pipeline" in words(as_lead, PAGE)


def test_what_cannot_be_decided_is_refused(decide, scheme, stages, finance_lead, administrator, plan):
    for given, sentence in (
        ({"goes_to": 1}, "goes on to a later stage"),
        ({"outcome": "sent_back", "goes_to": 2}, "does not go on"),
        ({"reason": " "}, "Say why"),
        ({"decided_on": None}, "Choose the meeting"),
        ({"decided_on": date(2020, 1, 1)}, "still to come"),
        ({"meeting": NamedMeeting("Board", FEBRUARY)}, "You may not add a meeting"),
        ({"on": date(2018, 1, 1)}, "not known as at"),
    ):
        with pytest.raises(MoneyRefused, match=sentence):
            decide(**given)
    with pytest.raises(SchemeChanged):
        decide(seen=None)
    other = make_plan(administrator, slug="other", actions=1)
    stages[2] = keep_gateways(plan=other, by=administrator)[2]
    with pytest.raises(MoneyRefused, match="another plan"):
        decide()
    bare = add_scheme(plan=plan, facts={"name": "Bare"}, on=FEBRUARY, by=finance_lead)
    told = {"outcome": "passed", "goes_to": stages[3], "reason": "So.", "seen": None, "on": FEBRUARY}
    with pytest.raises(MoneyRefused, match="at no stage yet"):
        decide_gateway(scheme=bare, decided_on=FEBRUARY, **told, by=finance_lead)


def test_the_office_may_name_the_meeting(decide, administrator, plan):
    decision = decide(meeting=NamedMeeting("Board", FEBRUARY), by=administrator)
    assert decision.meeting.committee.name == "Board"
    known = decide(goes_to=3, meeting=decision.meeting, by=administrator)
    assert known.decided_on == FEBRUARY and known.at_gateway.number == 2


def test_the_months_are_entered_in_a_grid_and_one_bad_cell_keeps_the_others(as_lead, scheme):
    address = f"{PAGE}months/"
    sent = {"seen": ""} | {f"{what}-{month:02}": "" for month in range(1, 13) for what in ("planned", "actual")}
    sent |= {f"planned-{month:02}": "100" for month in range(1, 13)} | {"actual-04": "90", "actual-05": "much"}
    page = as_lead.post(address, sent)
    assert "May 2018, actual: “much” is no amount" in text_of(page)
    assert 'name="actual-04" value="90"' in page.content.decode()
    assert as_lead.post(address, sent | {"actual-05": ""}).headers["Location"] == PAGE
    held = SchemeProfile.objects.get()
    assert [(each.planned, each.actual) for each in held.months.all()][:2] == [(100, 90), (100, None)]
    assert as_lead.post(address, sent | {"actual-05": ""}).status_code == 302  # says nothing new
    late = text_of(as_lead.post(address, sent | {"actual-05": "5"}))
    assert (
        "Somebody changed this scheme meanwhile" in late and "this is what they saved: May 2018, actual nothing" in late
    )
    assert as_lead.post(address, sent | {"actual-05": "5", "seen": held.pk}).status_code == 302
    assert SchemeProfile.objects.count() == 2 and 'value="5"' in as_lead.get(address).content.decode()


def test_a_profile_has_the_months_of_a_year(scheme, finance_lead):
    with pytest.raises(MoneyRefused, match="twelve months"):
        keep_profile(scheme=scheme, financial_year=2018, months=[], seen=None, on=FEBRUARY, by=finance_lead)


def test_the_target_is_set(as_lead, plan, scheme, organisation, finance_lead, administrator):
    address = f"{LIST}target/"
    assert "Enter the target, such as 12,500" in text_of(as_lead.post(address, {"headroom": "-5"}))
    assert "as a percentage above zero" in text_of(as_lead.post(address, {"target": "1,000", "headroom": "some"}))
    assert as_lead.post(address, {"target": "1,000", "headroom": "30"}).headers["Location"] == LIST
    held = SavingsTarget.objects.get()
    assert "£1,200k is identified, 20.0% over the target; £100k is missing of the 30.0% headroom" in words(
        as_lead, LIST
    )
    assert 'value="1,000"' in as_lead.get(address).content.decode()
    late = text_of(as_lead.post(address, {"target": "900", "headroom": "30"}))
    assert "Somebody changed this target meanwhile" in late and "Target of the year, £'000 1,000 Read it" in late
    assert "enter it above zero" in text_of(as_lead.post(address, {"target": "-1", "seen": held.pk}))
    assert as_lead.post(address, {"target": "1,200", "seen": held.pk}).status_code == 302
    assert "Of £1,200k to be saved in 2018/19, £1,200k is identified." in words(as_lead, LIST)
    told = {"financial_year": 2018, "target": Decimal(1200), "on": FEBRUARY, "by": finance_lead}
    assert set_target(plan=plan, organisation=organisation, **told).target == 1200
    stranger = save_reference(record=Organisation(name="Strangers"), by=administrator)
    with pytest.raises(MoneyRefused, match="no organisation of this plan"):
        set_target(plan=plan, organisation=stranger, **told)


def test_nothing_is_said_within_a_frozen_period(decide, plan, scheme, organisation, finance_lead, administrator):
    freeze(plan, administrator)
    for refused in (
        decide,
        lambda: add_scheme(plan=plan, facts={"name": "Late"}, on=FEBRUARY, by=finance_lead),
        lambda: set_target(
            plan=plan,
            organisation=organisation,
            financial_year=2018,
            target=Decimal(1),
            on=FEBRUARY,
            by=finance_lead,
        ),
    ):
        with pytest.raises(MoneyRefused, match="was frozen"):
            refused()


def test_only_those_who_keep_the_money_may_change_a_scheme(client, plan, scheme, decide, administrator):
    reader = member(plan, Role.READER, by=administrator)
    client.force_login(reader)
    with on_day(DAY):
        assert "Record a decision" not in words(client, PAGE)
        assert client.get(f"{PAGE}gateway/").status_code == 403
    with on_day("2018-01-01"):
        client.force_login(administrator)
        assert client.get(f"{PAGE}describe/").status_code == 404
    for refused in (
        lambda: decide(by=reader),
        lambda: add_scheme(plan=plan, facts={"name": "Mine"}, on=FEBRUARY, by=reader),
        lambda: keep_gateways(plan=plan, by=reader),
        lambda: set_target(
            plan=plan, organisation=None, financial_year=2018, target=Decimal(1), on=FEBRUARY, by=reader
        ),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_pages_ask_as_much_for_many_schemes_as_for_one(as_lead, plan, scheme, finance_lead):
    few, _ = queries_of(as_lead, LIST)
    for number in range(20):
        add_scheme(plan=plan, facts={"name": f"Scheme {number}"}, on=FEBRUARY, by=finance_lead)
    assert queries_of(as_lead, LIST)[0] == few


def test_what_is_not_known_is_said_so(plan, scheme, finance_lead):
    figures = savings_of(plan, FEBRUARY)
    assert profile_of(figures.schemes[0]) == ("", [], "")
    months = [(end, Decimal(100), None) for end in months_of(2018)]
    keep_profile(scheme=scheme, financial_year=2018, months=months, seen=None, on=FEBRUARY, by=finance_lead)
    assert profile_of(savings_of(plan, FEBRUARY).schemes[0])[2].startswith("Nothing is known to be saved yet")
    seen = SchemeProfile.objects.get().pk
    saved = [(end, None, Decimal(5)) for end in months_of(2018)]
    told = {"scheme": scheme, "financial_year": 2018, "on": FEBRUARY, "by": finance_lead}
    keep_profile(months=saved, seen=seen, **told)
    assert profile_of(savings_of(plan, FEBRUARY).schemes[0])[2].startswith("£50k saved to date; the year")
    for missing, said in ((1, "of 1 month that is over"), (2, "of 2 months that are over")):
        some = [(end, Decimal(5), Decimal(5)) for end in months_of(2018)]
        some[:missing] = [(end, planned, None) for end, planned, _ in some[:missing]]
        keep_profile(months=some, seen=SchemeProfile.objects.first().pk, **told)
        assert f"saved to date with nothing known yet {said}" in profile_of(savings_of(plan, FEBRUARY).schemes[0])[2]
    level = [(end, Decimal(5), Decimal(5)) for end in months_of(2018)]
    keep_profile(months=level, seen=SchemeProfile.objects.first().pk, **told)
    assert "as planned" in profile_of(savings_of(plan, FEBRUARY).schemes[0])[2]
    assert savings_of(plan, FEBRUARY).categories == ("Procurement",)
    assert scheme_row(figures.schemes[0]).url == PAGE
    assert pipeline(figures)[0].startswith("<svg") and totals_of(()).count == 0


def test_a_target_without_schemes_is_told_too(plan, organisation, finance_lead):
    told = {"organisation": organisation, "financial_year": 2018, "on": FEBRUARY, "by": finance_lead}
    set_target(plan=plan, target=Decimal(100), **told)
    [row] = map(target_row, savings_of(plan, FEBRUARY).targets)
    assert row.sentence == "Of £100k to be saved in 2018/19, £0k is identified: no scheme stands for £100k."


def test_a_total_of_what_nobody_knows_is_not_nothing(plan, scheme):
    totals = totals_of(savings_of(plan, FEBRUARY).schemes)
    assert (totals.net, totals.planned, totals.actual) == ("1,200", "Not set", "Not set")


LONG_AFTER = date(2026, 7, 1)


def test_the_year_is_that_of_which_the_plan_knows_savings(plan, scheme, organisation, keep, finance_lead):
    assert savings_of(plan, FEBRUARY).year == 2018
    assert savings_of(plan, LONG_AFTER).year == 2026
    keep(lines())
    assert savings_of(plan, LONG_AFTER).year == 2018
    about = {"plan": plan, "organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    set_target(financial_year=2020, target=Decimal(9), **about)
    assert savings_of(plan, FEBRUARY).year == 2020
    months = [(end, Decimal(100), Decimal(90)) for end in months_of(2017)]
    keep_profile(scheme=scheme, financial_year=2017, months=months, seen=None, on=FEBRUARY, by=finance_lead)
    then, now = savings_of(plan, FEBRUARY), savings_of(plan, LONG_AFTER)
    assert (then.year, then.years, then.month) == (2017, (2017, 2020), date(2018, 3, 31))
    assert (now.year, now.month, now.targets[0].target) == (2020, date(2021, 3, 31), 9)
    assert then.schemes[0].to_date.actual == 1080 and savings_of(plan, FEBRUARY, 2017).targets[0].target is None


def test_a_plan_tells_of_its_own_year_before_that_of_the_day(plan, scheme):
    plan.financial_year = 2019
    assert savings_of(plan, LONG_AFTER).year == 2019


def test_the_other_years_are_a_way_off(as_lead, plan, scheme, organisation, finance_lead):
    about = {"plan": plan, "organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    for year in (2017, 2018):
        set_target(financial_year=year, target=Decimal(year), **about)
    page = as_lead.get(f"{LIST}?as_at=2019-02-12&stage=1").content.decode()
    assert "Savings of 2018/19" in page and "Against the target of 2018/19" in words(as_lead, LIST)
    assert f'href="{LIST}?year=2017&amp;stage=1&amp;as_at=2019-02-12">See 2017/18' in page
    before = as_lead.get(f"{LIST}?year=2017&stage=1").content.decode()
    assert "Savings of 2017/18" in before and f'href="{PAGE}?year=2017"' in before
    assert '<input type="hidden" name="year" value="2017">' in before and f'href="{LIST}?year=2017">Clear' in before
    assert "Savings by month of 2017/18" in words(as_lead, f"{PAGE}?year=2017")
    assert "“18” is not a year" in words(as_lead, f"{LIST}?year=18", 404)
    assert as_lead.get(f"{LIST}?year=1800").status_code == 404
