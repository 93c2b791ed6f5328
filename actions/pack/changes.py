"""What changed since the last report: a table for each kind of change that there was."""

from dataclasses import dataclass
from typing import Any

from core.dates.calendar import in_words
from core.environment import plural

from ..models import LeadRole
from ..scope import ENDED
from . import findings
from .plan import NOT_SET

NOBODY = "Nobody named"
_ROLES = {LeadRole.SRO: "SRO", LeadRole.OPS_LEAD: "Lead"}


@dataclass(frozen=True, slots=True)
class Row:
    """One change: what it is about, and a cell under each further head: a `KeyEntry`, text, or `Change.words`."""

    ref: str
    title: str
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """All changes of one kind; `heads` stand over the cells of its rows, `kind` gives the widths of the columns.

    `about` is what each row is about, the head over the titles.
    """

    kind: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    about: str = "Action"


def phrases_of(comparison, thing, words):
    """The parts of a sentence on what changed: "2 risks worse"; `words` are {list of a comparison: its words}."""
    return [f"{plural(len(found), thing)} {said}" for name, said in words.items() if (found := comparison.told(name))]


def parts_of(comparison, kinds, about, called):
    """A `Part` for each of `kinds`, (kind, title, list, heads, what its cells are), that has changes.

    `called` gives reference and title of what a change is about.
    """
    for kind, title, name, heads, cells in kinds:
        if rows := tuple(Row(*called(change), cells(change)) for change in comparison.told(name)):
            yield Part(kind, title, heads, rows, about)


def phrases(document):
    """What the one sentence on all that changed says of actions and concerns."""
    return findings.changed(document.comparison.actions)


def parts(document):
    """A `Part` for each kind of change that there was."""
    comparison = document.comparison.actions
    found = [_part(*kind, document) for kind in _KINDS]
    found += [
        Part("concerns", title, ("Concern", last), tuple(_concern(each) for each in getattr(comparison, name)))
        for title, name, last in _OF_CONCERNS
    ]
    return (part for part in found if part.rows)


def _part(title, name, heads, cells, document):
    # What was completed is late no longer: how late it was is counted up to the last report.
    on = document.comparison.before if name == "completed" else document.figures.as_at
    changed = document.comparison.actions.told(name)
    rows = (Row(_ref(each.action), _title(each.action), cells(each, document.key, on)) for each in changed)
    return Part(name, title, heads, tuple(rows))


def _ref(action):
    return action.ref or "No ref."


def _title(action):
    return action.title or "No title"


def _completed(change, key, on):
    was = key.entry(change.before.rating) if change.before else "Not in it"
    late = f", was {plural((on - change.before.due_on).days, 'day')} late" if _was_late(change) else ""
    return was, key.entry(change.after.rating), f"{_due(change.after)}{late}", led(change.after)


def _was_late(change):
    """Whether it was late at the last report and is not now."""
    return bool(change.before) and change.before.late and not change.after.late


def _late(change, key, on):
    by = plural((on - change.after.due_on).days, "day")
    return key.entry(change.after.rating), _due(change.after), by, led(change.after)


def _no_longer_late(change, key, on):
    became = change.why_not_late or _moved(change.days)
    return key.entry(change.after.rating), _due(change.before), _due(change.after), became


def _rated(change, key, on):
    direction = change.direction.capitalize() or "Neither forward nor back"
    return key.entry(change.before.rating), key.entry(change.after.rating), direction, led(change.after)


def _dated(change, key, on):
    return key.entry(change.after.rating), _due(change.before), _due(change.after), _moved(change.days)


def _moved(days):
    return f"{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else "Not a date at both reports"


def _given(change, key, on):
    """Who led it and who leads it, in each role in which that changed."""
    return tuple(
        "; ".join(_in_role(each, role) for role in change.other_leads) for each in (change.before, change.after)
    )


def _in_role(action, role):
    return f"{_ROLES[role]}: {action.led_by(role) or NOBODY.lower()}"


def _added(change, key, on):
    return key.entry(change.after.rating), _due(change.after), led(change.after)


def _gone(change, key, on):
    ended = ENDED.get(change.after.standing, "now a heading") if change.after else "no longer in the plan"
    return key.entry(change.before.rating), ended.capitalize()


def _said(change, key, on):
    return (change.words,)


def _due(action):
    return in_words(action.due_on) if action.due_on else action.due_as_written or NOT_SET


def led(action):
    """Who leads an action: its operational lead, or else its SRO."""
    return action.led_by(LeadRole.OPS_LEAD) or action.led_by(LeadRole.SRO) or NOBODY


def _concern(change):
    concern = change.concern
    last = concern.required if concern.open else concern.closed_because
    ref = concern.ref or "No ref."
    return Row(ref, concern.title or "No title", (concern.concern or "Nothing written", last or "Nothing written"))


_KINDS = (
    ("Completed", "completed", ("Last report", "Now", "Due", "Lead"), _completed),
    ("No longer complete", "no_longer_complete", ("Last report", "Now", "Due", "Lead"), _completed),
    ("Newly late", "newly_late", ("Rating", "Due", "Late by", "Lead"), _late),
    ("No longer late", "no_longer_late", ("Rating", "Due, last report", "Due now", "Why"), _no_longer_late),
    ("Other ratings that moved", "ratings", ("Last report", "Now", "Moved", "Lead"), _rated),
    ("Due dates that moved", "dates", ("Rating", "Due, last report", "Due now", "Moved"), _dated),
    ("New actions", "new", ("Rating", "Due", "Lead"), _added),
    ("Actions no longer counted", "gone", ("Last report", "What became of it"), _gone),
    ("Leads that changed", "leads", ("Last report", "Now"), _given),
    ("New words", "words", ("Progress",), _said),
)
_OF_CONCERNS = (
    ("Concerns raised", "concerns_raised", "Remedial action required"),
    ("Concerns closed", "concerns_closed", "Why it was closed"),
)
