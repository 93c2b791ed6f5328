"""The sheets of this app and their columns, declared once: measures, and their values."""

from core.tables import Column, Table

_MEASURE = ("measure", "measures", "measure name", "name of measure", "indicator", "kpi", "metric")

MEASURES = Table(
    kind="measure",
    columns=(
        Column("ref", ("ref", "reference", "measure ref", "measure reference", "no", "id", "measure no"), "Ref"),
        Column("name", _MEASURE, "Measure"),
        Column("description", ("description", "definition", "how it is counted", "what is counted"), "Definition"),
        Column("unit", ("unit", "units", "unit of measure"), "Unit"),
        Column("better", ("better", "direction", "direction that is better", "good is", "polarity"), "Direction"),
        Column("every", ("every", "counted every", "frequency", "how often"), "Frequency"),
        Column("chart", ("chart", "shown as", "chart type"), "Shown as"),
        Column("target", ("target", "targets", "trajectory", "target or trajectory", "aim"), "Target"),
        Column("source", ("source", "data source", "source of data"), "Source"),
        Column("owner", ("owner", "measure owner", "lead", "post"), "Owner"),
        Column("programme", ("programme", "programme ref"), "Programme"),
        Column("activity_code", ("activity code", "activity line", "line of activity"), "Activity code"),
    ),
    required=("name", "better"),
    at_least=4,
)
VALUES = Table(
    kind="measure_value",
    columns=(
        Column("measure", (*_MEASURE, "ref", "measure ref", "measure reference"), "Measure"),
        Column("on", ("date", "period", "period end", "period ending", "month", "month end", "week ending"), "Date"),
        Column("value", ("value", "values", "actual value", "result"), "Value"),
        Column("note", ("note", "notes", "comment", "comments"), "Note"),
    ),
    required=("measure", "on", "value"),
    at_least=3,
)

TABLES = (MEASURES, VALUES)
