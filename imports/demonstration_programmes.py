"""The programmes of the demonstration: how they stood at first, what was said later, their risks and milestones."""

import tomllib

from core.money import read_amount
from milestones.programme_leads import leads_named
from milestones.programmes import LEADS, Deliverable, Project, keep_deliverables, keep_projects
from milestones.quarters import NotAQuarter, read_quarter
from milestones.services import add_programme, change_programme, describe_milestone, tie_risk


def keep_programmes(plan, folder, on, by):
    """Add the programmes of `folder`'s programmes.toml on the day `on`, and say what was said of them later."""
    told = tomllib.loads((folder / "programmes.toml").read_text(encoding="utf-8"))
    risks, milestones = ({each.ref: each for each in known.all()} for known in (plan.risks, plan.milestones))
    posts = list(plan.posts.all())
    for each in told["programme"]:
        programme = add_programme(plan=plan, facts=_facts(each, posts), ref=each["ref"], on=on, by=by)
        for ref in each.get("runs", ()):
            tie_risk(programme=programme, risk=risks[ref], on=on, by=by)
        for ref in each.get("milestones", ()):
            seen = milestones[ref].statements.filter(effective_on__lte=on).first().pk
            describe_milestone(milestone=milestones[ref], facts={}, programme=programme, seen=seen, on=on, by=by)
        for later in each.get("later", ()):
            facts = {name: value for name, value in later.items() if name != "on"}
            seen = programme.statements.first().pk
            change_programme(programme=programme, facts=facts, seen=seen, on=later["on"], by=by)


def _facts(told, posts):
    names = ("name", "section", "objective", "description", "benefits", "key_risks", "status")
    facts = {name: told[name] for name in names if name in told}
    written = {role: told[role] for role in LEADS if role in told}
    facts |= {LEADS[role][0]: text for role, text in written.items()} | {"leads": leads_named(written, posts, {})}
    facts |= {name: read_amount(told[name]) for name in ("investment", "savings") if name in told}
    handed = [Deliverable(each["text"], _quarter(each["quarter"]), each["quarter"]) for each in told["deliverable"]]
    projects = [
        Project(each["name"], _quarter(each["first"]), _quarter(each["last"]), each["first"], each["last"])
        for each in told["project"]
    ]
    return facts | {"deliverables": keep_deliverables(handed), "projects": keep_projects(projects)}


def _quarter(text):
    """The quarter of a text, None where it names none: that is known too in an office."""
    try:
        return read_quarter(text)
    except NotAQuarter:
        return None
