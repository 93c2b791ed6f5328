"""The sheets of programmes and their columns, declared once: a row each, their deliverables and their projects."""

from dataclasses import dataclass, field

from core.tables import Column, Table

from .programmes import Deliverable, Project

_PROGRAMME = ("programme", "programmes", "programme name", "name of programme", "programme title")

PROGRAMMES = Table(
    kind="programme",
    columns=(
        Column("ref", ("ref", "reference", "no", "number", "id", "programme ref", "programme no"), "Ref"),
        Column("name", _PROGRAMME, "Programme"),
        Column("section", ("section", "portfolio", "theme", "programme section"), "Section"),
        Column("objective", ("objective", "objectives", "programme objective*", "aim", "aims"), "Objective"),
        Column("description", ("description", "programme description", "summary", "scope"), "Description"),
        Column("sponsor", ("sponsor", "programme sponsor"), "Sponsor"),
        Column("executive", ("executive lead", "exec lead", "executive sponsor"), "Executive lead"),
        Column(
            "operational",
            ("operational lead", "ops lead", "programme lead", "programme manager", "delivery lead"),
            "Operational lead",
        ),
        Column("clinical", ("clinical lead",), "Clinical lead"),
        Column("organisations", ("organisation", "organisations", "organisation s", "belongs to"), "Organisations"),
        Column(
            "benefits", ("outcomes and benefits", "outcomes", "benefits", "outcomes benefits"), "Outcomes and benefits"
        ),
        Column("key_risks", ("key risks", "key risk", "risks", "main risks"), "Key risks"),
        Column("investment", ("investment*", "cost*", "programme cost*"), "Investment £'000"),
        Column("savings", ("saving*", "net saving*", "gross saving*"), "Savings £'000"),
        Column("status", ("status", "programme status", "delivery status"), "Status"),
        Column("progress", ("progress", "update", "what happened", "progress update"), "What happened"),
    ),
    required=("name", "objective"),
    at_least=4,
)

DELIVERABLES = Table(
    kind="deliverable",
    columns=(
        Column("programme", (*_PROGRAMME, "programme ref"), "Programme"),
        Column("quarter", ("quarter", "quarter due", "due quarter", "in quarter", "when"), "Quarter"),
        Column("text", ("deliverable", "deliverables", "key deliverable", "key deliverables"), "Deliverable"),
    ),
    required=("programme", "quarter", "text"),
    at_least=3,
)

PROJECTS = Table(
    kind="project",
    columns=(
        Column("programme", (*_PROGRAMME, "programme ref"), "Programme"),
        Column("name", ("project", "projects", "project name"), "Project"),
        Column("first", ("first quarter", "start quarter", "from quarter", "from", "starts", "start"), "First quarter"),
        Column("last", ("last quarter", "end quarter", "to quarter", "to", "ends", "end", "finish"), "Last quarter"),
    ),
    required=("programme", "name", "first", "last"),
    at_least=4,
)

TABLES = (PROGRAMMES, DELIVERABLES, PROJECTS)


@dataclass(slots=True)
class ProgrammeRow:
    """One row of programmes, as read: `facts` by the names of the model, of those for which there is a column.

    `cells` are {column: coordinate}.
    """

    sheet: str
    row: int
    ref: str
    facts: dict
    cells: dict = field(default_factory=dict)


@dataclass(slots=True)
class PieceRow:
    """One row of deliverables or projects: what it is, and the words for the programme that it belongs to."""

    sheet: str
    row: int
    programme: str
    piece: Deliverable | Project
