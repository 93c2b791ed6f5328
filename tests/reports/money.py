"""The money and the highlight report of a sample plan, as values: something for each section of the pack."""

from datetime import date
from decimal import Decimal

from cycle.figures import HighlightFigure
from finance.exposure import Amounts
from finance.exposure_figures import ExposureFigure, ExposureLineFigure, ExposureTotalFigure
from finance.figures import FinanceFigures
from finance.movements import Head
from finance.plan_figures import ActivityFigure, ActivityLineFigure, FinancialPlanFigure, PlanLineFigure
from finance.position_figures import LineFigure, MonthFigure, PositionFigure
from finance.savings import ToDate
from finance.savings_figures import GatewayFigure, SavingsFigures, SchemeFigure, TargetFigure

ON, MONTH, NAME = date(2019, 3, 14), date(2019, 2, 28), "Month 11, February 2019"
FIVE = Decimal(5)
TOLD = {"said_on": ON, "recorded_by": "The office", "where": None}


def money():
    """`FinanceFigures` with one thing of each kind."""
    of = {f"{when}_{what}": FIVE for when in ("ytd", "forecast") for what in ("plan", "actual", "variance", "percent")}
    line = LineFigure("Hospitals", "expenditure", "", False, **of, commentary="More stays.", printed={}, differences=())
    total = LineFigure("Total", "total_spend", "", True, **of, commentary=None, printed={}, differences=())
    position = PositionFigure(1, None, MONTH, NAME, (line, total), **TOLD)
    months = (
        MonthFigure(date(2019, 1, 31), "Month 10, January 2019", FIVE, FIVE, FIVE),
        MonthFigure(MONTH, NAME, FIVE, FIVE, FIVE),
    )
    return FinanceFigures((position,), None, months, (_exposure(),), _savings(), (_plan(),), (_activity(),))


def _exposure():
    amounts = Amounts(FIVE, FIVE, FIVE, FIVE)
    told = {"lead": "AO", "post": None, "process": None, "commentary": "In winter.", "as_written": {}, "findings": ()}
    given = {"gross": FIVE, "probability": FIVE, "assessed": FIVE, "in_forecast": FIVE, "residual": FIVE}
    lines = tuple(ExposureLineFigure(kind=kind, name=f"A {kind}", **given, **told) for kind in ("risk", "mitigation"))
    totals = tuple(ExposureTotalFigure(kind, amounts, None, None, ()) for kind in ("risk", "mitigation", "net"))
    return ExposureFigure(1, None, MONTH, NAME, lines, totals, **TOLD)


def _plan():
    heads = (Head("Last year", "before"), Head("Growth", "movement"), Head("Plan", "closing"))
    line = PlanLineFigure("Hospitals", "expenditure", (FIVE, FIVE, FIVE + FIVE), FIVE, (FIVE,), None)
    return FinancialPlanFigure(1, None, 2018, "2018/19", "movements", heads, (line,), (), **TOLD)


def _activity():
    twelve = (5,) * 12
    line = ActivityLineFigure("E.M.7", "Referrals", "", 5, 5, 0, 60, FIVE, None, twelve, twelve, 60, 60, 60)
    return ActivityFigure(1, None, 2018, "2018/19", (line,), (), **TOLD)


def _savings():
    texts = {
        "organisation": None,
        "category": "Medicines",
        "lead": "AO",
        "post": None,
        "status": None,
        "commentary": None,
    }
    stage = {"gateway": 1, "gateway_name": "Initiation", "gateway_as_written": None, "gateway_since": None}
    worth = {"gross": FIVE, "net": FIVE, "value": FIVE, "recurrent": True, "counts": True, "confidence": "green"}
    scheme = SchemeFigure(
        key=1,
        ref="Q1",
        called="Q1",
        name="Buy together",
        **texts,
        **stage,
        **worth,
        months=(),
        to_date=ToDate(FIVE, FIVE, FIVE, FIVE, 0),
        url="/plans/sample/money/savings/1/",
    )
    target = TargetFigure(1, None, 2018, FIVE, None, FIVE, Decimal(0), Decimal(0), None)
    return SavingsFigures((scheme,), (GatewayFigure(1, "Initiation", None, 1, FIVE),), (target,), MONTH, 2018, (2018,))


def highlight():
    """A `HighlightFigure` of the month."""
    parts = (
        "operational_delivery financial_delivery last_30_days next_30_days relook_step_up external_decisions".split()
    )
    points = dict.fromkeys([*parts, "revised_dates"], ("A point",))
    url = "/plans/sample/highlights/1/"
    return HighlightFigure(1, "M11", NAME, MONTH, None, None, ON, **points, url=url)
