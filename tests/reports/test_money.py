"""Money on the first page of a plan: a sentence on each part of it, its numbers leading to where they come from."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from finance.services import LineEntry, add_scheme, keep_position, set_target
from finance.variance import AMOUNTS, Amounts, Kind
from plans.addresses import PlanAddresses
from reports.presenters.money import money_headline
from tests.factories import FEBRUARY, JANUARY, make_plan

from .reading import part, text_of

LINKS = PlanAddresses("sample")
NOTHING = SimpleNamespace(targets=())


def balance(ytd, forecast, kind=Kind.IN_YEAR):
    return SimpleNamespace(kind=kind, ytd_variance=ytd, forecast_variance=forecast)


def position(line):
    return SimpleNamespace(name="Month 9, December 2018", balance=line)


def exposed(*amounts):
    totals = [SimpleNamespace(amounts=SimpleNamespace(assessed=Decimal(each))) for each in amounts]
    return tuple(SimpleNamespace(total=lambda kind, total=total: total) for total in totals)


def saved(*pairs):
    targets = [SimpleNamespace(target=target, identified=found) for target, found in pairs]
    return SimpleNamespace(targets=targets, year=2018)


def headline(positions=(), together=None, exposures=(), savings=NOTHING):
    finance = SimpleNamespace(positions=positions, together=together, exposures=exposures, savings=savings)
    return money_headline(SimpleNamespace(finance=finance), LINKS)


def words(told):
    return ["".join(getattr(each, "text", each) for each in sentence) for sentence in told.sentences]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            balance(-336, -260),
            "the in-year position is £336k adverse to plan to date, and £260k adverse to plan by the",
        ),
        (balance(12, None, Kind.TOTAL_SPEND), "spending is £12k better than plan to date."),
    ],
)
def test_the_position_is_told_to_date_and_by_the_end(line, said):
    [sentence] = words(headline([position(line)]))
    assert sentence.startswith(f"Month 9, December 2018, the latest month entered: {said}")


def test_a_position_without_a_total_says_so():
    assert words(headline([position(None)])) == ["Month 9, December 2018, the latest month entered, has no total yet."]


def test_of_several_organisations_the_sum_is_told():
    told = headline(
        [position(balance(-1, -1))] * 2,
        together=position(balance(-2, -2)),
        exposures=exposed(-300, 100),
        savings=saved((Decimal(500), Decimal(200)), (None, Decimal(50))),
    )
    first, *rest = words(told)
    assert first.startswith(
        "Month 9, December 2018, the latest month entered: the in-year position is £2k adverse to plan to date"
    )
    assert rest == [
        "£200k of risk is not covered as assessed.",
        "Of £500k to be saved in 2018/19, £250k is identified.",
    ]


def test_savings_without_a_target_and_risks_that_are_covered():
    told = headline(exposures=exposed(0), savings=saved((None, Decimal(50))))
    assert words(told) == [
        "As assessed, the risks are covered.",
        "£50k of savings is identified; no target is set for 2018/19.",
    ]
    assert [address for _, address in told.pages] == ["/plans/sample/money/risks/", "/plans/sample/money/savings/"]


def test_a_plan_without_money_says_nothing_of_it(reader, administrator):
    make_plan(administrator, actions=1)
    assert headline() is headline(savings=None) is None
    assert 'id="money"' not in reader.get(f"/plans/sample/?as_at={FEBRUARY}").content.decode()


def test_each_number_on_the_first_page_leads_to_where_it_comes_from(reader, administrator):
    plan = make_plan(administrator, actions=1)
    organisation, told = plan.organisations.get(), {"on": JANUARY, "by": administrator}
    lines = [
        LineEntry(name, kind, "", Amounts(**dict(zip(AMOUNTS, map(Decimal, given), strict=True))))
        for name, kind, given in (
            ("Allocation", "allocation", (900, 900, 1200, 1200)),
            ("Hospitals", "expenditure", (900, 950, 1200, 1230)),
        )
    ]
    keep_position(plan=plan, organisation=organisation, month=date(2018, 12, 31), lines=lines, **told)
    add_scheme(plan=plan, facts={"name": "Buy together", "net": Decimal(70)}, organisation=organisation, **told)
    set_target(plan=plan, organisation=organisation, financial_year=2018, target=Decimal(100), **told)
    shown = part(reader.get(f"/plans/sample/?as_at={FEBRUARY}").content.decode(), "money").replace("&amp;", "&")
    found = re.findall(r'<a class="app-figure" href="(.*?)">(.*?)</a>', shown)
    assert [text for _, text in found] == ["£50k adverse to plan", "£30k adverse to plan", "£100k", "£70k"]
    for address, text in found:
        assert f"as_at={FEBRUARY}" in address
        assert text.strip("£k").split("k")[0] in text_of(reader.get(address).content.decode())
