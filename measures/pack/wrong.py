"""What looks wrong with the measures, for the section that tells it of the whole plan."""

from dataclasses import dataclass

from actions.pack.wrong import Seen, ShownRule

from ..assurance import RULES
from ..presenters import assurance_of


@dataclass(frozen=True, slots=True)
class State:
    """How a measure stands, as a rating is shown: `stage` names the look."""

    stage: str
    label: str


def state(measure):
    """How a `MeasureFigure` stands against its target."""
    sign = assurance_of(measure)
    return State(sign.look, sign.word)


def rules(document):
    """Every rule about measures with what it saw, as a `ShownRule`; none for a plan without an open measure."""
    measures = document.figures.measures.open
    for rule in RULES if measures else ():
        seen = (
            Seen(each.called, each.name, state(each), found.sentence, each.owner or "Nobody named")
            for each in measures
            for found in each.wrong
            if found.rule == rule.slug
        )
        yield ShownRule(rule, tuple(seen), ("Measure", "Target", "Owner"))
