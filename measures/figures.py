"""This app's part of the figures of a plan at a date: every measure with its values, limits, targets and signals."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Min
from django.urls import reverse

from actions.assurance import Finding
from finance.figures import plain

from .assurance import findings
from .models import MeasureAction, MeasureObjective, MeasureStatement, MeasureValue
from .periods import before as period_before
from .periods import latest_ended, named, waiting
from .targets import PLACES, is_met, missed_running, read_back, target_on
from .words import in_unit
from .xmr import Assurance, Variation, xmr_of


@dataclass(frozen=True, slots=True)
class ValueFigure:
    """A value; `written` and `aim` are value and target with the unit, `mark` what it says: a `Variation`."""

    on: date
    period: str
    value: Decimal
    written: str
    target: Decimal | None
    aim: str
    met: bool | None
    mark: str
    note: str | None
    said_on: date


@dataclass(frozen=True, slots=True)
class SignalFigure:
    """What is not usual, in words, and from which day to which."""

    rule: str
    words: str
    up: bool
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class XmrFigure:
    """The limits of what is usual; `is_trial` where they come of fewer than 12 values."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    is_trial: bool
    signals: tuple[SignalFigure, ...]


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """A measure as at a date. `values` are in the order of their days; `xmr` is None for too few of them.

    `variation` and `assurance` are what the latest value and the limits say. `waiting` are the last days of the periods
    without a value, the latest first, `silent` how many of them in a row are the latest, `missed` how many values in a
    row missed their targets. `target` is that of the latest value's day, else of today.
    """

    key: int
    ref: str | None
    called: str
    name: str
    description: str | None
    unit: str | None
    better: str | None
    every: str
    chart: str
    source: str | None
    owners: tuple[str, ...]
    owner_as_written: str | None
    target: Decimal | None
    target_as_written: str | None
    trajectory: tuple[tuple[date, Decimal], ...]
    activity_code: str | None
    programme: str | None
    actions: tuple[str, ...]
    objectives: tuple[str, ...]
    open: bool
    closed_because: str | None
    values: tuple[ValueFigure, ...]
    xmr: XmrFigure | None
    variation: str
    assurance: str
    missed: int
    waiting: tuple[date, ...]
    silent: int
    is_private: bool
    url: str
    wrong: tuple[Finding, ...] = ()

    @property
    def title(self):
        """Its name, as other registers call what they keep."""
        return self.name

    @property
    def latest(self):
        """Its last `ValueFigure`, None without one."""
        return self.values[-1] if self.values else None

    @property
    def owner(self):
        """Who owns it, as written, else by the posts; "" where nobody is named."""
        return self.owner_as_written or ", ".join(self.owners)

    @property
    def looks_wrong(self):
        """Whether something graver than a note was found; `wrong` has the gravest first."""
        return bool(self.wrong) and self.wrong[0].is_wrong


@dataclass(frozen=True, slots=True)
class MeasuresFigures:
    """`measures` in the order of the plan, the closed ones among them."""

    measures: tuple[MeasureFigure, ...]

    @property
    def open(self):
        return tuple(measure for measure in self.measures if measure.open)

    def as_json(self):
        return {"measures": [plain(asdict(measure)) for measure in self.measures]}


def figures_of(plan, on, is_public=False):
    """`MeasuresFigures` of `plan` as at `on`, in a constant number of queries; for the public without private ones."""
    told = list(MeasureStatement.objects.as_at(plan, on))
    told = [each for each in told if not (is_public and each.measure.is_private)]
    if not told:
        return MeasuresFigures(())
    values = {}
    for each in MeasureValue.objects.as_at(plan, on):
        values.setdefault(each.measure_id, []).append(each)
    around = Around.of(plan, on, is_public)
    return MeasuresFigures(tuple(_figure(each, values.get(each.measure_id, ()), around) for each in told))


