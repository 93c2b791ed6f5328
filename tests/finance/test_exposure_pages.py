"""The table of financial risks in the browser's words, its grid, and who may keep it."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from finance.exposure_figures import exposures_of
from finance.forms.exposure import ExposureGrid, posts_named
from finance.models import Exposure, ExposureLine
from finance.presenters.exposure import changed_lines, exposure_table
from finance.services import MoneyRefused, TableChanged, keep_exposure
from plans.models import Holding, Organisation, PlanOrganisation, Role
from plans.services import make_period, save_reference
from tests.factories import JANUARY, make_plan, member
from tests.queries import queries_of

PAGE = "/plans/sample/money/risks/"
ENTER = f"{PAGE}enter/"
DECEMBER, END = date(2018, 12, 31), date(2019, 1, 31)
ON = date(2019, 2, 20)
NAMES = "name gross probability assessed in_forecast residual lead process commentary".split()


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3, dates=(JANUARY,))


@pytest.fixture
def finance_lead(plan, administrator):
    return member(plan, Role.FINANCE_LEAD, by=administrator, email="money@example.org")


@pytest.fixture
def reader(plan, administrator):
    return member(plan, Role.READER, by=administrator, email="reader@example.org")


def flood(**given):
    amounts = {"gross": -1000, "probability": 50, "assessed": -500, "in_forecast": -300, "residual": -200}
    facts = {"kind": "risk", "name": "Flood", "lead": "AO", "process": "Task group", "commentary": "It may rain"}
    facts |= {name: Decimal(value) for name, value in amounts.items()} | given
    return ExposureLine(**facts)


def reserve(**given):
    amounts = {"gross": 800, "probability": 107, "assessed": 856, "in_forecast": 856, "residual": 0}
    facts = {"kind": "mitigation", "name": "Reserve"} | {n: Decimal(v) for n, v in amounts.items()} | given
    return ExposureLine(**facts)


def total(kind, *amounts):
    names = ("gross", "assessed", "in_forecast", "residual")
    found = {name: Decimal(value) for name, value in zip(names, amounts, strict=True)}
    return ExposureLine(kind=kind, is_total=True, name=f"Total {kind}", **found)


@pytest.fixture
def keep(plan, finance_lead):
    def kept(*lines, month=END, on=ON, seen=None, by=finance_lead, organisation=None, **more):
        organisation = organisation or plan.organisations.first()
        about = {"plan": plan, "organisation": organisation, "month": month}
        return keep_exposure(**about, lines=list(lines), seen=seen, on=on, by=by, **more)

    return kept


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text_of(response)


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def sent(form_page, **changes):
    """What a browser sends of the grid, with `changes` {name of a field: value}."""
    html = form_page.content.decode()
    values = dict(re.findall(r'<input[^>]* name="([^"]+)"(?: value="([^"]*)")?', html))
    values |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', html))
    return {name: unescape(value) for name, value in values.items()} | changes


def test_the_table_shows_both_groups_their_totals_and_what_does_not_fit(client, reader, keep):
    keep(flood(), reserve(), total("risk", -1001, -500, -300, -200), total("net", -200, 0, 556, -200))
    client.force_login(reader)
    page = words(client, PAGE)
    assert "Month 10, January 2019" in page
    assert (
        "1 risk assessed at £500k, 1 mitigation at £856k: as assessed, the risks are covered with £356k to spare"
        in page
    )
    assert "If all came true at its full value, £200k would be missing." in page
    assert "Flood (1,000) 50.0% (500) (300) (200) AO Task group It may rain" in page
    assert "A probability of 107.0% is outside 0% to 100%; check it" in page
    assert "All risks Gross is printed as (1,001): rounding explains it (1,000)" in page
    assert "Assessed is printed as 0: (356) apart, look at it" in page
    assert "2 things do not fit" in page  # the probability, and that nobody leads it
    assert "Enter a month" not in page


def test_a_plan_without_any_says_so(client, finance_lead, plan):
    client.force_login(finance_lead)
    assert "No financial risk is kept yet. Enter the first month" in words(client, PAGE)
    assert "No financial risk is known as at 1 January 2019" in words(client, f"{PAGE}?as_at=2019-01-01")


def test_another_month_and_the_past_can_be_looked_at(client, reader, keep):
    keep(flood(name="Old flood"), month=DECEMBER, on=date(2019, 1, 20))
    keep(flood())
    client.force_login(reader)
    assert "Old flood" not in words(client, PAGE)
    assert "Old flood" in words(client, f"{PAGE}?month=2018-12")
    assert "Old flood" in words(client, f"{PAGE}?as_at=2019-01-31")
    assert "Nothing is known of this month" in words(client, f"{PAGE}?month=2018-06")


def test_the_grid_begins_with_the_month_before_and_saves_it_as_a_new_one(client, finance_lead, keep):
    keep(flood(), reserve(), month=DECEMBER, on=date(2019, 1, 20))
    client.force_login(finance_lead)
    address = f"{ENTER}?month=2019-01"
    form = client.get(address)
    assert "The lines are those of the month before." in text_of(form)
    new = {"name-risk-2": "Fire", "gross-risk-2": "(100)", "probability-risk-2": "20%", "in_forecast-risk-2": "-5"}
    response = client.post(address, sent(form, **new, **{"gross-risk-1": "-1,200", "assessed-risk-1": "(600)"}))
    assert response.status_code == 302
    known = Exposure.objects.get(month=END)
    lines = {line.name: line for line in known.lines.all()}
    assert (lines["Flood"].gross, lines["Flood"].assessed) == (-1200, -600)
    assert (lines["Fire"].assessed, lines["Fire"].residual) == (-20, -15)
    assert lines["Reserve"].kind == "mitigation"
    assert "The financial risks of Month 10, January 2019 are saved." in words(client, PAGE)


def test_one_cell_that_cannot_be_read_keeps_all_others_as_typed(client, finance_lead, keep):
    table = keep(flood())
    client.force_login(finance_lead)
    address = f"{ENTER}?month=2019-01"
    typed = {"gross-risk-1": "lots", "lead-risk-1": "CFO", "probability-risk-1": "half", "assessed-mitigation-2": "5"}
    typed |= {"probability-mitigation-2": "100000"}
    page = client.post(address, sent(client.get(address), **typed))
    said = text_of(page)
    assert "Risk 1, gross: “lots” is no amount" in said
    assert "Risk 1, probability %: “half” is no percentage; write it as 40 or 40%." in said
    assert "probability %: “100000” is no probability" in said
    assert "Mitigation 2 has no name: enter what it is, or empty the row." in said
    assert {name: sent(page)[name] for name in typed} == typed
    assert list(Exposure.objects.all()) == [table]


def test_what_somebody_saved_meanwhile_is_told_and_can_be_replaced(client, finance_lead, keep):
    first = keep(flood())
    client.force_login(finance_lead)
    address = f"{ENTER}?month=2019-01"
    form = client.get(address)
    keep(flood(commentary="It rained", probability=Decimal(60)), reserve(), seen=first.pk)
    page = client.post(address, sent(form, **{"name-risk-2": "Fire"}))
    said = text_of(page)
    assert "Somebody saved this month meanwhile" in said
    assert "Flood , commentary: It rained; you typed It may rain" in said
    assert "Flood , probability: 60.0%; you typed 50.0%" in said
    assert "Fire , the line: not there; you typed it" in said and "Reserve , the line: saved; you typed nothing" in said
    assert client.post(address, sent(page)).status_code == 302
    assert [line.name for line in Exposure.objects.first().lines.all()] == ["Flood", "Fire"]


def test_nothing_can_be_saved_where_a_month_is_frozen_or_the_table_empty(
    client, finance_lead, plan, keep, administrator
):
    client.force_login(finance_lead)
    address = f"{ENTER}?month=2019-01"
    assert "Enter a risk or a mitigation" in text_of(client.post(address, sent(client.get(address))))
    today = timezone.localdate()
    days = {"opens_on": today, "updates_due_on": today, "as_at": today}
    period = make_period(plan=plan, label="Now", **days, by=administrator)
    period.frozen_at, period._history_user = timezone.now(), administrator
    period.save()
    assert "Now was frozen as at" in text_of(
        client.post(address, sent(client.get(address), **{"name-risk-1": "Flood"}))
    )


def test_only_those_who_keep_the_money_may_enter_it(client, reader, plan, keep):
    client.force_login(reader)
    assert client.get(ENTER).status_code == 403
    with pytest.raises(PermissionDenied):
        keep(flood(), by=reader)


def test_a_table_is_refused_without_lines_or_names_and_when_it_was_not_seen(keep):
    with pytest.raises(MoneyRefused, match="Enter a risk or a mitigation"):
        keep(total("risk", 1, 1, 1, 1))
    with pytest.raises(MoneyRefused, match="no name"):
        keep(flood(name=" "))
    first = keep(flood())
    with pytest.raises(TableChanged):
        keep(reserve())
    assert keep(flood(), seen=first.pk) == first
    assert Exposure.objects.count() == 1


def test_printed_totals_stay_with_what_is_changed_by_hand(keep):
    first = keep(flood(), total("risk", -1000, -500, -300, -200))
    second = keep(flood(lead="CFO"), seen=first.pk)
    assert [line.is_total for line in second.lines.all()] == [False, True]
    emptied = keep(seen=second.pk)
    assert [line.name for line in emptied.lines.all()] == ["Total risk"]


def test_the_lead_is_found_by_post_or_by_the_initials_of_its_holder(plan, administrator):
    post = plan.posts.get()
    holder = member(plan, Role.LEAD, by=administrator, posts=["AO"]).person
    holder.initials, holder._history_user = "JT", administrator
    holder.save()
    named = posts_named(plan, Holding.objects.holders(plan, ON))
    assert named("AO") == named("accountable officer") == named("JT") == named("XX/JT") == post
    assert named("XX") is None and named("") is None


def test_each_organisation_has_a_table_of_its_own(client, reader, plan, keep, administrator):
    other = save_reference(record=Organisation(name="Theirs"), by=administrator)
    save_reference(record=PlanOrganisation(plan=plan, organisation=other), by=administrator)
    keep(flood())
    keep(reserve(), organisation=other)
    client.force_login(reader)
    page = words(client, PAGE)
    assert "Example Partners, Month 10, January 2019" in page and "Theirs, Month 10, January 2019" in page


def test_a_cell_kept_as_written_says_so_until_it_is_put_right(keep, plan):
    first = keep(flood(in_forecast=None, residual=None, as_written={"in_forecast": "soon"}))
    [figure], _ = exposures_of(plan, ON)
    [row] = exposure_table(figure).groups[0][1]
    assert ("In forecast £'000", "“soon”", True) in row.cells
    names = {f"{name}-risk-1": "" for name in NAMES} | {"name-risk-1": "Flood", "in_forecast-risk-1": "5"}
    whole = {"seen": "", "rows-risk": "1", "rows-mitigation": "0"}
    form = ExposureGrid(names | whole, lines=first.lines.all(), post_of=str.strip)
    assert form.is_valid() is True
    form.post_of = {}.get
    assert form.entries[0].as_written == {}


@pytest.mark.parametrize(
    ("risk", "mitigation", "sentence"),
    [
        (-500, 500, "as assessed, the risks are covered. At their full value the two are equal."),
        (-500, 200, "£300k of risk is not covered as assessed. If all came true"),
        (-500, 900, "covered with £400k to spare. At their full value the mitigations exceed the risks by £400k."),
    ],
)
def test_the_net_is_said_in_a_sentence(keep, plan, risk, mitigation, sentence):
    amounts = lambda value: {"gross": Decimal(value), "assessed": Decimal(value)}  # noqa: E731
    keep(flood(**amounts(risk)), reserve(**amounts(mitigation)))
    [figure], _ = exposures_of(plan, ON)
    assert sentence in exposure_table(figure).sentence


def test_what_was_typed_is_told_beside_what_is_saved():
    told = changed_lines([flood(), total("risk", 1, 1, 1, 1)], [flood(gross=Decimal(-5)), reserve()])
    assert told == [("Flood", "gross", "(1,000)", "(5)"), ("Reserve", "the line", "not there", "it")]


def test_a_page_asks_as_much_for_many_lines_as_for_one(client, reader, keep):
    first = keep(flood())
    client.force_login(reader)
    few, _ = queries_of(client, PAGE)
    keep(*(flood(name=f"Flood {number}") for number in range(30)), seen=first.pk)
    assert queries_of(client, PAGE)[0] == few


def test_new_rows_are_folded_away(client, finance_lead, keep):
    client.force_login(finance_lead)
    keep(flood())
    page = client.get(f"{PAGE}enter/").content.decode()
    folded = re.findall(r'<details class="nhsuk-details app-gap" (open)?>', page)
    assert folded == ["", "open"]  # there is a risk, but no mitigation
