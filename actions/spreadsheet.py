"""The sheets of this app and their columns, declared once: the table of actions and the table of concerns."""

from dataclasses import dataclass, field

from core.tables import Column, Table

ACTIONS = Table(
    kind="action",
    columns=(
        Column(
            "recommendation",
            ("recommendation", "recommendations", "requirement", "requirements", "od goal"),
            "Recommendation",
            "letter",
        ),
        Column("source", ("source", "recommended by", "source of recommendation"), "Source"),
        Column("area", ("area", "improvement area", "theme", "workstream", "domain"), "Area"),
        Column(
            "ref",
            (
                "no",
                "ref",
                "ref no",
                "reference",
                "action no",
                "action number",
                "number",
                "id",
                "action ref",
                "#",
            ),
            "No.",
            "letter",
        ),
        # "a" beside the number 1 of a requirement: the action is 1a.
        Column("letter", ("letter", "sub ref", "action letter"), "Letter", holds=r"\(?[A-Za-z]{1,2}[.)]?"),
        Column("title", ("action", "actions", "action description", "description", "task", "what"), "Action"),
        Column(
            "sro",
            (
                "sro",
                "senior responsible officer",
                "executive lead",
                "exec lead",
                "accountable lead",
                "gb owner",
                "governing body owner",
                "board owner",
            ),
            "SRO",
        ),
        Column(
            "ops_lead",
            (
                "ops lead",
                "operational lead",
                "lead",
                "leads",
                "owner",
                "action owner",
                "lead officer",
                "responsible",
                "who",
            ),
            "Ops lead",
        ),
        Column("starts_on", ("start", "start date", "starts", "from"), "Start"),
        Column(
            "due",
            (
                "by when*",
                "due",
                "due date",
                "deadline",
                "target date",
                "completion date",
                "end date",
                "timescale",
                "when",
            ),
            "By when (end of)",
        ),
        Column("outcome_measure", ("outcome measure*", "outcome", "kpi", "outcomes"), "Outcome Measure"),
        Column(
            "success_measure",
            (
                "measurement of success",
                "measure of success",
                "measures of success",
                "success measure",
                "success criteria",
            ),
            "Measurement of Success",
        ),
        Column(
            "progress",
            ("progress update", "progress", "update", "latest update", "comments", "commentary", "progress to date"),
            "Progress Update",
        ),
        Column("said_on", ("updated", "date", "date updated", "last updated", "update date"), "Updated", "said_on_2"),
        Column("rating", ("rag", "rag rating", "rag status", "rating", "current rag"), "RAG"),
        Column("status", ("status", "open closed", "action status"), "Status"),
        Column("evidence", ("evidence status", "evidence", "evidence required"), "Evidence Status"),
        Column("evidence_detail", ("evidence detail", "evidence details", "evidence provided"), "Evidence detail"),
        Column(
            "to_complete",
            ("actions to complete*", "outstanding actions", "what is left to do", "next steps", "remaining actions"),
            "Actions to complete action",
            "scope",
        ),
        Column("scope", ("scope", "in scope", "part of plan"), "Scope"),
    ),
    required=("title",),
    at_least=3,
)

CONCERNS = Table(
    kind="concern",
    columns=(
        Column("ref", ("action no", "no", "ref", "reference", "action ref", "action number"), "Action no"),
        Column("title", ("action", "action description", "description"), "Action"),
        Column("deadline", ("deadline", "due", "due date", "by when*"), "Deadline"),
        Column("why", ("concern", "reason for concern", "nature of concern", "why"), "Concern"),
        Column("rating", ("current rag", "rag", "rag rating"), "Current RAG"),
        Column("raised", ("first raised*", "raised*", "date raised"), "First raised"),
        Column("required", ("remedial action required", "action required"), "Remedial Action Required"),
        Column("taken", ("remedial action taken", "action taken"), "Remedial Action Taken"),
        Column("comments", ("comments", "comment", "notes"), "Comments"),
        Column("is_open", ("open closed", "status", "open or closed"), "Open/closed"),
    ),
    required=("title", "why"),
    at_least=5,
)

TABLES = (ACTIONS, CONCERNS)


@dataclass(slots=True)
class ActionRow:
    """One row of a table of actions, as read: `facts` by the names of the model, and what joins it to the rest.

    `area` is the text that says which area (banner or column), `recommendation` and `source` as written. A reference
    that is a number may have lost its last zero. `number` is the part of a reference that stands beside its letter.
    """

    sheet: str
    row: int
    ref: str
    ref_is_number: bool
    facts: dict
    area: str = ""
    recommendation: str = ""
    recommendation_cell: str = ""
    source: str = ""
    has_facts: bool = True
    leads: dict = field(default_factory=dict)
    number: str = ""


@dataclass(slots=True)
class ConcernRow:
    """One row of a table of concerns, as read."""

    sheet: str
    row: int
    ref: str
    ref_is_number: bool
    title: str
    raised_as_written: str
    raised_on: object
    facts: dict
    reviews: list = field(default_factory=list)
