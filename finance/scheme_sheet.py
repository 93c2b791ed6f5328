"""The sheets of savings schemes and of the stages they go through, and their columns, declared once."""

from dataclasses import dataclass, field

from core.tables import Column, Table

MONTHS = tuple("apr may jun jul aug sep oct nov dec jan feb mar".split())

SCHEMES = Table(
    kind="scheme",
    columns=(
        Column("ref", ("scheme ref", "scheme no", "scheme number", "ref", "no", "id"), "Scheme ref"),
        Column("name", ("scheme", "scheme name", "savings scheme", "qipp scheme", "cip scheme"), "Scheme"),
        Column("category", ("category", "programme", "workstream", "theme"), "Category"),
        Column("gross", ("gross*",), "Gross £'000"),
        Column("net", ("net*",), "Net £'000"),
        Column("recurrent", ("recurrent*", "rec non rec", "r nr"), "Recurrent"),
        Column("lead", ("lead", "scheme lead", "exec lead", "owner"), "Lead"),
        Column("stage", ("stage", "gateway", "gateway stage", "current stage"), "Stage"),
        Column("confidence", ("confidence*", "delivery confidence*", "rag"), "Delivery confidence"),
        Column("status", ("status", "scheme status"), "Status"),
        Column("commentary", ("commentary", "comments", "comment", "notes"), "Commentary"),
        *(
            Column(f"{month}_{what}", (f"{month} {what}",), f"{month.capitalize()} {what}")
            for month in MONTHS
            for what in ("plan", "actual")
        ),
    ),
    required=("name",),
    at_least=4,
)

GATEWAYS = Table(
    kind="gateway",
    columns=(
        Column("stage", ("stage description", "stage", "gateway stage"), "Stage"),
        Column("approval", ("gateway approval*", "approval*"), "Approval needed to go on"),
    ),
    required=("stage", "approval"),
    at_least=2,
    ends_at_gap=True,
)

TABLES = (SCHEMES, GATEWAYS)


@dataclass(slots=True)
class SchemeRow:
    """One row as read: `facts` by the names of the model, `stage` as written, `months` (planned, actual) from April."""

    sheet: str
    row: int
    ref: str
    stage: str
    facts: dict
    months: list = field(default_factory=list)
