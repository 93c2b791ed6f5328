"""What looks wrong, by the rules that see it: the facts beside what is declared, so that somebody asks."""

from collections import Counter
from dataclasses import dataclass

from plans.presenters.key import KeyEntry

from ..assurance import RULES, TOTALS_DIFFER, Rule, Severity
from .changes import led


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule saw of a thing: its reference and title, its rating, or what stands for one, and who leads it.

    Of the plan itself there is only the sentence; `ref` is "" and `rating` None.
    """

    ref: str
    title: str
    rating: KeyEntry | None
    sentence: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule with what it saw; `heads` stand over the title, the rating and the lead of each."""

    rule: Rule
    seen: tuple[Seen, ...]
    heads: tuple[str, str, str] = ("Action", "Rating", "Lead")

    @property
    def is_listed(self):
        """Whether each thing that it saw is named: a note is only counted."""
        return bool(self.seen) and self.rule.severity != Severity.TO_NOTE

    @property
    def common(self):
        """The sentence that it says of more than half of what it saw, which is printed once; "" where none is."""
        sentence, times = Counter(seen.sentence for seen in self.seen if seen.ref).most_common(1)[0]
        return sentence if times > 1 and times * 2 > len(self.seen) else ""

    @property
    def differs(self):
        """Whether it says something else of some than of the others."""
        return any(seen.sentence != self.common for seen in self.seen)


def rules(document):
    """Every rule about actions and the plan that has something to look at, with what it saw."""
    figures = document.figures
    seen = [
        (
            found.rule,
            Seen(action.ref or "No ref.", action.title, document.key.entry(action.rating), found.sentence, led(action)),
        )
        for action in figures.actions.actions
        for found in action.wrong
    ]
    seen += [(found.rule, Seen("", "", None, found.sentence)) for found in figures.wrong]
    for rule in RULES:
        if rule is not TOTALS_DIFFER or figures.stated_totals:
            yield ShownRule(rule, tuple(each for slug, each in seen if slug == rule.slug))
