"""What looks wrong with the milestones, for the section that tells it of the whole plan."""

from actions.pack.wrong import Seen, ShownRule
from core.environment import plural

from ..assurance import RULES
from ..presenters.milestones import owner_of, shown_status


def rules(document):
    """Every rule about milestones with what it saw, as a `ShownRule`; none for a plan that counts no milestone."""
    milestones = document.figures.milestones.counted
    for rule in RULES if milestones else ():
        seen = (
            Seen(each.called, each.title, shown_status(each.status), found.sentence, owner_of(each))
            for each in milestones
            for found in each.wrong
            if found.rule == rule.slug
        )
        yield ShownRule(rule, tuple(seen), ("Milestone", "Status", "Owner"))


def finding(figures):
    """ "3 of 57 milestones look wrong." of `MilestonesFigures`; "" where none is counted."""
    count, of = sum(each.looks_wrong for each in figures.counted), len(figures.counted)
    return f"{count or 'None'} of {plural(of, 'milestone')} {'looks' if count == 1 else 'look'} wrong." if of else ""
