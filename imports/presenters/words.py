"""What an import changes, in the words of a reader: "Due: May 2018 becomes 30 September 2018"."""

import re
from dataclasses import dataclass
from datetime import date

from actions.models import EvidenceStatus, Standing
from actions.words import new_words
from core.dates.calendar import in_words
from cycle.points import PARTS
from milestones.models import DeliveryStatus
from plans.models import Stage
from reports.presenters.words import cut

from ..draft import short_title

# {kind: (one, several)}
KINDS = {
    "action": ("Action", "Actions"),
    "recommendation": ("Recommendation", "Recommendations"),
    "concern": ("Concern", "Concerns"),
    "risk": ("Risk", "Risks"),
    "milestone": ("Milestone", "Milestones"),
    "exception": ("Exception", "Exceptions"),
    "programme": ("Programme", "Programmes"),
    "deliverable": ("Deliverable", "Deliverables"),
    "project": ("Project", "Projects"),
    "measure": ("Measure", "Measures"),
    "measure_value": ("Value of", "Values of measures"),
    "committee": ("Committee", "Committees"),
    "scheme": ("Savings scheme", "Savings schemes"),
    "gateway": ("Stage of savings schemes", "Stages of savings schemes"),
    "financial_risk": ("Financial risk or mitigation", "Financial risks and mitigations"),
    "area": ("Area", "Areas"),
    "highlight": ("Highlight report", "Highlight reports"),
    "post": ("Post", "Posts"),
    "oversight": ("Oversight of", "Oversight of areas"),
    "holding": ("Holder of", "Holders of posts"),
    "rating": ("Entry of the RAG key", "RAG key"),
    "status": ("Entry of the status key", "Status key"),
    "stated_total": ("Printed total", "Printed totals"),
    "project_role": ("Project role", "Project roles"),
    "plan": ("The plan", "The plan itself"),
    "financial_plan": ("Line of the plan of money", "Plan of money"),
    "activity": ("Line of activity", "Activity"),
    "position": ("Line of the position", "Position of the month"),
    "governance_text": ("Governance", "Governance"),
}


def kind_words(kind):
    """(what one of a kind of record is called, what several are)."""
    return KINDS.get(kind) or (kind.replace("_", " ").capitalize(),) * 2


