"""What a programme is made of, in words: its leads, its deliverables by quarter and its projects over quarters.

Values in, values out. How a statement keeps deliverables, projects and leads as JSON is known here alone.
"""

from dataclasses import dataclass
from datetime import date

from core.money import shown

from .quarters import name_of_quarter

# {a role of whom leads a programme: (the field of a statement that keeps it as written, its words)}.
LEADS = {
    "sponsor": ("sponsor_as_written", "Sponsor"),
    "executive": ("executive_as_written", "Executive lead"),
    "operational": ("operational_as_written", "Operational lead"),
    "clinical": ("clinical_as_written", "Clinical lead"),
}


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What a programme hands over; `quarter` is the last day of the quarter, None where it is not known."""

    text: str
    quarter: date | None = None
    as_written: str = ""

    @property
    def when(self):
        return _when(self.quarter, self.as_written)


@dataclass(frozen=True, slots=True)
class Project:
    """A piece of a programme's work; `first` and `last` are the last days of quarters, None where not known."""

    name: str
    first: date | None = None
    last: date | None = None
    first_as_written: str = ""
    last_as_written: str = ""

    @property
    def begins(self):
        return _when(self.first, self.first_as_written)

    @property
    def ends(self):
        return _when(self.last, self.last_as_written)

    @property
    def ends_before_it_begins(self):
        return None not in (self.first, self.last) and self.last < self.first


def deliverables_of(kept):
    """The `Deliverable`s of a statement's JSON."""
    return tuple(Deliverable(each["text"], _day(each["quarter"]), each["as_written"]) for each in kept)


def keep_deliverables(deliverables):
    """`Deliverable`s as JSON."""
    return [{"quarter": _iso(d.quarter), "as_written": d.as_written, "text": d.text} for d in deliverables]


def projects_of(kept):
    """The `Project`s of a statement's JSON."""
    return tuple(
        Project(
            each["name"], _day(each["first"]), _day(each["last"]), each["first_as_written"], each["last_as_written"]
        )
        for each in kept
    )


def keep_projects(projects):
    """`Project`s as JSON."""
    return [
        {
            "name": project.name,
            "first": _iso(project.first),
            "last": _iso(project.last),
            "first_as_written": project.first_as_written,
            "last_as_written": project.last_as_written,
        }
        for project in projects
    ]


def by_quarter(deliverables):
    """[(the quarter in words, the `Deliverable`s of it)], the earliest first, those of no known quarter last."""
    known = sorted({each.quarter for each in deliverables if each.quarter})
    found = [(name_of_quarter(q), [each for each in deliverables if each.quarter == q]) for q in known]
    unknown = [each for each in deliverables if each.quarter is None]
    return [*found, ("Quarter not known", unknown)] if unknown else found


def span_of(deliverables, projects):
    """(first, last) quarter over which anything of a programme is known to be done; (None, None) for nothing."""
    days = [each.quarter for each in deliverables] + [day for each in projects for day in (each.first, each.last)]
    known = [day for day in days if day]
    return (min(known), max(known)) if known else (None, None)


def in_words(statement, field):
    """What a statement of a programme says in `field`, as a page tells what changed."""
    value = getattr(statement, field)
    if field == "is_open":
        return "open" if value else "closed"
    if field in ("deliverables", "projects"):
        return pieces_in_words(field, value)
    if field in ("investment", "savings"):
        return money(value, getattr(statement, f"{field}_as_written"))
    if field == "status":
        return statement.get_status_display() or _quoted(statement.status_as_written)
    return value


def pieces_in_words(field, kept):
    """The deliverables, or projects, that a statement keeps, in words."""
    if field == "deliverables":
        return "; ".join(f"{each.when}: {each.text}" for each in deliverables_of(kept))
    return "; ".join(f"{each.name}, {each.begins} to {each.ends}" for each in projects_of(kept))


def money(amount, as_written):
    """An amount of £'000 in words, else what was written in its place, else ""."""
    if amount is not None:
        return f"£{shown(amount)}k"
    return _quoted(as_written)


# What a reader is told of when it changes: field, name.
FACTS = (
    ("is_open", "State"),
    ("name", "Name"),
    ("section", "Section"),
    ("objective", "Objective"),
    ("description", "Description"),
    *((field, words) for field, words in LEADS.values()),
    ("organisations_as_written", "Organisations"),
    ("benefits", "Outcomes and benefits"),
    ("key_risks", "Key risks"),
    ("investment", "Investment"),
    ("savings", "Savings"),
    ("status", "Status"),
    ("deliverables", "Deliverables"),
    ("projects", "Projects"),
    ("progress", "What happened"),
    ("closed_because", "Why it was closed or reopened"),
)


def _when(quarter, as_written):
    return name_of_quarter(quarter) if quarter else _quoted(as_written) or "not known"


def _quoted(text):
    return f"“{text}”" if text else ""


def _day(text):
    return date.fromisoformat(text) if text else None


def _iso(day):
    return day.isoformat() if day else None
