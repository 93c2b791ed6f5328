"""The objectives of a plan as pages and the pack show them: which is not safe, and what says so."""

from dataclasses import dataclass
from itertools import groupby

from actions.pack.findings import joined
from core.environment import plural

from ..safety import LEVELS, Safety

# {kind of what is tied: how one is called, how several are}
KINDS = {
    "action": ("Action", "Actions that serve it"),
    "milestone": ("Milestone", "Milestones that serve it"),
    "measure": ("Measure", "Measures that serve it"),
    "risk": ("Risk", "Risks that threaten it"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level` is how it looks (core/shapes.py), `word` what it is called."""

    level: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownTie:
    """One record tied to an objective; `why` is "" where it gives no cause to worry."""

    kind: str
    name: str
    title: str
    verdict: Verdict
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownObjective:
    """`groups` are (heading, `ShownTie`s) of each kind; `reasons` those that make it unsafe, the gravest first."""

    key: int
    name: str
    verdict: Verdict
    reasons: tuple[ShownTie, ...]
    groups: tuple[tuple[str, tuple[ShownTie, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownObjectives:
    finding: str
    objectives: tuple[ShownObjective, ...]


def shown_objectives(figures, links=None):
    """`ShownObjectives` of `ObjectivesFigures`; with `links` each record leads to its page, at the date looked at."""
    return ShownObjectives(finding(figures), tuple(_objective(each, links) for each in figures.objectives))


def finding(figures):
    """ "Of 5 objectives 1 is not safe and 2 are to be watched." """
    count = len(figures.objectives)
    if not count:
        return "The plan has no objectives yet."
    of = f"Of {plural(count, 'objective')}"
    unsafe, watched, safe, untied = (figures.count(safety) for safety in Safety)
    told = [
        f"{number or 'none'} {_are(number)} {words}"
        for number, words in (
            (unsafe, "not safe"),
            (watched, "to be watched"),
            (safe, "safe"),
            (untied, "tied to nothing"),
        )
        if number or words == "not safe"
    ]
    return f"{of} {joined(told)}."


def _are(count):
    return "are" if count > 1 else "is"


def _objective(figure, links):
    shown = {each: _tie(each, links) for each in figure.tied}
    groups = groupby(figure.tied, lambda each: each.kind)
    return ShownObjective(
        key=figure.key,
        name=figure.name,
        verdict=verdict(Safety[figure.safety]),
        reasons=tuple(shown[each] for each in figure.reasons),
        groups=tuple((KINDS[kind][1], tuple(shown[each] for each in several)) for kind, several in groups),
    )


def _tie(figure, links):
    url = links.keep(figure.url) if links else figure.url
    found = verdict(Safety[figure.safety])
    return ShownTie(KINDS[figure.kind][0], figure.name, figure.title, found, figure.why, url)


def verdict(safety):
    return Verdict(LEVELS[safety], safety.value)
