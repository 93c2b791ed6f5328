"""What the facts suggest of a risk, whatever its owner says: the rules of what looks wrong. Values in, values out.

`risk` has the attributes of a `RiskFigure`; `on` is the day as at which it is judged.
"""

from actions.assurance import Rule, Severity
from core.dates.calendar import in_words

UNSEEN = "risk-unseen"  # the rule by which a register says how many nobody looked at
REVIEWED_EVERY = 90  # days: a risk that no quarterly committee saw went by unseen


def days_unseen(seen_on, on):
    """The days since a risk was last looked at; None where it never was, 0 for a day after `on`."""
    return None if seen_on is None else max(0, (on - seen_on).days)


def findings(risk, on):
    """The `Finding`s about a risk, the gravest first; a closed one has none."""
    if not risk.open:
        return ()
    return tuple(found for rule in RULES if (found := rule.finding(risk, on)))


def _unmitigated(risk, on):
    if risk.level != "extreme" or risk.is_mitigated:
        return ""
    return f"Scores {risk.current.score}, {risk.current.band}, and nothing is said or done about it."


def _no_owner(risk, on):
    return "" if risk.owner else "No post is named as its owner."


def _unseen(risk, on):
    days = days_unseen(risk.looked_at_on, on)
    if days is None:
        return "It was neither scored nor reviewed."
    if days < REVIEWED_EVERY:
        return ""
    return f"Neither reviewed nor scored anew for {days:,} days: the last time was {in_words(risk.looked_at_on)}."


def _worse_without_reason(risk, on):
    if risk.movement != "worse" or risk.current.reason:
        return ""
    return f"Scores {risk.current.score}, and {risk.year_start.score} at the year’s start; no reason is given."


def _does_not_multiply(risk, on):
    kinds = (("year start", risk.year_start), ("current", risk.current), ("target", risk.target))
    told = [
        f"{name} written as {score.score}, and {score.likelihood} × {score.consequence} is "
        f"{score.likelihood * score.consequence}"
        for name, score in kinds
        if score and score.differs
    ]
    return f"{'; '.join(told).capitalize()}." if told else ""


def _at_target(risk, on):
    if risk.above_target != 0 or not risk.open_actions:
        return ""
    count = len(risk.open_actions)
    names = ", ".join(risk.open_actions)
    still = f"action {names} is" if count == 1 else f"actions {names} are"
    return f"Scores {risk.current.score}, its target is {risk.target.score}, and it is open; {still} not complete."


RULES = (
    Rule(
        "risk-unmitigated",
        "Extreme risk, nothing done",
        "An open risk in the extreme band of which no mitigation is written and which no action mitigates.",
        Severity.SERIOUS,
        _unmitigated,
    ),
    Rule("risk-no-owner", "Nobody owns the risk", "An open risk with no owner.", Severity.TO_ASK, _no_owner),
    Rule(
        UNSEEN,
        f"Risk not reviewed for {REVIEWED_EVERY} days",
        f"An open risk that was neither reviewed nor scored anew for {REVIEWED_EVERY} days or more.",
        Severity.TO_ASK,
        _unseen,
    ),
    Rule(
        "risk-worse-unexplained",
        "Risk grew, no reason",
        "An open risk that scores more than at the year’s start, without a reason.",
        Severity.TO_ASK,
        _worse_without_reason,
    ),
    Rule(
        "risk-does-not-multiply",
        "Score does not multiply",
        "An open risk with a written score that is not its likelihood × consequence.",
        Severity.TO_ASK,
        _does_not_multiply,
    ),
    Rule(
        "risk-at-target",
        "Risk at its target, still open",
        "An open risk that scores its target or less, while an action that mitigates it is not complete.",
        Severity.TO_ASK,
        _at_target,
    ),
)
