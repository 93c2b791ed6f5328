"""This app's part of the figures of a plan at a date: every risk as it stood, what it scored, how many in each band."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.urls import reverse

from actions.assurance import Finding

from .assurance import findings
from .models import RiskReview, RiskScore, RiskStatement
from .querysets import with_state
from .scoring import band_of, distance, movement, product

KINDS = tuple(RiskScore.Kind.values)


@dataclass(frozen=True, slots=True)
class BandFigure:
    """A band of the plan with the scores that fall into it, and how many open risks score so now."""

    word: str
    colour_word: str
    level: str
    lowest: int
    risks: int


@dataclass(frozen=True, slots=True)
class ScoreFigure:
    """A score as at a date. `band` and `level` are computed from it by the bands of the plan, None where none fits.

    `differs` says that what was printed is not likelihood × consequence, `words_differ` that the band written beside it
    is another than the computed one.
    """

    key: int
    likelihood: int | None
    consequence: int | None
    score: int | None
    band: str | None
    level: str | None
    word_as_written: str | None
    as_written: str | None
    scored_on: date
    reason: str | None
    differs: bool
    words_differ: bool


@dataclass(frozen=True, slots=True)
class RiskFigure:
    """A risk as at a date. `year_start`, `current` and `target` are None where it was never scored so by then.

    `movement` is that of the current score since the year's start: "worse", "better", "unchanged", or "" where one is
    not known. `above_target` says by how much. `actions` are the names of those that mitigate it.
    """

    key: int
    ref: str | None
    name: str
    category: str | None
    title: str
    description: str | None
    impact: str | None
    owners: tuple[str, ...]
    owner_as_written: str | None
    objectives: tuple[str, ...]
    objectives_as_written: str | None
    controls: str | None
    gaps_in_control: str | None
    first_line: str | None
    second_line: str | None
    third_line: str | None
    gaps_in_assurance: str | None
    mitigation: str | None
    open: bool
    closed_because: str | None
    year_start: ScoreFigure | None
    current: ScoreFigure | None
    target: ScoreFigure | None
    movement: str
    above_target: int | None
    actions: tuple[str, ...]
    reviewed_on: date | None
    is_private: bool
    url: str
    open_actions: tuple[str, ...] = ()
    is_mitigated: bool = False
    wrong: tuple[Finding, ...] = ()

    @property
    def level(self):
        """The level of its current score, None where it has none."""
        return self.current.level if self.current else None

    @property
    def owner(self):
        """Who owns it, as written, else by the posts; "" where nobody is named."""
        return self.owner_as_written or ", ".join(self.owners)

    @property
    def looked_at_on(self):
        """The day of its last review, or of its current score where that is later; None without either."""
        return max(filter(None, (self.reviewed_on, self.current and self.current.scored_on)), default=None)

    @property
    def looks_wrong(self):
        """Whether something graver than a note was found; `wrong` has the gravest first."""
        return bool(self.wrong) and self.wrong[0].is_wrong


@dataclass(frozen=True, slots=True)
class RisksFigures:
    """`risks` in the order of the register, the closed ones among them; `bands` from the highest."""

    risks: tuple[RiskFigure, ...]
    bands: tuple[BandFigure, ...]
    categories: tuple[str, ...]

    @property
    def open(self):
        return tuple(risk for risk in self.risks if risk.open)

    def as_json(self):
        return {"risks": [asdict(risk) for risk in self.risks], "risk_bands": [asdict(band) for band in self.bands]}


def figures_of(plan, on, is_public=False):
    """`RisksFigures` of `plan` as at `on`, in a constant number of queries; for the public without private risks."""
    told = list(RiskStatement.objects.as_at(plan, on))
    told = [each for each in told if not (is_public and each.risk.is_private)]
    if not told:
        return RisksFigures((), (), ())
    bands = list(plan.risk_bands.all())
    scores = _scores(plan, on, bands)
    names = {
        "owners": dict(plan.posts.values_list("pk", "abbreviation")),
        "objectives": {each.pk: str(each) for each in plan.objectives.all()},
    }
    hidden = set(plan.actions.private()) if is_public else set()
    ties, reviewed = _ties(plan, on), _reviewed(plan, on)
    made = (
        _figure(each, plan, scores.get(each.risk_id, {}), names, ties.get(each.risk_id, ()), hidden, reviewed)
        for each in told
    )
    risks = tuple(replace(risk, wrong=findings(risk, on)) for risk in made)
    return RisksFigures(
        risks=risks,
        bands=tuple(_band(band, risks) for band in bands),
        categories=tuple(dict.fromkeys(risk.category for risk in risks if risk.category)),
    )


def score_figure(record, bands):
    """`ScoreFigure` of a `RiskScore`; `bands` are those of the plan, with lowest, level and words."""
    band = band_of(record.score, bands)
    computed = product(record.likelihood, record.consequence)
    written = record.word_as_written.casefold()
    return ScoreFigure(
        key=record.pk,
        likelihood=record.likelihood,
        consequence=record.consequence,
        score=record.score,
        band=band and band.word,
        level=band and band.level,
        word_as_written=record.word_as_written or None,
        as_written=record.as_written or None,
        scored_on=record.effective_on,
        reason=record.reason or None,
        differs=None not in (computed, record.score) and computed != record.score,
        words_differ=bool(written and band) and written not in (band.word.casefold(), band.colour_word.casefold()),
    )


def _figure(statement, plan, scores, names, ties, hidden, reviewed):
    risk, shown = statement.risk, [tie for tie in ties if tie.action_id not in hidden]
    found = {kind: scores.get(kind) for kind in KINDS}
    now, target = (found[kind] and found[kind].score for kind in ("current", "target"))
    texts = (
        "description impact owner_as_written objectives_as_written controls gaps_in_control first_line second_line "
        "third_line gaps_in_assurance mitigation closed_because"
    ).split()
    return RiskFigure(
        key=risk.key,
        ref=risk.ref or None,
        name=risk.name,
        category=risk.category and risk.category.name,
        title=statement.title,
        open=statement.is_open,
        movement=movement(found["year_start"] and found["year_start"].score, now).value,
        above_target=distance(now, target),
        actions=tuple(_called(tie.action) for tie in shown),
        open_actions=tuple(_called(tie.action) for tie in shown if tie.is_open),
        is_mitigated=bool(statement.mitigation.strip() or ties),
        reviewed_on=reviewed.get(risk.pk),
        is_private=risk.is_private,
        url=reverse("reports:risk", args=[plan.slug, risk.key]),
        **found,
        **{name: getattr(statement, name) or None for name in texts},
        **{
            name: tuple(known[key] for key in getattr(statement, name) if key in known) for name, known in names.items()
        },
    )


def _scores(plan, on, bands):
    """{id of a risk: {kind: the `ScoreFigure` that holds}}."""
    latest = {(each.risk_id, each.kind): each for each in RiskScore.objects.as_at(plan, on)}
    found = {}
    for (risk, kind), record in latest.items():
        found.setdefault(risk, {})[kind] = score_figure(record, bands)
    return found


def _ties(plan, on):
    """{id of a risk: its ties, each with its action and whether that is open}."""
    found = {}
    for tie in with_state(plan, on):
        found.setdefault(tie.risk_id, []).append(tie)
    return found


def _called(action):
    return action.ref or f"key {action.key}"


def _reviewed(plan, on):
    """{id of a risk: the day on which it was last looked at}."""
    seen = RiskReview.objects.filter(risk__plan=plan, effective_on__lte=on).order_by("seen_on")
    return dict(seen.values_list("risk", "seen_on"))


def _band(band, risks):
    count = sum(risk.open and bool(risk.current) and risk.current.band == band.word for risk in risks)
    return BandFigure(band.word, band.colour_word, band.level, band.lowest, count)
