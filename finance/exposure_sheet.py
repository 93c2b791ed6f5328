"""The sheet of financial risks and mitigations, and its columns, declared once."""

from dataclasses import dataclass

from core.tables import Column, Table

EXPOSURE = Table(
    kind="financial_risk",
    columns=(
        Column(
            "name", ("financial risk", "risk or mitigation", "risk mitigation", "risk", "name", "description"), "Name"
        ),
        Column("kind", ("kind", "type", "risk or opportunity"), "Risk or mitigation"),
        Column("gross", ("total risk*", "gross*", "total value*", "full value*"), "Gross £'000"),
        Column("probability", ("risk assessment*", "probability*", "likelihood %", "assessment %"), "Probability %"),
        Column("assessed", ("assessed*", "risk adjusted*", "net risk*"), "Assessed £'000"),
        Column("in_forecast", ("in forecast*", "included in forecast*", "of which in forecast*"), "In forecast £'000"),
        Column("residual", ("residual*", "not in forecast*"), "Residual £'000"),
        Column("lead", ("exec lead", "executive lead", "lead", "owner", "responsible"), "Lead"),
        Column("process", ("process to manage*", "process", "how it is managed"), "Process to manage it"),
        Column("commentary", ("commentary", "comments", "comment", "notes"), "Commentary"),
    ),
    required=("gross", "assessed", "in_forecast"),
    at_least=4,
    names="name",
    two_rows=True,
)

TABLES = (EXPOSURE,)


@dataclass(slots=True)
class ExposureRow:
    """One row as read: `facts` by the names of the model; `kind` is "" where only the `banner` above may say it."""

    sheet: str
    row: int
    kind: str
    banner: str
    facts: dict
