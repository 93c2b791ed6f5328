"""The sheets of plans of money and of activity, and their columns."""

from core.tables import Column, Table

_LINES = ("line", "lines", "budget line", "000", "£m", "m", "£ m", "budget")
_MONTHS = "april may june july august september october november december january february march".split()

MOVEMENTS = Table(
    kind="financial_plan",
    columns=(
        Column("line", _LINES, "Line"),
        Column("before", ("# # fot", "# # forecast outturn*", "# # outturn*", "forecast outturn*"), "The year before"),
        Column("base", ("# # recurrent*", "recurrent exit*", "recurrent baseline*"), "What recurs of it"),
        Column("closing", ("# # plan", "# # p plan", "# # budget", "planned"), "The plan"),
        Column("stated_growth", ("growth on*", "growth %", "% growth"), "Growth"),
    ),
    required=("line", "base", "closing"),
    at_least=3,
    names="line",
    takes_others=True,
)


def _by_year(kind, lines):
    return Table(
        kind=kind,
        columns=(
            Column("line", lines, "Line"),
            Column("first_year", ("# #", "# # plan", "# # fot"), "First year", again="second_year"),
            Column("second_year", ("second year",), "Second year"),
        ),
        required=("line", "first_year", "second_year"),
        at_least=3,
        takes_others=True,
    )


ALLOCATIONS = _by_year("allocation", ("allocation type", "type of allocation", "allocation", "allocations"))
EXPENDITURE = _by_year("expenditure", ("expenditure line", "type of expenditure", "expenditure", "expenditure plan"))

_COUNTS = tuple(
    Column(f"month_{number}", (name[:3], name, f"{name[:3]} #", f"{name} #"), name.capitalize())
    for number, name in enumerate(_MONTHS, 1)
)
_CODE = Column("code", ("code", "activity code", "line code"), "Code")
_TITLE = Column("title", ("title", "activity", "description", "name"), "Title")

ACTIVITY = Table(
    kind="activity",
    columns=(
        _CODE,
        _TITLE,
        Column("last_year", ("# # ot", "# # outturn", "# # fot", "last year"), "Last year"),
        Column("do_nothing", ("# # do nothing", "do nothing"), "Do nothing"),
        Column("savings", ("# # qipp", "# # savings", "qipp", "savings"), "Savings"),
        Column("planned", ("# # plan", "plan"), "Plan"),
        Column("stated_change", ("# # to # #", "change", "change %", "% change"), "Change"),
        *_COUNTS,
    ),
    required=("code", "planned"),
    at_least=6,
)

COUNTED = Table(
    kind="activity_counted",
    columns=(_CODE, _TITLE, *_COUNTS, Column("total", ("total", "total to date", "ytd", "year to date"), "Total")),
    required=("code", "month_1"),
    at_least=3,
)

TABLES = (MOVEMENTS, ALLOCATIONS, EXPENDITURE, ACTIVITY, COUNTED)
MONTHS = tuple(column.name for column in _COUNTS)
