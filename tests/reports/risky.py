"""A register of risks that moved between two reports, kept through the services."""

from itertools import cycle

from risks.services import (
    ScoreEntry,
    add_risk,
    close_risk,
    keep_category,
    reopen_risk,
    review_risk,
    score_risk,
    tie_action,
)

CATEGORIES = ("Quality management", "Financial management", "Workforce")
# (likelihood, consequence) at the year's start, now and as the target.
SCORES = (
    ((4, 5), (4, 5), (2, 5)),
    ((4, 4), (4, 4), (3, 3)),
    ((3, 4), (3, 4), (2, 4)),
    ((5, 3), (5, 3), (2, 3)),
    ((3, 3), (3, 3), (2, 2)),
    ((2, 3), (2, 3), (1, 3)),
    ((1, 3), (1, 3), (1, 3)),
)


def keep_risks(plan, first, then, by, count=13):
    """`count` risks as at the day `first` and one more as at `then`; returns them by their reference, R1 onwards.

    By `then` R1 was reviewed, R2 scores worse, R3 better, R4 is closed, R5 was closed and is open again; R6 is
    mitigated by an action of the plan.
    """
    turn, names = cycle(SCORES), cycle(CATEGORIES)
    for number in range(1, count + 1):
        _add(plan, number, next(names), next(turn), first, by)
    risks = {risk.name: risk for risk in plan.risks.all()}
    close_risk(risk=risks["R5"], reason="It looked settled.", seen=_told(risks["R5"]), on=first, by=by)
    review_risk(risk=risks["R1"], seen_on=then, said="Still so.", on=then, by=by)
    _rescore(risks["R2"], 5, 4, "Two contracts ended.", then, by)
    _rescore(risks["R3"], 2, 4, "A post was filled.", then, by)
    close_risk(risk=risks["R4"], reason="The audit found none.", seen=_told(risks["R4"]), on=then, by=by)
    reopen_risk(risk=risks["R5"], reason="It came back.", seen=_told(risks["R5"]), on=then, by=by)
    tie_action(risk=risks["R6"], action=plan.actions.first(), on=then, by=by)
    _add(plan, count + 1, CATEGORIES[0], SCORES[0], then, by)
    return {risk.name: risk for risk in plan.risks.all()}


def _add(plan, number, category, scores, on, by):
    kept = keep_category(plan=plan, name=category, by=by)
    facts = {
        "title": f"Risk number {number} comes true",
        "description": f"Cause number {number} is not removed in time, as those who could are needed elsewhere.",
        "impact": f"Patients wait longer for service {number}.",
        "owner_as_written": "" if number == 7 else "AO",
        "mitigation": "" if number in (1, 8) else f"A group meets each month on cause {number} and reports on it.",
    }
    kinds = ("year_start", "current", "target")
    told = [ScoreEntry(kind, *pair, pair[0] * pair[1]) for kind, pair in zip(kinds, scores, strict=True)]
    return add_risk(plan=plan, facts=facts, scores=told, category=kept, on=on, by=by)


def _rescore(risk, likelihood, consequence, reason, on, by):
    seen = risk.scores.filter(kind="current").first().pk
    score = {"kind": "current", "likelihood": likelihood, "consequence": consequence}
    score_risk(risk=risk, **score, reason=reason, seen=seen, on=on, by=by)


def _told(risk):
    return risk.statements.first().pk
