"""What the grids of money share: nothing typed is lost, nothing that did not arrive is dropped, no number too large."""

from decimal import Decimal

import pytest

from finance.forms.fields import MOST_ROWS
from finance.forms.position import NEW_ROWS
from finance.models import Activity, Exposure, Position, SavingsTarget, SchemeProfile
from finance.months import months_of
from finance.services import (
    ActivityEntry,
    MoneyRefused,
    add_scheme,
    keep_activity,
    keep_exposure,
    keep_profile,
    set_target,
)
from tests.factories import FEBRUARY

from .conftest import JANUARY_END, lines, on_day
from .test_exposure_pages import flood, reserve, sent, text_of

MONEY = "/plans/sample/money/"
POSITION, RISKS = f"{MONEY}enter/?month=2019-01", f"{MONEY}risks/enter/?month=2019-01"
NOT_WHOLE = "A part of this form did not arrive, so nothing was saved"


@pytest.fixture
def as_lead(client, finance_lead):
    client.force_login(finance_lead)
    with on_day("2019-02-12"):
        yield client


@pytest.fixture
def keep_risks(plan, organisation, finance_lead):
    def kept(*lines, seen=None):
        about = {"plan": plan, "organisation": organisation, "month": JANUARY_END}
        return keep_exposure(**about, lines=list(lines), seen=seen, on=FEBRUARY, by=finance_lead)

    return kept


def with_kinds(form):
    """What a browser sends of the grid of a position: its choices of a kind too."""
    values = sent(form)
    count = int(values["rows"])
    return values | {f"kind-{number}": "expenditure" for number in range(count)} | {"kind-0": "allocation"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"gross": "999999999998", "probability": "999", "assessed": "", "residual": ""},
            "Flood, assessed: 9,989,999,999,980 is more than the tracker keeps",
        ),
        (
            {"assessed": "-600,000,000,000", "in_forecast": "600,000,000,000", "residual": ""},
            "Flood, residual: (1,200,000,000,000) is more than the tracker keeps",
        ),
        ({"probability": "1000.01"}, "Risk 1, probability %: “1000.01” is no probability; write it as 40 or 40%."),
        ({"gross": "9" * 41}, "Risk 1, gross: this has 41 characters, and 40 is the most; shorten it."),
        ({"probability": "9" * 21}, "Risk 1, probability %: this has 21 characters, and 20 is the most"),
        ({"lead": "x" * 201}, "Risk 1, lead: this has 201 characters, and 200 is the most; shorten it."),
        ({"gross": "1234,567"}, "Risk 1, gross: “1234,567” is no amount"),
    ],
)
def test_what_no_column_holds_is_refused_with_its_line_and_column(as_lead, keep_risks, typed, said):
    held = keep_risks(flood())
    changes = {f"{name}-risk-1": value for name, value in typed.items()}
    assert said in text_of(as_lead.post(RISKS, sent(as_lead.get(RISKS), **changes)))
    assert list(Exposure.objects.all()) == [held]


def test_every_service_of_money_refuses_what_its_column_does_not_hold(
    plan, organisation, finance_lead, keep, keep_risks
):
    most, by_whom = Decimal(10) ** 12, {"on": FEBRUARY, "by": finance_lead}
    scheme = add_scheme(plan=plan, facts={"name": "Buying"}, **by_whom)
    year = {"plan": plan, "organisation": organisation}
    for refused, said in (
        (lambda: keep(lines(hospitals=most)), "Hospitals, actual, year to date: 1,000,000,000,000 is more"),
        (lambda: keep_risks(flood(probability=Decimal(1001))), "Flood, probability: 1001.0% is no probability"),
        (lambda: add_scheme(plan=plan, facts={"name": "Big", "net": most}, **by_whom), "net value: 1,000,000,000,000"),
        (
            lambda: keep_profile(
                scheme=scheme,
                financial_year=2018,
                months=[(month, most, None) for month in months_of(2018)],
                seen=None,
                **by_whom,
            ),
            "04/2018, planned: 1,000,000,000,000 is more",
        ),
        (lambda: set_target(financial_year=2018, target=most, **year, **by_whom), "target: 1,000,000,000,000 is more"),
        (
            lambda: keep_activity(
                year=2018, topic="plan", lines=[ActivityEntry("E.M.7", planned=2**31)], **year, **by_whom
            ),
            "E.M.7, planned: 2,147,483,648 is more",
        ),
    ):
        with pytest.raises(MoneyRefused, match=said):
            refused()
    assert not Position.objects.exists() and not SchemeProfile.objects.exists() and not Activity.objects.exists()


def test_an_exposure_saved_as_it_is_stays_as_it_is(as_lead, keep_risks):
    held = keep_risks(flood(probability=Decimal("33.33"), lead="Somebody"), reserve())
    assert as_lead.post(RISKS, sent(as_lead.get(RISKS))).status_code == 302
    assert list(Exposure.objects.all()) == [held]


def test_an_exposure_sent_twice_is_no_conflict(as_lead, keep_risks):
    keep_risks(flood())
    form = sent(as_lead.get(RISKS), **{"name-risk-2": "Fire", "gross-risk-2": "-10"})
    assert [as_lead.post(RISKS, form).status_code for _ in range(2)] == [302, 302]
    assert Exposure.objects.count() == 2


