"""This app's sheet in a workbook: a row for each month, a column for each part of its highlight report."""

from core.tables import Column, Table

HIGHLIGHTS = Table(
    kind="highlight",
    columns=(
        Column("label", ("month", "period", "reporting period", "reporting month"), "Month"),
        Column("operational_delivery", ("operational delivery", "operational*"), "Operational delivery"),
        Column("financial_delivery", ("financial delivery", "finance delivery"), "Financial delivery"),
        Column("last_30_days", ("last 30 day*", "past 30 day*", "previous 30 day*"), "Last 30 days"),
        Column("next_30_days", ("next 30 day*",), "Next 30 days"),
        Column("relook_step_up", ("relook*", "look again*", "step up*"), "Look again at, and step up"),
        Column(
            "external_decisions",
            ("external decision*", "decisions by others", "outside decision*", "decisions outside*"),
            "Decisions by others",
        ),
        Column("revised_dates", ("revised date*", "dates changed", "changed dates"), "Dates changed"),
    ),
    required=("label",),
    at_least=4,
)

TABLES = (HIGHLIGHTS,)