OUTCOMES = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "missing": "missing from the workbook",
    "rejected": "cannot be imported",
    "left_out": "left out",
}
# What a field is called, where its name does not say it.
_NAMES = {
    "sro_as_written": "SRO",
    "ops_lead_as_written": "Operational lead",
    "starts_on": "Start",
    "due_on": "Due",
    "forecast_on": "Forecast",
    "due_as_written": "Due, as written",
    "rating_as_written": "Rating, as written",
    "evidence_status": "Evidence",
    "evidence_as_written": "Evidence, as written",
    "evidence_detail": "Evidence detail",
    "scope_as_written": "Scope, as written",
    "in_scope": "Scope",
    "is_heading": "Heading",
    "said_on": "Updated",
    "newest_words": "Newest words",
    "to_complete": "Left to do",
    "success_measure": "Measure of success",
    "ref": "Reference",
    "parent": "Stands under",
    "owner_as_written": "Owner",
    "original_on": "Original due date",
    "is_critical": "On the critical path",
    "delivery_as_written": "Delivery owner",
    "chief_as_written": "Chief officer owner",
    "start_as_written": "Start, as written",
    "month_due_as_written": "Month due",
    "quarter_due_as_written": "Quarter due",
    "status_as_written": "Status, as written",
    "sign_off_committee": "Committee that signs off",
    "sign_off_on": "Day of the sign-off",
    "sign_off_as_written": "Committee sign-off, as written",
    "asked_on": "Date asked for",
    "asked_as_written": "Date asked for, as written",
    "sponsor_as_written": "Sponsor",
    "executive_as_written": "Executive lead",
    "operational_as_written": "Operational lead",
    "clinical_as_written": "Clinical lead",
    "organisations_as_written": "Organisations",
    "benefits": "Outcomes and benefits",
    "investment_as_written": "Investment, as written",
    "savings_as_written": "Savings, as written",
    "investment": "Investment, £'000",
    "savings": "Savings, £'000",
    "rationale": "Why it is late",
    "recovery": "Recovery plan",
    "objectives": "Objectives threatened",
    "objectives_as_written": "Objectives, as written",
    "year_start_score": "Score at the year's start",
    "current_score": "Current score",
    "target_score": "Target score",
    "mitigation": "What is done about it",
    "first_line": "Assurance, first line",
    "second_line": "Assurance, second line",
    "third_line": "Assurance, third line",
    "why": "Concern",
    "deadline_as_written": "Deadline, as written",
    "required": "Remedial action required",
    "taken": "Remedial action taken",
    "is_open": "State",
    "rag_key_note": "Note to the RAG key",
    "governance_text": "Governance",
    "to_confirm": "To be confirmed",
    "person": "Held by",
    "ytd_plan": "Plan to date",
    "ytd_actual": "Actual to date",
    "forecast_plan": "Plan of the year",
    "forecast_actual": "Forecast of the year",
    "better": "Direction that is better",
    "every": "Counted every",
    "chart": "Shown as",
    "target_as_written": "Target, as written",
    "activity_code": "Line of the activity plan",
    "group": "Heading above it",
    "commentary": "What explains it",
}
_NAMES |= PARTS
_STATES = {
    "in_scope": ("out of scope", "in scope"),
    "is_open": ("closed", "open"),
    "is_heading": ("an action of its own", "stands only above other actions"),
}
# The columns in which an office's words stand beside what they were understood as.
_WRITTEN = {"due_on": "due_as_written", "deadline": "deadline_as_written", "rating": "rating_as_written"}
_WRITTEN |= {"evidence_status": "evidence_as_written", "in_scope": "scope_as_written"}
_WRITTEN |= {"status": "status_as_written", "starts_on": "start_as_written", "sign_off_on": "sign_off_as_written"}
_WRITTEN |= {"asked_on": "asked_as_written"}
_WRITTEN |= {name: f"{name}_as_written" for name in ("investment", "savings")}
# The fields of which each value has a word of its own.
_CHOICES = {"evidence_status": EvidenceStatus, "stage": Stage, "status": DeliveryStatus, "standing": Standing}
_NOTHING = ("nothing", "not set", "Unrated", "Not stated")
# From how many characters on a text is told by what was added to it, and up to how many all of it is shown at once.
_SHORT, _LONG = 60, 240


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a change. `before` is "" where the record is new; `whole` is the text where `after` is cut short.

    `adds` says that `after` are words added to those before.
    """

    name: str
    before: str
    after: str
    whole: str = ""
    adds: bool = False

    @property
    def is_short(self):
        """Whether several of them fit on a line."""
        return not self.whole and len(self.before) + len(self.after) < _SHORT


def differences(kind, fields, ratings):
    """The `Difference`s of a change's `fields`, {name: [before, after]}, a title before the rest.

    `ratings` are {code: label} of the key.
    """
    is_new = all(before is None for before, _ in fields.values())
    hidden = {written for field, written in _WRITTEN.items() if field in fields and written in fields}
    for name, (before, after) in sorted(fields.items(), key=lambda field: field[0] != "title"):
        # A new action is called by its title, unless that is too long for it.
        is_called_so = is_new and (kind, name) == ("action", "title") and short_title(after) == " ".join(after.split())
        is_told = name == "newest_words" or is_called_so
        if name in hidden or is_told or (is_new and _says_nothing(name, after)):
            continue
        yield _difference(kind, name, before, after, fields, ratings, is_new)


def _says_nothing(name, value):
    """Whether the value of something new is what everything has."""
    usual = {"in_scope": True, "is_open": True, "is_heading": False, "evidence_status": "not_stated"}
    return value in (None, "") or (name in usual and usual[name] == value) or name == "to_confirm"


def _difference(kind, name, before, after, fields, ratings, is_new):
    title = field_name(kind, name, ratings)
    old, new = (_in_words(name, value, ratings) for value in (before, after))
    if written := fields.get(_WRITTEN.get(name)):
        old, new = _as_written(old, written[0]), _as_written(new, written[1], understood=True)
    grown, rewritten = new_words(old, new) if len(old) > _SHORT and not is_new else ("", True)
    shown = new if rewritten else grown
    whole = new if len(shown) > _LONG or not rewritten else ""
    return Difference(title, "" if is_new else cut(old, _LONG), cut(shown, _LONG), whole, adds=not rewritten)


def _as_written(value, written, understood=False):
    """A value as the office wrote it, in words, and in brackets what was understood by that where it says more."""
    if not written or not re.search("[a-z]{2}", written, re.IGNORECASE):
        return value
    says_more = understood and value not in _NOTHING and value.casefold() != written.casefold()
    return f"{written} ({value})" if says_more else written


def field_name(kind, name, ratings):
    """What a field of a kind of record is called."""
    if kind == "stated_total":
        return ratings.get(name, name)
    if kind == "rating" and name == "word":
        return "Called"
    return _NAMES.get(name) or name.replace("_", " ").capitalize()


def _in_words(name, value, ratings):
    if name == "rating":
        return ratings.get(value, "Unrated") if value is None or value in ratings else str(value)
    if name in _STATES:
        return "nothing" if value is None else _STATES[name][bool(value)]
    if name in _CHOICES and value in _CHOICES[name].values:
        return _CHOICES[name](value).label.capitalize()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith(("_on", "deadline")):
        return in_words(date.fromisoformat(value)) if value else "not set"
    if name == "financial_year" and value:
        return f"{value}/{(value + 1) % 100:02}"
    return "nothing" if value in (None, "") else str(value)
