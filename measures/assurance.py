"""What the facts suggest of a measure, whatever is said of it: the rules of what looks wrong. Values in, values out.

`measure` has the attributes of a `MeasureFigure`.
"""

from actions.assurance import Rule, Severity

from .periods import named

MISSED, SILENT = 3, 2


def findings(measure):
    """The `Finding`s about a measure, the gravest first; a closed one has none."""
    if not measure.open:
        return ()
    return tuple(found for rule in RULES if (found := rule.finding(measure)))


def _missed(measure):
    if measure.missed < MISSED:
        return ""
    last = measure.latest
    return f"Missed its target {measure.missed} times running, last in {last.period}: {last.written}, not {last.aim}."


def _no_value(measure):
    if measure.silent < SILENT:
        return ""
    last = f"the last is that of {measure.latest.period}" if measure.latest else "it never had one"
    return f"No value since {named(measure.every, measure.waiting[measure.silent - 1])}; {last}."


def _no_owner(measure):
    return "" if measure.owner else "No post is named as its owner."


def _no_direction(measure):
    return "" if measure.better else "Nothing says whether more of it is better, or less."


RULES = (
    Rule(
        "measure-missed",
        f"Target missed {MISSED} times running",
        f"An open measure whose last {MISSED} values or more all missed their targets.",
        Severity.SERIOUS,
        _missed,
    ),
    Rule(
        "measure-no-value",
        f"No value for {SILENT} periods",
        f"An open measure without a value for the last {SILENT} periods that are over, or more.",
        Severity.TO_ASK,
        _no_value,
    ),
    Rule("measure-no-owner", "Nobody owns the measure", "An open measure with no owner.", Severity.TO_ASK, _no_owner),
    Rule(
        "measure-no-direction",
        "Better in no direction",
        "An open measure of which nothing says whether higher or lower is better: no value can be judged.",
        Severity.TO_ASK,
        _no_direction,
    ),
)
