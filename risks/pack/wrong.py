"""What looks wrong with the risks, for the section that tells it of the whole plan."""

from actions.pack.wrong import Seen, ShownRule

from ..assurance import RULES
from ..presenters import owner_of
from .bands import scored


def rules(document):
    """Every rule about risks with what it saw, as a `ShownRule`; none for a plan without an open risk."""
    risks = document.figures.risks.open
    for rule in RULES if risks else ():
        seen = (
            Seen(risk.name, risk.title, scored(risk.current), found.sentence, owner_of(risk))
            for risk in risks
            for found in risk.wrong
            if found.rule == rule.slug
        )
        yield ShownRule(rule, tuple(seen), ("Risk", "Score", "Owner"))
