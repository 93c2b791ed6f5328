"""What the facts suggest, whatever a lead declares: the rules of what looks wrong. Values in, values out.

The lead's rating stands. A finding says beside it what the tracker sees, so that somebody asks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from . import signs

SILENT = "silent"  # the rule that lists and counts of who is silent go by


def is_late(stage, due_on, on, standing="live"):
    """Live, not complete, and the approved due date is before `on`. In place and unrated (stage None) count."""
    return standing == "live" and stage != "complete" and due_on is not None and due_on < on


def last_word(said_on, anew_on):
    """The day of the last word: the lead's own, or a later one from which other words or another rating show."""
    return max(filter(None, (said_on, anew_on)), default=None)


def silent_days(said_on, on):
    """The days since the last word; None where no word has a date, 0 for one dated after `on`.

    Of an action that was added here and of which nothing was said yet, `said_on` is the day that its statement holds
    from.
    """
    return None if said_on is None else max(0, (on - said_on).days)


def is_judged(action):
    """Whether the rules are about an action (as an `ActionFigure`): live, in the plan's scope and no heading."""
    return action.standing == "live" and action.in_scope and not action.is_heading


class Severity(StrEnum):
    """How much a finding matters, the gravest first."""

    SERIOUS = "serious"
    TO_ASK = "to ask"
    TO_NOTE = "to note"


@dataclass(frozen=True, slots=True)
class Finding:
    """What looks wrong with one thing: the slug and name of the rule, a sentence with what was seen, how grave it is.

    `suggests` is what the facts say instead of the declared rating, "" where they only ask for something.
    """

    rule: str
    name: str
    sentence: str
    severity: Severity
    suggests: str = ""

    @property
    def is_wrong(self):
        """Whether it is graver than a note."""
        return self.severity != Severity.TO_NOTE


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule must know beside the action: the date, {code of a rating: its word}, what stands under it.

    Where a plan tells nothing of the evidence, or the progress, of any action, no action is asked for itself: the plan
    is, once.
    """

    on: date
    words: dict[str, str] = field(default_factory=dict)
    under: tuple = ()
    tells_evidence: bool = True
    tells_progress: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that looks wrong. `sees` gives the sentence of a finding, or "" where there is nothing to say."""

    slug: str
    name: str
    sentence: str
    severity: Severity
    sees: Callable
    suggests: str = ""

    def finding(self, *seen):
        """The `Finding` of what `sees` is asked about, or None."""
        sentence = self.sees(*seen)
        return Finding(self.slug, self.name, sentence, self.severity, self.suggests) if sentence else None


def findings(action, around):
    """The `Finding`s about an action, the gravest first. `action` has the attributes of an `ActionFigure`.

    Only what `is_judged` has any.
    """
    if not is_judged(action):
        return ()
    return tuple(found for rule in ACTION_RULES if (found := rule.finding(action, around)))


def plan_findings(actions, recommendations, stated_totals, words):
    """The `Finding`s about a plan itself, the gravest first; `words` are {code of a rating: its word}.

    They come from its `ActionFigure`s together, its `RecommendationFigure`s, and its `StatedTotalFigure`s, the printed
    beside the computed.
    """
    each = [(LEFT_ALONE, recommendations), (NO_EVIDENCE, [actions]), (NO_PROGRESS, [actions])]
    each.append((TOTALS_DIFFER, stated_totals))
    return tuple(found for rule, things in each for thing in things if (found := rule.finding(thing, words)))


_SERIOUS, _TO_ASK, _TO_NOTE = Severity
ACTION_RULES = (
    Rule(
        "complete-without-evidence",
        "Complete without evidence",
        "Rated complete, while its evidence was sent back, was not offered, or is not spoken of.",
        _SERIOUS,
        signs.complete_without_evidence,
        "not shown to be complete",
    ),
    Rule(
        "complete-above-open",
        "Complete above what is open",
        "Rated complete, while an action under it is not.",
        _SERIOUS,
        signs.complete_above_open,
        "not complete",
    ),
    Rule(
        "complete-in-rating-alone",
        "Complete in the rating, not in the words",
        "Rated complete, while its words or what is left to do say that it is not.",
        _SERIOUS,
        signs.complete_in_rating_alone,
        "not complete",
    ),
    Rule(
        "on-track-but-late",
        "On track but late",
        "Rated underway, in place or with a new date, while its due date has passed.",
        _TO_ASK,
        signs.on_track_but_late,
        "late",
    ),
    Rule(
        "complete-in-words-alone",
        "Complete in the words, not in the rating",
        "Its words say that it is complete, while its rating does not.",
        _TO_ASK,
        signs.complete_in_words_alone,
        "complete",
    ),
    Rule(
        "long-in-place",
        "In place for six months",
        f"Rated in place for {signs.SETTLED_AFTER} months or more, and not completed since.",
        _TO_ASK,
        signs.long_in_place,
        "complete, or not in place",
    ),
    Rule(
        SILENT,
        f"No word for {signs.SILENT_AFTER} days",
        f"Not complete, and the last word of its lead is {signs.SILENT_AFTER} days old or more, or no word has a date.",
        _TO_ASK,
        signs.no_word,
    ),
    Rule(
        "date-moved",
        "Date moved more than once",
        "Not complete, and its due date moved later more than once.",
        _TO_ASK,
        signs.date_moved,
    ),
    Rule("no-date", "No due date", "Not complete, and it has no due date that can be read.", _TO_ASK, signs.no_date),
    Rule("no-lead", "Nobody leads it", "Not complete, and nobody is named as its lead.", _TO_ASK, signs.no_lead),
    Rule(
        "evidence-not-accepted",
        "Complete, evidence not accepted",
        "Rated complete; its evidence was offered, and nobody has accepted it.",
        _TO_NOTE,
        signs.nobody_accepted_evidence,
    ),
)
LEFT_ALONE = Rule(
    "left-alone",
    "Recommendation left alone",
    "A recommendation that no action meets.",
    _SERIOUS,
    signs.left_alone,
)
NO_EVIDENCE = Rule(
    "plan-without-evidence",
    "A plan without evidence",
    "Actions are rated complete, and nothing is said of the evidence for any action of the plan.",
    _TO_ASK,
    signs.plan_without_evidence,
)
NO_PROGRESS = Rule(
    "plan-without-words",
    "A plan without words",
    "Actions are not complete, and nothing is said of the progress of any action of the plan.",
    _TO_ASK,
    signs.plan_without_words,
)
TOTALS_DIFFER = Rule(
    "totals-differ",
    "Printed and counted totals differ",
    "A total printed in the workbook is not the one that its rows give.",
    _TO_ASK,
    signs.totals_differ,
)
RULES = (*ACTION_RULES, LEFT_ALONE, NO_EVIDENCE, NO_PROGRESS, TOTALS_DIFFER)
