"""What looks wrong with the exceptions of a plan: the rules about them. Values in, values out.

`exception` has the attributes of an `ExceptionFigure`; `on` is the day as at which it is judged.
"""

from actions.assurance import Rule, Severity
from core.dates.calendar import in_words

from .exceptions import WAITING, days_waiting

WAITS_AT_MOST = 31  # days: longer than that, and a monthly meeting went by without a decision


def findings(exception, on):
    """The `Finding`s about an exception, the gravest first; one that waits for nothing has none."""
    if exception.state != WAITING:
        return ()
    return tuple(found for rule in RULES if (found := rule.finding(exception, on)))


def _no_recovery(exception, on):
    if exception.recovery or (exception.rationale and not exception.recovery_apart):
        return ""
    return "It says why the milestone is late, and not how it is to recover." if exception.rationale else "Not a word."


def _waits_long(exception, on):
    days = days_waiting(exception.reported_on, on)
    if days <= WAITS_AT_MOST:
        return ""
    return f"Waits for a decision since {in_words(exception.reported_on)}, for {days:,} days."


RULES = (
    Rule(
        "exception-no-recovery",
        "Exception without recovery plan",
        "An exception that waits for a decision and does not say how the milestone is to recover.",
        Severity.TO_ASK,
        _no_recovery,
    ),
    Rule(
        "exception-waiting",
        "Exception waits for more than a month",
        f"An exception that has waited for a decision for more than {WAITS_AT_MOST} days.",
        Severity.TO_ASK,
        _waits_long,
    ),
)
