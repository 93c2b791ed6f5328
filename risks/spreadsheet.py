"""The sheet of this app and its columns, declared once: the register of risks."""

from dataclasses import dataclass, field

from core.tables import Column, Table

RISKS = Table(
    kind="risk",
    columns=(
        Column("ref", ("risk no", "risk ref", "ref", "no", "id", "risk id", "reference", "risk reference"), "Ref"),
        Column("category", ("category", "risk category", "domain", "theme"), "Category"),
        Column("title", ("risk", "risks", "risk title", "principal risk", "risk name"), "Risk"),
        Column("description", ("description", "risk description", "cause", "causes"), "Description"),
        Column(
            "year_start", ("year start*", "opening*", "initial*", "inherent*", "start of year*"), "Year start score"
        ),
        Column(
            "current", ("current risk score*", "current score*", "current risk rating*", "current"), "Current score"
        ),
        Column("target", ("target risk score*", "target score*", "target risk rating*", "target"), "Target score"),
        Column("impact", ("impact", "impacts", "effect", "consequences of the risk"), "Impact"),
        Column(
            "mitigation",
            ("actions mitigations", "mitigation", "mitigations", "mitigating actions", "actions and mitigations"),
            "Actions / mitigations",
        ),
        Column("controls", ("controls", "key controls", "existing controls"), "Controls"),
        Column("gaps_in_control", ("gaps in control", "gaps in controls"), "Gaps in control"),
        Column("first_line", ("assurance first line", "first line*", "1st line*"), "Assurance: first line"),
        Column("second_line", ("assurance second line", "second line*", "2nd line*"), "Assurance: second line"),
        Column("third_line", ("assurance third line", "third line*", "3rd line*"), "Assurance: third line"),
        Column("gaps_in_assurance", ("gaps in assurance", "gaps in assurances"), "Gaps in assurance"),
        Column("owner", ("senior risk owner*", "risk owner*", "owner", "sro", "exec lead", "lead"), "Owner"),
        Column(
            "objectives",
            (
                "objective",
                "objectives threatened",
                "objective threatened",
                "strategic objective*",
                "corporate objective*",
            ),
            "Objectives",
        ),
    ),
    required=("title", "current"),
    at_least=3,
)

TABLES = (RISKS,)
# The columns whose words are facts of a risk under the same name.
TEXTS = (
    "description impact controls gaps_in_control first_line second_line third_line gaps_in_assurance mitigation".split()
)


@dataclass(slots=True)
class RiskRow:
    """One row of a register, as read: `facts` by the names of the model, `scores` {kind: (`ReadScore`, its text)}."""

    sheet: str
    row: int
    ref: str
    category: str
    facts: dict
    owner: str
    owner_cell: str = ""
    objectives_cell: str = ""
    scores: dict = field(default_factory=dict)
