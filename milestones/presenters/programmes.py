"""Programmes as pages and the pack show them: a row of the list, a plan on a page, and their work over quarters."""

from dataclasses import dataclass
from itertools import groupby

from core.charts import Group, Work, gantt
from core.charts.gantt import LINES_A_PAGE
from core.dates.calendar import in_words

from ..models import DeliveryStatus
from ..programmes import LEADS, by_quarter, money
from ..quarters import begins, name_of_quarter
from .milestones import ShownStatus, shown_status

NO_SECTION = "No section"


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in the list; `leads` are (role, who)."""

    called: str
    name: str
    url: str
    status: ShownStatus
    leads: tuple[tuple[str, str], ...]
    investment: str
    savings: str
    milestones: int
    late: int
    is_private: bool


def row_of(programme, links=None):
    """`ProgrammeRow` of a `ProgrammeFigure`; its address is "" without `links`."""
    return ProgrammeRow(
        called=programme.called,
        name=programme.name,
        url=links.keep(programme.url) if links else "",
        status=status_of(programme),
        leads=tuple(leads_of(programme)),
        investment=money(programme.investment, programme.investment_as_written) or "Not set",
        savings=money(programme.savings, programme.savings_as_written) or "Not set",
        milestones=len(programme.milestones),
        late=programme.late,
        is_private=programme.is_private,
    )


def in_sections(programmes, links):
    """[(section, its `ProgrammeRow`s)], in the order in which sections first come."""
    order = list(dict.fromkeys(each.section or NO_SECTION for each in programmes))
    ordered = sorted(programmes, key=lambda each: order.index(each.section or NO_SECTION))
    return [
        (section, [row_of(each, links) for each in found])
        for section, found in groupby(ordered, key=lambda each: each.section or NO_SECTION)
    ]


def status_of(programme):
    """`ShownStatus` of a `ProgrammeFigure`: as said, else as written."""
    if programme.status or not programme.status_as_written:
        return shown_status(programme.status)
    return ShownStatus(None, f"“{programme.status_as_written}”")


def leads_of(programme):
    """(role, who) of whoever leads it."""
    return ((LEADS[role][1], who) for role, who in programme.leads.items())


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone of a programme; `late` is a word, "" where it is not."""

    name: str
    title: str
    url: str
    due: str
    status: ShownStatus
    is_critical: bool
    late: str


@dataclass(frozen=True, slots=True)
class PlanOnAPage:
    """A programme on one page: `facts` and `texts` are (name, words), `risks` (`RiskRun`, its address)."""

    status: ShownStatus
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    risks: tuple
    quarters: tuple
    projects: tuple
    milestones: tuple[MilestoneRow, ...]


def plan_on_a_page(programme, links=None):
    """`PlanOnAPage` of a `ProgrammeFigure`; with `links` (`PlanAddresses`) what it names leads to its page."""
    known = dict(programme.leads)
    facts = [(words, known.get(role, "Nobody named")) for role, (_, words) in LEADS.items()]
    facts += [
        ("Organisations", organisations_of(programme)),
        ("Investment", money(programme.investment, programme.investment_as_written) or "Not set"),
        ("Savings", money(programme.savings, programme.savings_as_written) or "Not set"),
    ]
    texts = [
        ("Objective", programme.objective),
        ("Description", programme.description),
        ("Outcomes and benefits", programme.benefits),
        ("What happened", programme.progress),
    ]
    return PlanOnAPage(
        status=status_of(programme),
        facts=tuple(facts),
        texts=tuple((name, text or "Not said") for name, text in texts),
        risks=tuple((risk, links.keep(risk.url) if links else "") for risk in programme.risks),
        quarters=tuple(by_quarter(programme.deliverables)),
        projects=programme.projects,
        milestones=tuple(_milestone(each, links) for each in programme.milestones),
    )


def organisations_of(programme):
    return ", ".join(programme.organisations) or programme.organisations_as_written or "All of the plan"


def _milestone(milestone, links):
    due = in_words(milestone.due_on) if milestone.due_on else ""
    return MilestoneRow(
        name=milestone.name,
        title=milestone.title,
        url=links.keep(milestone.url) if links else "",
        due=due or (f"“{milestone.due_as_written}”" if milestone.due_as_written else "No date"),
        status=shown_status(milestone.status),
        is_critical=milestone.critical,
        late="Late" if milestone.late else "",
    )


def projects_drawn(programme, on, in_pages=False):
    """The `Timeline` of the projects of a `ProgrammeFigure`, in one piece or in pages; None where it has none."""
    if not programme.projects:
        return None
    works = tuple(_project(each) for each in programme.projects)
    group = Group("Projects" if in_pages else "", works)
    name = f"Projects of {programme.called} {programme.name}"
    return gantt(name, [group], on, lines_a_page=LINES_A_PAGE if in_pages else None)


def _project(project):
    first, last = project.first, project.last
    if project.ends_before_it_begins:
        first = last = None
    is_known = first or last or project.first_as_written or project.last_as_written
    said = f"{project.begins} to {project.ends}" if is_known else "no quarter is known"
    return Work(project.name, first and begins(first), last, said)


def pictured(programmes, on, in_pages=False):
    """The `Timeline` of `ProgrammeFigure`s, each from its first to its last quarter, in one piece or in pages; None
    where no quarter is known."""
    if not any(each.span[0] for each in programmes):
        return None
    sections = list(dict.fromkeys(each.section for each in programmes))
    title = {section: section or (NO_SECTION if len(sections) > 1 or in_pages else "") for section in sections}
    groups = [Group(title[s], tuple(_work(each) for each in programmes if each.section == s)) for s in sections]
    shown = [shown_status(status) for status in (*DeliveryStatus.values, None)]
    entries = [(each.stage, each.label) for each in shown]
    return gantt("Programmes over quarters", groups, on, entries, LINES_A_PAGE if in_pages else None)


@dataclass(frozen=True, slots=True)
class Span:
    """A programme of the picture as a row of the table beside it."""

    title: str
    first: str
    last: str
    marks: str


def spans_of(programmes):
    """The `Span`s of `ProgrammeFigure`s: the same as `pictured` draws."""
    return [
        Span(
            f"{each.called} {each.name}",
            *(name_of_quarter(quarter) if quarter else "Not known" for quarter in each.span),
            ", ".join(map(name_of_quarter, _handed_over(each))) or "None",
        )
        for each in programmes
    ]


def _handed_over(programme):
    """The quarters in which it hands something over."""
    return sorted({each.quarter for each in programme.deliverables if each.quarter})


def _work(programme):
    first, last = programme.span
    said = f"{name_of_quarter(first)} to {name_of_quarter(last)}" if first else "no quarter is known"
    title, marks = f"{programme.called} {programme.name}", tuple(_handed_over(programme))
    return Work(title, first and begins(first), last, said, shown_status(programme.status).stage, marks)
