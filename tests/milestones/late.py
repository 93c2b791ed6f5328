"""A milestone that is late, with what is said and decided about it, kept through the services."""

from datetime import date

from milestones.services import add_milestone, decide_exception, report_exception
from tests.factories import FEBRUARY, JANUARY

ASKED = date(2019, 5, 31)
DUE = date(2019, 1, 31)


def keep_milestone(plan, by, ref="41", on=JANUARY, **facts):
    """A milestone of the post AO that is due on DUE. Returns it."""
    owners = [{"role": "delivery", "post": plan.posts.get().pk, "person": None}]
    facts = {"title": f"Open ward {ref}", "owners": owners, "due_on": DUE, "due_as_written": "31 January 2019"} | facts
    return add_milestone(plan=plan, facts=facts, reason="The board asked for it.", ref=ref, on=on, by=by)


def report(milestone, by, on=FEBRUARY, **given):
    """An exception of `milestone` that asks for ASKED."""
    given = {"rationale": "The builder left.", "recovery": "Another builds on.", "asked_on": ASKED} | given
    return report_exception(milestone=milestone, **given, on=on, by=by)


def decide(exception, by, on=FEBRUARY, **given):
    """Agree what `exception` asks for, from a page that showed DUE."""
    given = {"agreed": True, "reason": "It cannot be helped.", "seen": DUE} | given
    return decide_exception(exception=exception, **given, on=on, by=by)


def seen(milestone):
    """The key of the statement that a page of `milestone` shows."""
    return milestone.statements.values_list("pk", flat=True).first()
