"""The sheets of this app and their columns, declared once: milestones, and exceptions about them."""

from dataclasses import dataclass, field
from datetime import date

from core.tables import Column, Table

MILESTONES = Table(
    kind="milestone",
    columns=(
        Column("ref", ("no", "number", "ref", "reference", "id", "milestone no", "milestone number"), "No."),
        Column("is_critical", ("cp", "critical path", "critical", "on critical path"), "Critical path"),
        Column("team", ("team", "team code"), "Team"),
        Column("title", ("milestone", "milestones", "key milestone", "key milestones", "milestone name"), "Milestone"),
        Column("starts_on", ("start date", "start", "starts", "planned start"), "Start Date"),
        Column("original", ("original due date", "original date", "original due", "baseline date"), "Original Date"),
        Column("due", ("due date", "due", "date due", "approved due date", "approved date", "by when*"), "Due Date"),
        Column("forecast", ("forecast date", "forecast", "forecast due date", "expected date"), "Forecast Date"),
        Column("status", ("status", "milestone status", "delivery status"), "Status"),
        Column("delivery", ("delivery owner", "delivery lead", "milestone owner", "owner", "lead"), "Delivery Owner"),
        Column("department", ("department", "directorate", "dept"), "Department"),
        Column(
            "chief", ("cot owner", "chief officer owner", "chief officer", "executive owner"), "Chief Officer Owner"
        ),
        Column("sign_off", ("committee sign off*", "sign off*", "committee"), "Committee sign off"),
        Column("month_due", ("m due", "month due", "due month"), "M Due"),
        Column("quarter_due", ("q due", "quarter due", "due quarter"), "Q Due"),
        Column("progress", ("progress", "progress update", "update", "what happened", "comments"), "Progress"),
    ),
    required=("title", "due"),
    at_least=4,
)

EXCEPTIONS = Table(
    kind="exception",
    columns=(
        Column("ref", ("milestone number", "milestone no", "no", "number", "ref", "reference"), "Milestone Number"),
        Column("team", ("team", "team code"), "Team"),
        Column("title", ("milestone", "key milestone", "milestone name"), "Milestone"),
        Column("due", ("date due", "due date", "due", "original date", "initial date"), "Date Due"),
        Column("rationale", ("rationale*", "reason for delay", "reasons for delay", "why late"), "Rationale for Delay"),
        Column("recovery", ("recovery plan", "recovery", "recovery action*"), "Recovery Plan"),
        Column(
            "asked",
            ("proposed revised date", "proposed date", "revised date", "date asked for", "requested date"),
            "Proposed Revised Date",
        ),
    ),
    required=("title", "rationale", "asked"),
    at_least=4,
)

TABLES = (MILESTONES, EXCEPTIONS)


@dataclass(slots=True)
class MilestoneRow:
    """One row of milestones, as read: `facts` by the names of the model, of those for which there is a column.

    `owners` are {`Role`: the cell's words}, `sign_off` the words for the committee, `cells` {column: coordinate}.
    """

    sheet: str
    row: int
    ref: str
    facts: dict
    owners: dict
    sign_off: str = ""
    cells: dict = field(default_factory=dict)


@dataclass(slots=True)
class ExceptionRow:
    """One row of a report of exceptions, as read: `facts` by the names of the model.

    `numbers` are those of the milestones that it names, `told` what it says of changes (`exception_reading.Told`).
    """

    sheet: str
    row: int
    ref: str
    numbers: tuple[str, ...]
    facts: dict
    told: tuple = ()
    cells: dict = field(default_factory=dict)

    @property
    def due_on(self) -> date | None:
        return self.facts["due_on"]
