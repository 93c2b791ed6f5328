"""The delivery milestones of the demonstration: a workbook a month, their ties, what was decided and said."""

from core.workbooks import read
from milestones.services import decide_exception, tie_milestone, update_milestone
from plans.services import NamedMeeting

from .proposal import propose
from .services import apply_import


def keep_milestones(plan, told, folder, months, owner, office):
    """Bring in the workbook of each of the days `months` that `folder` has, and what happened until the next one.

    `told` is what reports.toml holds; `owner` owns the milestones of which something was said, `office` does the rest.
    """
    for on, until in zip(months, [*months[1:], None], strict=True):
        proposal = propose(read(folder / f"milestones-{on:%Y-%m}.xlsx"), plan, on, today=on)
        apply_import(proposal=proposal, by=office)
        milestones = {milestone.ref: milestone for milestone in plan.milestones.all()}
        if on == months[0]:
            _tie(plan, told["milestone_tie"], milestones, on, office)
        for decided in told["exception_decision"]:
            if _is_between(on, decided["decided_on"], until):
                _decide(milestones[decided["milestone"]], decided, told["committee"], office)
        for said in told["milestone_update"]:
            if _is_between(on, said["said_on"], until):
                _say(milestones[said["milestone"]], said, owner)


def _is_between(on, day, until):
    return on <= day and (until is None or day < until)


def _tie(plan, ties, milestones, on, by):
    for name, records in (("actions", plan.actions), ("risks", plan.risks), ("objectives", plan.objectives)):
        known = {record.ref: record for record in records.all()}
        for tie in ties:
            for ref in tie.get(name, ()):
                tie_milestone(milestone=milestones[tie["milestone"]], to=known[ref], on=on, by=by)


def _decide(milestone, decided, committee, by):
    on = decided["decided_on"]
    seen = milestone.statements.filter(effective_on__lte=on).first().due_on
    said = {name: decided[name] for name in ("agreed", "reason", "due_on") if name in decided}
    exception = milestone.exceptions.order_by("pk").last()
    decide_exception(exception=exception, seen=seen, meeting=NamedMeeting(committee, on), on=on, by=by, **said)


def _say(milestone, said, by):
    facts = {name: said[name] for name in ("forecast_on", "progress")}
    seen = milestone.statements.first().pk
    update_milestone(milestone=milestone, facts=facts, seen=seen, on=said["said_on"], by=by)
