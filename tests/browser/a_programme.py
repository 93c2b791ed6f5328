"""A programme to look at in the browser: it runs a risk, hands things over and has projects of all kinds."""

from datetime import date
from decimal import Decimal

from accounts.services import command_line_user
from milestones.services import add_programme, change_programme, tie_risk


def keep_a_programme(plan):
    by, on = command_line_user(), date(2019, 1, 10)
    quarters = (("2019-03-31", "Q4 2018/19"), ("2019-06-30", "Q1 2019/20"), (None, "when the ward is built"))
    facts = {
        "name": "Care closer to home",
        "section": "Community",
        "objective": "Nobody waits in a bed that they do not need.",
        "executive_as_written": "Accountable Officer",
        "leads": [{"role": "executive", "post": plan.posts.first().pk, "person": None}],
        "key_risks": "Too few nurses want to work in the community.",
        "investment": Decimal(450),
        "savings_as_written": "to be worked out",
        "status": "on_track",
        "deliverables": [
            {"quarter": quarter, "as_written": written, "text": f"Team number {number}"}
            for number, (quarter, written) in enumerate(quarters, 1)
        ],
        "projects": [
            _project("Teams", "2018-12-31", "2019-09-30"),
            _project("One number to call", "2019-06-30", None, last_as_written="soon"),
            _project("Beds at home", None, None),
        ],
    }
    programme = add_programme(plan=plan, facts=facts, ref="CCH", on=on, by=by)
    tie_risk(programme=programme, risk=plan.risks.get(key=1), on=on, by=by)
    seen = programme.statements.get().pk
    change_programme(programme=programme, facts={"status": "delayed"}, seen=seen, on=date(2019, 1, 11), by=by)
    add_programme(plan=plan, facts={"name": "Digital"}, on=on, by=by)


def _project(name, first, last, last_as_written=""):
    return {"name": name, "first": first, "last": last, "first_as_written": "", "last_as_written": last_as_written}
