"""The sheets of this app and their columns, declared once: positions of a month and what explains them."""

from dataclasses import dataclass, field

from core.tables import Column, Table

from .variance import Amounts

_LINES = ("line", "lines", "budget line", "financial overview", "000", "£m", "m", "budget", "budget area")

POSITION = Table(
    kind="position",
    columns=(
        Column("line", _LINES, "Line"),
        Column(
            "forecast_plan",
            ("annual plan*", "full year plan*", "plan of the year", "year plan*", "annual budget*", "forecast plan*"),
            "Plan of the year",
        ),
        Column(
            "forecast_actual",
            ("forecast actual*", "forecast outturn*", "forecast of the year", "forecast*", "fot*"),
            "Forecast of the year",
        ),
        Column(
            "ytd_plan", ("plan*", "budget to date*", "ytd plan*", "ytd budget*"), "Plan to date", again="forecast_plan"
        ),
        Column("ytd_actual", ("actual*", "ytd actual*"), "Actual to date", again="forecast_actual"),
        Column(
            "ytd_variance",
            ("variance fav*", "variance*", "ytd variance*"),
            "Variance to date",
            again="forecast_variance",
        ),
        Column("ytd_percent", ("%", "variance %", "% variance"), "% to date", again="forecast_percent"),
        Column("forecast_variance", ("forecast variance*",), "Forecast variance"),
        # What a person says of a column of variances that are signed the other way round.
        Column("ytd_adverse", (), "Variance to date, adverse above zero", again="forecast_adverse"),
        Column("forecast_adverse", (), "Forecast variance, adverse above zero"),
        Column("forecast_percent", ("forecast %",), "Forecast %"),
        Column("commentary", ("commentary", "explanation", "what explains it"), "What explains it"),
    ),
    required=("line", "ytd_plan", "ytd_actual"),
    at_least=4,
    names="line",
    two_rows=True,
)

KEY_VARIANCES = Table(
    kind="commentary",
    columns=(
        Column("line", ("area", *_LINES), "Line"),
        Column("words", ("key variances*", "variance commentary*", "explanation of variances*"), "What explains it"),
    ),
    required=("line", "words"),
    at_least=2,
)

TABLES = (POSITION, KEY_VARIANCES)


@dataclass(slots=True)
class MoneyRow:
    """One line of a position, as read. `stated` are variances and percentages as the document prints them."""

    sheet: str
    row: int
    name: str
    group: str
    kind: str
    amounts: Amounts
    stated: dict = field(default_factory=dict)
    commentary: str = ""
