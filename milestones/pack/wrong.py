"""What looks wrong with the milestones, for the section that tells it of the whole plan."""

from actions.pack.wrong import Seen, ShownRule
from core.environment import plural

from ..assurance import RULES
from ..exception_rules import RULES as EXCEPTION_RULES
from ..exceptions import WAITING, WORDS
from ..presenters.milestones import ShownStatus, owner_of, shown_status

# What only an exception that waits is shown by, in the place of a rating.
AS_A_TAG = ShownStatus(None, WORDS[WAITING])


def rules(document):
    """Every rule about milestones and their exceptions with what it saw, as a `ShownRule`; none about what a plan has
    none of."""
    milestones = document.figures.milestones.counted
    for rule in RULES if milestones else ():
        seen = (
            Seen(each.called, each.title, shown_status(each.status), found.sentence, owner_of(each))
            for each in milestones
            for found in each.wrong
            if found.rule == rule.slug
        )
        yield ShownRule(rule, tuple(seen), ("Milestone", "Status", "Owner"))
    waiting = document.figures.exceptions.waiting
    for rule in EXCEPTION_RULES if waiting else ():
        seen = (
            Seen(each.ref, each.title, AS_A_TAG, found.sentence, each.reported_by or "Brought by a document")
            for each in waiting
            for found in each.wrong
            if found.rule == rule.slug
        )
        yield ShownRule(rule, tuple(seen), ("Exception", "State", "Reported by"))


def finding(figures):
    """ "3 of 57 milestones look wrong. None of 2 exceptions that wait look wrong." of `PlanFigures`; of what there is
    none, nothing is said."""
    counted, waiting = figures.milestones.counted, figures.exceptions.waiting
    return " ".join(
        f"{_looks(several) or 'None'} of {words} {'looks' if _looks(several) == 1 else 'look'} wrong."
        for several, words in (
            (counted, plural(len(counted), "milestone")),
            (waiting, plural(len(waiting), "exception that waits", "exceptions that wait")),
        )
        if several
    )


def _looks(several):
    return sum(each.looks_wrong for each in several)
