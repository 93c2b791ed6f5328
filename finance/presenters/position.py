"""A position as pages and the pack show it: lines and totals in £'000, printed figures that differ, pictures."""

from dataclasses import dataclass
from itertools import groupby

from core.charts import MonthBar, VarianceBar, by_month, variances
from core.money import shown, shown_percent

from ..months import MONTHS_SHORT
from ..position_figures import WHEN
from ..variance import AMOUNTS, ENTERED, HEADS, Kind

COLUMNS = tuple(f"{when}_{what}" for when in WHEN for what in ("plan", "actual", "variance", "percent"))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `cells` are (column, text, whether it is adverse)."""

    name: str
    is_total: bool
    is_inner: bool
    cells: tuple
    commentary: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A printed figure that is not what the lines give."""

    line: str
    what: str
    printed: str
    computed: str
    by: str
    verdict: str


def table_of(position):
    """[(heading or "", its `Row`s)] of a `PositionFigure`."""
    grouped = groupby(position.lines, key=lambda line: line.group)
    return [(group, [_row(line) for line in lines]) for group, lines in grouped]


def _row(line):
    cells = tuple(_cell(line, column) for column in COLUMNS)
    return Row(line.name, line.is_total, bool(line.group) and not line.is_total, cells, line.commentary or "")


def _cell(line, column):
    value = getattr(line, column)
    text = shown_percent(value) if column.endswith("percent") else shown(value)
    judged = column.endswith("variance")
    return column, text, judged and value is not None and round(value) < 0


def differences_of(position):
    """A `DifferenceRow` of each printed figure that is not what the lines give, those that rounding explains last."""
    found = [
        DifferenceRow(
            line=line.name,
            what=each.what,
            printed=_in_kind(each, each.printed),
            computed=_in_kind(each, each.computed),
            by=_in_kind(each, each.by),
            verdict="Rounding" if each.is_rounding else "Look at it",
        )
        for line in position.lines
        for each in line.differences
    ]
    return sorted(found, key=lambda row: row.verdict == "Rounding")


def _in_kind(each, value):
    return shown_percent(value) if each.what.startswith("%") else shown(value)


def changed_lines(lines, entries):
    """[(line, what, as somebody saved it, as typed)] of the `PositionLine`s that hold and the `LineEntry`s typed."""
    held = {(line.kind, line.group, line.name): line for line in lines if line.kind in ENTERED}
    found = []
    for entry in entries:
        line = held.pop((entry.kind, entry.group, entry.name), None)
        if entry.kind in ENTERED and line is None:
            found.append((entry.name, "the line", "not there", "it"))
        elif line is not None:
            pairs = ((name, getattr(line, name), entry.amounts.of(name)) for name in AMOUNTS)
            found += [(entry.name, HEADS[name], shown(a), shown(b)) for name, a, b in pairs if a != b]
            if line.commentary != entry.commentary:
                found.append(
                    (entry.name, "what explains it", line.commentary or "Nothing", entry.commentary or "Nothing")
                )
    return found + [(name, "the line", "saved", "nothing") for *_, name in held]


def sentence_of(position):
    """A position in one sentence, as a board reads it first."""
    standing = standing_of(position)
    if standing is None:
        return f"{position.name}: there is no total yet."
    what, to_date, by_end = standing
    return f"{what} is {to_date} to date{f', and {by_end} by the year’s end' if by_end else ''}."


def standing_of(position):
    """(what stands so, how to date, how by the year's end or "") in words; None where there is no total yet."""
    line = position.balance
    if line is None or line.ytd_variance is None:
        return None
    what = "The in-year position" if line.kind == Kind.IN_YEAR else "Spending"
    by_end = _against(line.forecast_variance) if line.forecast_variance is not None else ""
    return what, _against(line.ytd_variance), by_end


def _against(apart):
    """Such as "£1,116k adverse to plan"."""
    amount = shown(abs(apart))
    if amount == "0":
        return "on plan"
    return f"£{amount}k {'adverse to' if apart < 0 else 'better than'} plan"


def variance_picture(position, when="ytd"):
    """The variance of each line as SVG, favourable to the right."""
    lines = [line for line in position.lines if not line.is_total and getattr(line, f"{when}_variance") is not None]
    rows = [VarianceBar(line.name, getattr(line, f"{when}_variance")) for line in lines]
    return variances(f"Variance from plan by line {WHEN[when]}, £'000", rows)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in the table under the run-rate: what was spent in it and up to its end."""

    name: str
    spent: str
    planned: str
    to_date: str


def run_rate(months):
    """(picture, `MonthRow`s, sentence) of what was spent in each month of the year; ("", [], "") where none is known.

    What one month spent is what was spent to date less that of the month before: a month without a position leaves the
    next one unknown too.
    """
    known = [month.ytd_actual is not None for month in months]
    spent = list(_in_each(months))
    if all(actual is None for _, actual, _ in spent):
        return "", [], ""
    spent = spent[known.index(True) :]  # what came before the first position is not known, and need not be said
    bars = [MonthBar(MONTHS_SHORT[month.month.month - 1], actual, planned) for month, actual, planned in spent]
    rows = [
        MonthRow(month.name, shown(actual), shown(planned), shown(month.ytd_actual)) for month, actual, planned in spent
    ]
    return by_month("Spending by month, £'000", bars), rows, _rate(months)


def _in_each(months):
    """(month, spent in it, planned for it); None where that is not known."""
    before = None
    for month in months:
        is_first = month.month.month == 4
        actual, planned = (
            _apart(getattr(month, name), 0 if is_first else before and getattr(before, name))
            for name in ("ytd_actual", "ytd_plan")
        )
        yield month, actual, planned
        before = month


def _apart(now, before):
    return None if now is None or before is None else now - before


def _rate(months):
    """How much a month cost so far, and how much each of the rest may cost to meet the forecast."""
    last, elapsed = months[-1], len(months)
    if last.ytd_actual is None:
        return ""
    rate = last.ytd_actual / elapsed
    said = f"So far a month costs £{shown(rate)}k on average"
    if last.forecast_actual is None or elapsed == 12:
        return f"{said}."
    rest = (last.forecast_actual - last.ytd_actual) / (12 - elapsed)
    months = "the month that remains" if elapsed == 11 else "each of the months that remain"
    return f"{said}; the forecast leaves £{shown(rest)}k for {months}."
