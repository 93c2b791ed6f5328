"""The measures of a plan: a table of all, and of each its chart with the values beside it."""

from dataclasses import dataclass

from core.environment import plural

from ..presenters import MeasureRow, Sign, chart_of, limits_of, measure_row, signals_of, value_rows
from . import findings
from .wrong import State

# The table beside a chart has the latest values, as many as are as high as the chart.
VALUES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PackMeasure:
    """A measure with its chart and the latest of its `values`; `beneath` says its limits, and how many are earlier."""

    figure: object
    row: MeasureRow
    chart: str
    values: tuple
    beneath: str
    signals: tuple[str, ...]


def measures(document):
    """None for a plan that has no open measure."""
    figures, on = document.figures.measures, document.figures.as_at
    if not figures.open:
        return None
    rows = [(measure, measure_row(measure, None, on)) for measure in figures.open]
    return {
        "finding": findings.position(figures),
        "rows": [(row, shown(row.variation), shown(row.assurance)) for _, row in rows],
        "charts": [_chart(measure, row) for measure, row in rows if measure.values],
        "closed": len(figures.measures) - len(rows),
    }


def _quiet(measure):
    """What is said of a measure that has no signal."""
    if measure.xmr:
        return "Nothing is out of the usual"
    return "Shown beside its plan" if measure.chart == "plan" else "Too few values for limits"


def shown(sign: Sign):
    """A sign as templates/pack/key.jinja shows a rating."""
    return State(sign.look, sign.word)


def _chart(measure, row):
    values = list(value_rows(measure))
    limits = "; ".join(f"{name} {value}" for name, value in limits_of(measure))
    trial = " (trial limits, as there are fewer than 12 values)" if measure.xmr and measure.xmr.is_trial else ""
    earlier = len(values) - VALUES_SHOWN
    more = f"{plural(earlier, 'earlier value')} in the tracker" if earlier > 0 else ""
    return PackMeasure(
        figure=measure,
        row=row,
        chart=chart_of(measure),
        values=tuple((value, value.sign and shown(value.sign)) for value in values[:VALUES_SHOWN]),
        beneath=f"{limits}{trial}. {more}".strip(" .") + "." if limits or more else "",
        signals=tuple(signals_of(measure)) or (_quiet(measure),),
    )