@dataclass(frozen=True, slots=True)
class Around:
    """What of the plan the figures of its measures need: posts by key, {measure: names of what it is tied to}, and
    {measure: the day since which it is known}."""

    plan: object
    on: date
    is_public: bool
    posts: dict
    actions: dict
    objectives: dict
    since: dict

    @classmethod
    def of(cls, plan, on, is_public):
        hidden = set(plan.actions.private()) if is_public else set()
        actions, objectives = {}, {}
        for tie in ties_on(plan, on):
            if tie.action_id not in hidden:
                actions.setdefault(tie.measure_id, []).append(tie.action.ref or f"key {tie.action.key}")
        for tie in MeasureObjective.objects.lasting(on).filter(measure__plan=plan).select_related("objective"):
            objectives.setdefault(tie.measure_id, []).append(str(tie.objective))
        posts = dict(plan.posts.values_list("pk", "abbreviation"))
        said = MeasureStatement.objects.filter(measure__plan=plan).order_by()
        since = dict(said.values_list("measure").annotate(Min("effective_on")))
        return cls(plan, on, is_public, posts, actions, objectives, since)


def ties_on(plan, on):
    """What ties the measures of `plan` to actions on the day `on`, each with its action."""
    return MeasureAction.objects.lasting(on).filter(measure__plan=plan).select_related("action__plan")


def _figure(statement, rows, around):
    measure, on = statement.measure, around.on
    aims = trajectory_of(statement)
    known = [row for row in rows if row.value is not None]
    xmr = xmr_of([row.value for row in known], statement.better) if statement.chart == "xmr" else None
    looks = xmr.looks if xmr else [Variation.UNKNOWN] * len(known)
    values = tuple(_value(row, look, statement, aims) for row, look in zip(known, looks, strict=True))
    target = values[-1].target if values else target_on(on, statement.target, aims)
    first = min([around.since[measure.pk], *(row.on for row in known)])
    wait = tuple(waiting(statement.every, first, on, [row.on for row in known])) if statement.is_open else ()
    texts = "description unit better source owner_as_written target_as_written activity_code closed_because".split()
    programme = measure.programme
    figure = MeasureFigure(
        key=measure.key,
        ref=measure.ref or None,
        called=measure.called,
        name=statement.name,
        every=statement.every,
        chart=statement.chart,
        owners=tuple(around.posts[key] for key in statement.owners if key in around.posts),
        target=target,
        trajectory=tuple(aims),
        programme=programme.called if programme and not (around.is_public and programme.is_private) else None,
        actions=tuple(around.actions.get(measure.pk, ())),
        objectives=tuple(around.objectives.get(measure.pk, ())),
        open=statement.is_open,
        values=values,
        xmr=_limits(xmr, known),
        variation=(xmr.variation if xmr else Variation.UNKNOWN).value,
        assurance=(xmr.assurance(target, statement.better) if xmr else Assurance.UNKNOWN).value,
        missed=missed_running([value.met for value in values]),
        waiting=wait,
        silent=_silent(statement.every, wait, on),
        is_private=measure.is_private,
        url=reverse("measures:measure", args=[around.plan.slug, measure.key]),
        **{name: getattr(statement, name) or None for name in texts},
    )
    return replace(figure, wrong=findings(figure))


def trajectory_of(statement):
    """[(last day of a period, value)] that a `MeasureStatement` aims at."""
    return read_back(statement.trajectory)


def _value(row, look, statement, aims):
    target = target_on(row.on, statement.target, aims)
    return ValueFigure(
        on=row.on,
        period=named(statement.every, row.on),
        value=row.value,
        written=in_unit(row.value, statement.unit),
        target=target,
        aim=in_unit(target, statement.unit),
        met=is_met(row.value, target, statement.better),
        mark=look.value,
        note=row.note or None,
        said_on=row.effective_on,
    )


def _limits(xmr, rows):
    if xmr is None:
        return None
    signals = tuple(
        SignalFigure(each.rule.value, each.words, each.is_up, rows[each.places[0]].on, rows[each.places[-1]].on)
        for each in xmr.signals
    )
    mean, lower, upper = (getattr(xmr, name).quantize(PLACES) for name in ("mean", "lower", "upper"))
    return XmrFigure(mean, lower, upper, xmr.is_trial, signals)


def _silent(every, wait, on):
    """How many periods that wait are the latest ones, without one between them that has a value."""
    count, end = 0, latest_ended(every, on)
    while count < len(wait) and wait[count] == end:
        count, end = count + 1, period_before(every, end)
    return count
