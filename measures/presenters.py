"""Measures as pages and the pack show them: values in words, what they say as a sign with a word, the chart."""

from dataclasses import dataclass
from datetime import date

from core.charts import Limits, Measured, xmr
from core.dates.calendar import MONTHS, in_short, in_words
from core.environment import plural

from .periods import MOST, named
from .words import in_unit
from .xmr import Assurance, Variation

BETTER = {"higher": "Higher is better", "lower": "Lower is better", None: "Not said"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape with its word; `look` is "" where there is only the word."""

    look: str
    word: str


def variation_of(measure):
    """The `Sign` of how the latest value of a `MeasureFigure` varies."""
    if measure.chart == "plan":
        return Sign("", "Plan against actual")
    return Sign(measure.variation, Variation(measure.variation).words)


def assurance_of(measure):
    """The `Sign` of whether a `MeasureFigure` meets its target: by its limits, else by its latest value alone."""
    if measure.assurance:
        return Sign(measure.assurance, Assurance(measure.assurance).words)
    met = measure.latest.met if measure.latest else None
    return {True: Sign("passes", "Met last time"), False: Sign("fails", "Missed last time")}.get(
        met, Sign("", Assurance.UNKNOWN.words)
    )


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the list; `age` says how old its last value is, `waits` how many periods wait for one."""

    called: str
    name: str
    url: str
    owner: str
    latest: str
    period: str
    age: str
    waits: str
    target: str
    variation: Sign
    assurance: Sign
    is_open: bool
    is_private: bool


def measure_row(measure, links, on):
    """`MeasureRow` of a `MeasureFigure`."""
    last = measure.latest
    return MeasureRow(
        called=measure.called,
        name=measure.name,
        url=links.keep(measure.url) if links else "",
        owner=measure.owner or "Nobody named",
        latest=last.written if last else "No value",
        period=last.period if last else "",
        age=age_of(last.on, on) if last else "",
        waits=waits(measure),
        target=in_unit(measure.target, measure.unit) or "Not set",
        variation=variation_of(measure),
        assurance=assurance_of(measure),
        is_open=measure.open,
        is_private=measure.is_private,
    )


def age_of(day, on):
    """How long ago a period ended: "10 days old"; of one that still lasts, "not over yet"."""
    days = (on - day).days
    return f"{plural(days, 'day')} old" if days > 0 else "new" if days == 0 else "not over yet"


def waits(measure):
    """ "Waits for 2 values, the first of them November 2018"; "" where none is awaited."""
    if not measure.waiting:
        return ""
    first = named(measure.every, measure.waiting[-1])
    count = len(measure.waiting)
    if count >= MOST:
        return f"Waits for {MOST} values or more"
    return f"Waits for {first}" if count == 1 else f"Waits for {plural(count, 'value')} since {first}"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value in the table beside the chart; `label` is its period in short, `sign` None where nothing can be said."""

    period: str
    label: str
    written: str
    aim: str
    met: str
    sign: Sign | None
    note: str
    said_on: str


def value_rows(measure):
    """`ValueRow`s of a `MeasureFigure`, the newest first."""
    for value in reversed(measure.values):
        yield ValueRow(
            period=value.period,
            label=label(measure.every, value.on),
            written=value.written,
            aim=value.aim or "Not set",
            met={True: "Met", False: "Missed", None: "Not known"}[value.met],
            sign=Sign(value.mark, Variation(value.mark).words) if value.mark else None,
            note=value.note or "",
            said_on=in_words(value.said_on),
        )


def signals_of(measure):
    """A sentence for each signal of a `MeasureFigure`: "8 in a row above the mean, May 2018 to December 2018"."""
    for signal in measure.xmr.signals if measure.xmr else ():
        first, last = (named(measure.every, day) for day in (signal.first, signal.last))
        words = f"{signal.words[0].upper()}{signal.words[1:]}"
        yield f"{words}: {first}" if first == last else f"{words}: {first} to {last}"


def limits_of(measure):
    """[(name, value in words)] of mean and limits; () without them."""
    limits = measure.xmr
    names = (("Mean", "mean"), ("Lower limit", "lower"), ("Upper limit", "upper"))
    return [(name, in_unit(round(getattr(limits, each), 2), measure.unit)) for name, each in names] if limits else ()


def chart_of(measure):
    """The chart of a `MeasureFigure` as SVG, "" without values."""
    if not measure.values:
        return ""
    points = [
        Measured(each.on, each.value, each.written, label(measure.every, each.on), each.mark or "common", each.target)
        for each in measure.values
    ]
    limits = measure.xmr and Limits(measure.xmr.mean, measure.xmr.lower, measure.xmr.upper, _names(measure.xmr))
    used = {point.mark for point in points} if limits else ()
    key = [(each.value, each.words) for each in Variation if each.value in used]
    return xmr(f"{measure.called} {measure.name}", points, limits, key)


def _names(limits):
    trial = " (trial)" if limits.is_trial else ""
    return "Mean", f"Lower{trial}" if trial else "Lower limit", f"Upper{trial}" if trial else "Upper limit"


def label(every, day: date):
    """A period as short as it goes: "Mar 2019", "Q4 18/19", "2018/19", "31 Mar 2019"."""
    if every == "week":
        return in_short(day)
    if every == "month":
        return f"{MONTHS[day.month - 1][:3]} {day.year}"
    years = f"{(day.year - (day.month < 4)) % 100:02}/{(day.year + (day.month > 3)) % 100:02}"
    return f"Q{(day.month - 4) % 12 // 3 + 1} {years}" if every == "quarter" else f"20{years}"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was said anew: what it was and became, when and by whom."""

    period: str
    before: str
    after: str
    on: date
    by: str


def corrected(rows, statement, name_of):
    """`Corrected`s of the `MeasureValue`s of one measure, given newest day, and latest row of it, first."""
    for after, before in zip(rows, rows[1:], strict=False):
        if after.on != before.on:
            continue
        was, now = (in_unit(each.value, statement.unit) or "withdrawn" for each in (before, after))
        period = named(statement.every, after.on)
        yield Corrected(period, was, now, after.effective_on, name_of(after.recorded_by))