def test_lines_typed_into_a_longer_grid_stay_when_somebody_saved_a_shorter_one(as_lead, keep_risks):
    first = keep_risks(*(flood(name=f"Flood {number}") for number in range(1, 9)))
    form = sent(as_lead.get(RISKS), **{"name-risk-13": "Fire"})
    keep_risks(flood(name="Flood 1"), seen=first.pk)
    page = as_lead.post(RISKS, form)
    assert "Somebody saved this month meanwhile" in text_of(page) and sent(page)["name-risk-13"] == "Fire"
    assert as_lead.post(RISKS, sent(page)).status_code == 302
    names = [line.name for line in Exposure.objects.first().lines.all()]
    assert names == [*(f"Flood {number}" for number in range(1, 9)), "Fire"]


def test_lines_typed_into_a_longer_position_stay_too(as_lead, keep):
    first = keep(lines())
    form = with_kinds(as_lead.get(POSITION)) | {f"name-{3 + NEW_ROWS}": "Beds", "kind-3": "expenditure"}
    keep(lines()[:1], seen=first.pk)
    page = as_lead.post(POSITION, form)
    assert "Beds , the line: not there; you typed it" in text_of(page)
    assert as_lead.post(POSITION, with_kinds(page)).status_code == 302
    assert [line.name for line in Position.objects.first().lines.all()][-1] == "Beds"


def test_words_kept_over_the_end_of_a_log_in_have_their_row(client, finance_lead, keep_risks):
    client.force_login(finance_lead)
    first = keep_risks(*(flood(name=f"Flood {number}") for number in range(1, 9)))
    form = sent(client.get(RISKS), **{"name-risk-13": "Fire"})
    keep_risks(flood(), seen=first.pk)
    session = client.session
    session["kept_words"] = {
        "path": RISKS,
        "whose": finance_lead.pk,
        "with_files": False,
        "fields": {name: [value] for name, value in form.items()},
    }
    session.save()
    page = sent(client.get(RISKS))
    assert page["name-risk-13"] == "Fire" and page["seen"] == str(first.pk)


@pytest.mark.parametrize("left_out", ["name-2", "ytd_plan-1", "rows", "seen", "commentary-3"])
def test_a_position_that_did_not_arrive_whole_is_refused(as_lead, keep, left_out):
    held = keep(lines())
    form = with_kinds(as_lead.get(POSITION)) | {"name-1": "Beds"}
    page = as_lead.post(POSITION, {name: value for name, value in form.items() if name != left_out})
    assert NOT_WHOLE in text_of(page)
    shown = sent(page)
    assert (shown["name-1"], shown["name-2"], shown["seen"]) == ("Beds", "Community", str(held.pk))
    assert list(Position.objects.all()) == [held]


def test_more_rows_than_any_grid_has_are_refused(as_lead, keep):
    keep(lines())
    form = with_kinds(as_lead.get(POSITION)) | {"rows": str(MOST_ROWS + 1)}
    page = as_lead.post(POSITION, form)
    assert NOT_WHOLE in text_of(page) and sent(page)["rows"] == str(4 + NEW_ROWS)


def test_an_exposure_and_a_profile_that_did_not_arrive_whole_are_refused(as_lead, keep_risks, plan, finance_lead):
    keep_risks(flood(), reserve())
    assert NOT_WHOLE in text_of(as_lead.post(RISKS, {"name-risk-1": "Flood"}))
    scheme = add_scheme(plan=plan, facts={"name": "Buying"}, on=FEBRUARY, by=finance_lead)
    months = f"{scheme.get_absolute_url()}months/"
    assert NOT_WHOLE in text_of(as_lead.post(months, {"seen": "", "planned-04": "5"}))
    assert Exposure.objects.count() == 1 and not SchemeProfile.objects.exists()


def test_what_was_saved_while_an_error_was_mended_is_still_told(as_lead, keep_risks):
    first = keep_risks(flood())
    form = sent(as_lead.get(RISKS), **{"gross-risk-1": "lots"})
    keep_risks(flood(commentary="It rained"), seen=first.pk)
    page = as_lead.post(RISKS, form)
    assert "Somebody saved" not in text_of(page)
    late = as_lead.post(RISKS, sent(page, **{"gross-risk-1": "-5"}))
    assert "commentary: It rained; you typed It may rain" in text_of(late)


def test_months_that_have_not_begun_are_not_offered(as_lead, plan):
    for address in (POSITION, RISKS):
        page = text_of(as_lead.get(address))
        assert "Month 11, February 2019" in page and "Month 12, March 2019" not in page


def test_the_months_and_the_target_of_another_year_can_be_entered(as_lead, plan, finance_lead, organisation):
    scheme = add_scheme(plan=plan, facts={"name": "Buying"}, on=FEBRUARY, by=finance_lead)
    months, target = f"{scheme.get_absolute_url()}months/", f"{MONEY}savings/target/"
    past = {"organisation": organisation, "financial_year": 2016, "target": Decimal(5)}
    set_target(plan=plan, **past, on=FEBRUARY, by=finance_lead)
    page = text_of(as_lead.get(months))
    assert "2019/20 2018/19 2016/17 Enter this one instead" in page and "Savings by month, 2016/17" in page
    form = sent(as_lead.get(f"{months}?year=2019"), **{"planned-04": "7"})
    assert as_lead.post(f"{months}?year=2019", form).status_code == 302
    page = text_of(as_lead.get(f"{scheme.get_absolute_url()}?year=2019"))
    assert "in 2019/20 are saved." in page and "April 2019 7 Not set" in page
    assert as_lead.post(f"{target}?year=2016", {"target": "6", "headroom": "", "seen": past_key()}).status_code == 302
    assert SavingsTarget.objects.get(target=6).financial_year == 2016
    refused = as_lead.get(f"{target}?year=2017")
    assert refused.status_code == 404
    assert "2017/18 cannot be entered here. Write as the year one of 2019 for 2019/20, 2018 for" in text_of(refused)


def past_key():
    return SavingsTarget.objects.get().pk
