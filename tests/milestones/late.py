"""A milestone that is late, with what is said and decided about it, kept through the services."""

from datetime import date

from actions.models import Origin
from core.history import create_all
from milestones.models import MilestoneException
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


def bring_in(milestone, by, plan=None, on=FEBRUARY, **facts):
    """An exception as an import writes it, about a milestone or, of a `plan`, about one that it does not know."""
    facts = {"asked_on": ASKED, "asked_as_written": "31-May-19"} | facts
    about = {"plan": plan or milestone.plan, "milestone": milestone, "effective_on": on, "origin": Origin.IMPORT}
    row = MilestoneException(**about, recorded_by=by, **facts)
    return create_all(MilestoneException, [row], by=by)[0]


def decide(exception, by, on=FEBRUARY, **given):
    """Agree what `exception` asks for, from a page that showed DUE."""
    given = {"agreed": True, "reason": "It cannot be helped.", "seen": DUE} | given
    return decide_exception(exception=exception, **given, on=on, by=by)


def seen(milestone):
    """The key of the statement that a page of `milestone` shows."""
    return milestone.statements.values_list("pk", flat=True).first()
