"""Risks as pages and the pack show them: scores in words and figures, the map, the score over time."""

from dataclasses import dataclass
from itertools import groupby

from core.charts import Mark, ScoredOn, matrix, scores
from core.dates.calendar import in_words

from .scoring import CONSEQUENCES, LIKELIHOODS, Movement, band_of

KINDS = {"year_start": "Year start", "current": "Current", "target": "Target"}
_STEPS = range(1, 6)


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score in a cell: its figure, how it is made up, its band; `doubt` says what does not fit, "" where all does."""

    text: str
    made_of: str
    band: str
    level: str | None
    on: str
    reason: str
    doubt: str


def shown_score(score):
    """`ShownScore` of a `ScoreFigure`, or of None where there is no score."""
    if score is None:
        return ShownScore("Not scored", "", "", None, "", "", "")
    made_of = _made_of(score) if score.likelihood else ""
    doubts = [_differs(score)] if score.differs else []
    if score.words_differ:
        doubts.append(f"called {score.word_as_written}, which is not the band of {score.score}")
    if score.score is None:
        doubts.append(f"written “{score.as_written}”")
    return ShownScore(
        text="Not read" if score.score is None else str(score.score),
        made_of=made_of,
        band=score.band or "No band",
        level=score.level,
        on=in_words(score.scored_on),
        reason=score.reason or "",
        doubt="; ".join(doubts),
    )


def _made_of(score):
    return f"{score.likelihood}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{score.consequence}"


def _differs(score):
    return f"printed as {score.score}; {_made_of(score)} is {score.likelihood * score.consequence}"


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk in the register; `movement` is (word, arrow), ("", "") where nothing is known of it."""

    name: str
    title: str
    url: str
    category: str
    owner: str
    year_start: ShownScore
    current: ShownScore
    target: ShownScore
    movement: tuple[str, str]
    above_target: str
    reviewed: str
    is_open: bool
    is_private: bool


def risk_row(risk, links):
    """`RiskRow` of a `RiskFigure`."""
    moved = Movement(risk.movement)
    return RiskRow(
        name=risk.name,
        title=risk.title,
        url=links.keep(risk.url),
        category=risk.category or "No category",
        owner=owner_of(risk),
        year_start=shown_score(risk.year_start),
        current=shown_score(risk.current),
        target=shown_score(risk.target),
        movement=(moved.value, moved.arrow),
        above_target=_above(risk.above_target),
        reviewed=in_words(risk.reviewed_on) if risk.reviewed_on else "Not recorded",
        is_open=risk.open,
        is_private=risk.is_private,
    )


def owner_of(risk):
    """Who owns a risk: as written, else by the posts."""
    return risk.owner or "Nobody named"


def objectives_of(risk):
    """The objectives that a risk threatens, a line each, and what was written of them where that says otherwise."""
    named, written = risk.objectives, risk.objectives_as_written
    says_more = written and written.split() != "; ".join(named).split()
    return "\n".join([*named, f"Written “{written}”" if named else written] if says_more else named)


def _above(points):
    if points is None:
        return ""
    return f"{points} above its target" if points else "At its target"


def in_categories(risks, links):
    """[(category, its `RiskRow`s)], in the order of the register."""
    rows = [risk_row(risk, links) for risk in risks]
    return [(category, list(found)) for category, found in groupby(rows, key=lambda row: row.category)]


@dataclass(frozen=True, slots=True)
class MapCell:
    """A square of the map that is not empty: names of what stands there now, and of what shall come there."""

    likelihood: str
    consequence: str
    score: int
    band: str
    level: str | None
    now: tuple[tuple[str, str], ...]
    target: tuple[tuple[str, str], ...]


def map_of(figures, links=None):
    """The map of the open risks as SVG; with `links` (`PlanAddresses`) each risk on it leads to its page."""
    marks = [
        Mark(
            name=f"{risk.name} ({score.score})" if score.differs else risk.name,
            likelihood=score.likelihood,
            consequence=score.consequence,
            is_target=is_target,
            url=links.keep(risk.url) if links else "",
            said=f"{risk.name}: {risk.title[:80]}, {'target' if is_target else 'now'} {score.score}",
        )
        for risk in figures.open
        for score, is_target in ((risk.current, False), (risk.target, True))
        if score and score.likelihood
    ]
    levels = {(a, b): _level(a * b, figures.bands) for a in _STEPS for b in _STEPS}
    return matrix("Map of risks", marks, levels, LIKELIHOODS, CONSEQUENCES)


def printed_otherwise(risks):
    """A sentence for each score of `RiskFigure`s that is printed otherwise than the square of the map that it is in."""
    return [
        f"{risk.name}{', target' if is_target else ''}: {_differs(score)}."
        for risk in risks
        for score, is_target in ((risk.current, False), (risk.target, True))
        if score and score.differs
    ]


def map_table(figures, links=None):
    """`MapCell`s of the squares that are not empty, the highest score first; addresses are "" without `links`."""
    cells = [_cell(figures, likelihood, consequence, links) for likelihood in _STEPS for consequence in _STEPS]
    found = [cell for cell in cells if cell.now or cell.target]
    return sorted(found, key=lambda cell: -cell.score)


def beside_the_map(figures):
    """The names of open risks whose current score has no square."""
    return [risk.name for risk in figures.open if not (risk.current and risk.current.likelihood)]


def targets_beside_the_map(figures):
    """The names of open risks whose target is known, but not its likelihood and consequence."""
    return [risk.name for risk in figures.open if risk.target and not risk.target.likelihood]


def _cell(figures, likelihood, consequence, links):
    def here(name):
        return tuple(
            (risk.name, links.keep(risk.url) if links else "")
            for risk in figures.open
            if (score := getattr(risk, name)) and (score.likelihood, score.consequence) == (likelihood, consequence)
        )

    band = band_of(likelihood * consequence, figures.bands)
    return MapCell(
        likelihood=f"{likelihood} {LIKELIHOODS[likelihood]}",
        consequence=f"{consequence} {CONSEQUENCES[consequence]}",
        score=likelihood * consequence,
        band=band.word if band else "No band",
        level=band and band.level,
        now=here("current"),
        target=here("target"),
    )


def _level(score, bands):
    band = band_of(score, bands)
    return band and band.level


def scores_over_time(risk, scored, on):
    """The current score of a `RiskFigure` over time as SVG; `scored` are the `ScoreFigure`s, oldest first."""
    known = [ScoredOn(each.scored_on, each.score, each.level) for each in scored if each.score is not None]
    target = risk.target.score if risk.target else None
    return scores(f"Score of {risk.name} over time", known, on, target)
