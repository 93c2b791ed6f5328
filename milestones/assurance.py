"""What the facts suggest of a milestone, whatever its owner says: the rules of what looks wrong. Values in, values out.

`milestone` has the attributes of a `MilestoneFigure`; `on` is the day as at which it is judged.
"""

from datetime import timedelta

from actions.assurance import Rule, Severity
from core.dates.calendar import financial_year_of, in_words, months_after
from core.dates.readings import read_due
from core.environment import plural

from .quarters import name_of_quarter, quarter_of

MOVED_OFTEN = 3  # times
SOON = timedelta(days=31)  # what is due within it, or was due, should be spoken of
SILENT_MONTHS = 2


def findings(milestone, on):
    """The `Finding`s about a milestone, the gravest first; one that is no longer counted has none."""
    if not milestone.is_counted:
        return ()
    return tuple(found for rule in RULES if (found := rule.finding(milestone, on)))


def is_due_soon(due_on, on):
    """Whether something is due within `SOON` of a day, or was due before it."""
    return due_on is not None and due_on <= on + SOON


def _critical_late(milestone, on):
    if not (milestone.is_critical and milestone.late):
        return ""
    return f"On the critical path, due by {in_words(milestone.due_on)}, and not complete."


def _complete_ahead(milestone, on):
    if not (milestone.complete and milestone.due_on and milestone.due_on > on):
        return ""
    return f"Said to be complete, and due on {in_words(milestone.due_on)}, which is still to come."


def _of_open(sees):
    """A rule about what is still to be done."""
    return lambda milestone, on: "" if milestone.complete else sees(milestone, on)


def _moved_often(milestone, on):
    if milestone.slips < MOVED_OFTEN:
        return ""
    days = f", by {plural(milestone.days_slipped, 'day')} in all" if milestone.days_slipped else ""
    return f"Its due date moved later {milestone.slips} times{days}."


def _no_owner(milestone, on):
    return "" if milestone.owner or milestone.chief_owner else "Neither a delivery owner nor a chief officer is named."


def _no_date(milestone, on):
    if milestone.due_on:
        return ""
    if milestone.due_as_written:
        return f"Its due date is written “{milestone.due_as_written}”, which is no date."
    return "No date is set by which it is to be done."


def _forecast_alone(milestone, on):
    forecast, due_on = milestone.forecast_on, milestone.due_on
    if not (forecast and due_on and forecast > due_on) or milestone.exception_waits:
        return ""
    return (
        f"Expected by {in_words(forecast)}, after its approved date of {in_words(due_on)}, and no exception asks for a "
        "later one."
    )


def _silent(milestone, on):
    last = milestone.updated_on or milestone.stated_on
    if not is_due_soon(milestone.due_on, on) or months_after(last, SILENT_MONTHS) > on:
        return ""
    return f"Due on {in_words(milestone.due_on)}, and nobody has said anything of it since {in_words(last)}."


def _contradicts(written, part, name):
    """A rule: what stands in `written` names a month, or a quarter, in which no due date of the milestone lies.

    `part(day)` is the month or quarter of a day; what cannot be read contradicts nothing.
    """

    def sees(milestone, on):
        text, due_on = getattr(milestone, written), milestone.due_on
        if not (text and due_on):
            return ""
        own = [day for day in (due_on, milestone.original_on) if day]
        read = [read_due(text, is_month=True, financial_year=financial_year_of(day)).due_on for day in own]
        if None in read or any(part(said) == part(day) for said, day in zip(read, own, strict=True)):
            return ""
        return f"Its {name} due is written “{text}”, and its due date is {in_words(due_on)}, {_told(name, due_on)}."

    return sees


def _told(name, day):
    return f"in {name_of_quarter(quarter_of(day))}" if name == "quarter" else "in another month"


def _month(day):
    return day.year, day.month


def _late_alone(milestone, on):
    if not milestone.late or milestone.is_critical or milestone.exception_waits:
        return ""
    said = f", and said to be {milestone.status_word}" if milestone.status == "on_track" else ""
    return f"It was due by {in_words(milestone.due_on)}{said}; no exception asks for a later date."


RULES = (
    Rule(
        "milestone-critical-late",
        "Critical path late",
        "A milestone on the critical path that is late.",
        Severity.SERIOUS,
        _critical_late,
    ),
    Rule(
        "milestone-late-alone",
        "Late, no exception",
        "A milestone, not on the critical path, that is late, while no exception that asks for a later date waits.",
        Severity.TO_ASK,
        _late_alone,
    ),
    Rule(
        "milestone-complete-ahead",
        "Complete, and due later",
        "A milestone that is said to be complete and has a due date still to come.",
        Severity.TO_ASK,
        _complete_ahead,
    ),
    Rule(
        "milestone-moved",
        "Due date moved three times",
        f"A milestone, not complete, whose due date moved later {MOVED_OFTEN} times or more.",
        Severity.TO_ASK,
        _of_open(_moved_often),
    ),
    Rule(
        "milestone-forecast",
        "Expected late, no exception",
        "A milestone that is expected after its approved date, while no exception that asks for a later one waits.",
        Severity.TO_ASK,
        _of_open(_forecast_alone),
    ),
    Rule(
        "milestone-no-owner",
        "Nobody owns the milestone",
        "A milestone, not complete, with neither a delivery owner nor a chief officer.",
        Severity.TO_ASK,
        _of_open(_no_owner),
    ),
    Rule(
        "milestone-no-date",
        "Milestone without a due date",
        "A milestone, not complete, with no due date that can be read.",
        Severity.TO_ASK,
        _of_open(_no_date),
    ),
    Rule(
        "milestone-silent",
        f"Due soon, no word for {SILENT_MONTHS} months",
        f"A milestone, not complete, that is due within {SOON.days} days or was due, and of which nobody has said "
        f"anything for {SILENT_MONTHS} months.",
        Severity.TO_ASK,
        _of_open(_silent),
    ),
    Rule(
        "milestone-month-differs",
        "Another month due",
        "A milestone, not complete, whose month due, as written, is not that of its due date.",
        Severity.TO_ASK,
        _of_open(_contradicts("month_due_as_written", _month, "month")),
    ),
    Rule(
        "milestone-quarter-differs",
        "Another quarter due",
        "A milestone, not complete, whose quarter due, as written, is not that of its due date.",
        Severity.TO_ASK,
        _of_open(_contradicts("quarter_due_as_written", quarter_of, "quarter")),
    ),
)
