"""What differs between two versions of a pack, a sentence each, from the figures that both keep. Values in and out."""

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

from actions.comparison import compare
from actions.figures import ActionFigure, ActionsFigures, AreaFigures, ConcernFigure, Counts, counts_of
from actions.models import LeadRole
from core.dates.calendar import in_words
from plans.figures import RatingFigure
from plans.presenters.key import NO_RATING, Key

from .differences import LISTS, changed_facts, differences, looks_wrong, short
from .revised_risks import risk_sentences
from .versions import facts_today
from .withheld import without

_PACK = {
    "meeting": "Meeting",
    "purpose": "Purpose",
    "author": "Author",
    "sponsor": "Sponsor",
    "audience": "Written for",
    "period": "Period",
}
_PLAN = {"name": "The name of the plan", "organisations": "Whose plan it is", "version": "The version of the plan"}
# Facts of an action that have sentences of their own, by the list of a `Comparison` of which these are.
_TOLD = {
    "ratings": {"rating": "the rating", "rating_as_written": "the rating as written", "rated_since": "since when"},
    "dates": {
        "due_on": "the due date",
        "due_as_written": "the due date as written",
        "slips": "how often its date moved",
        "days_slipped": "by how many days its date moved",
    },
    "leads": {
        "sro": "who is responsible",
        "ops_lead": "who leads it",
        "sro_as_written": "who is responsible, as written",
        "ops_lead_as_written": "who leads it, as written",
    },
    "words": {
        "progress": "the words on its progress",
        "newest_words": "the newest words",
        "updated_on": "the day of the newest words",
        "last_word_on": "the day of the last word",
    },
}
# All others that a pack tells.
_FACTS = {
    "ref": "its reference",
    "is_heading": "whether it is a heading",
    "area_number": "the area it stands in",
    "parent": "what it stands under",
    "title": "its title",
    "recommendation": "the recommendation",
    "source": "the source of the recommendation",
    "starts_on": "its start",
    "original_due_on": "its first due date",
    "forecast_on": "the forecast",
    "outcome_measure": "the outcome measure",
    "success_measure": "the measure of success",
    "status": "the status",
    "evidence_status": "the evidence status",
    "evidence_as_written": "the evidence",
    "evidence_detail": "the evidence detail",
    "to_complete": "what is left to do",
    "in_scope": "whether it is in scope",
    "standing": "whether it stands, was paused, withdrawn, merged or replaced",
    "rating_reason": "the reason of its rating",
    "no_change": "whether there was nothing to tell",
}
_OF_CONCERNS = {
    "ref": "what it is about",
    "matched_to": "the action meant",
    "match": "how sure it is which action is meant",
    "title": "its title",
    "deadline": "the deadline",
    "deadline_as_written": "the deadline as written",
    "original_deadline": "the first deadline",
    "concern": "the reason",
    "raised": "when it was raised",
    "raised_as_written": "when it was raised, as written",
    "required": "what is required",
    "taken": "what was done",
    "comments": "the comments",
    "reviews": "the reviews",
    "committee": "the committee",
    "closed_because": "why it was closed",
    "rating_as_written": "the rating as written",
}


def pack_facts(pack, document):
    """What the stored figures keep of the pack itself: its facts, and the sections it has."""
    facts = facts_today(pack) | {
        "key_note": document.key_note,
        "name": document.figures.name,
        "organisations": ", ".join(document.organisations),
        "version": document.version,
    }
    return facts | {"sections": list(_sections(document))}


def _sections(document):
    for section in document.sections:
        shown = section.context(document)
        if shown is not None:
            told = {"name": section.name, "title": section.title, "words": None}
            # What people write in a section stands in no figure, so it is known by its digest.
            if section.name.startswith("narrative"):
                told["words"] = sha256(section.html(document, shown).encode()).hexdigest()
            yield told


def changes_between(before, after, withheld=None):
    """Sentences on what differs between the figures that two versions of a pack keep, as JSON read again.

    Between public ones nothing is said of what is `Withheld`, which is private today.
    """
    if withheld:
        before = without(before, withheld, after)
    was, now = _actions_of(before), _actions_of(after)
    if withheld:
        was = replace(was, total=counts_of(was.actions, list(was.total.ratings)))
    ratings = [RatingFigure(**_known(RatingFigure, rating)) for rating in after["ratings"]]
    key, compared = Key(ratings), compare(was, now, ratings)
    return [
        *_pack_sentences(before["pack"], after["pack"]),
        *_total_sentences(was.total, now.total, key),
        *_action_sentences(compared, key),
        *_fact_sentences(before["actions"], after["actions"], compared),
        *_concern_sentences(before["concerns"], after["concerns"], compared),
        *risk_sentences(before, after, is_public=bool(withheld)),
        # What is printed elsewhere, and what looks wrong, may tell the public of what is not shown.
        *(
            each
            for told in LISTS
            if not (withheld and told.part == "stated_totals")
            for each in differences(before, after, told)
        ),
        *([] if withheld else looks_wrong(before, after)),
        *(["How the plan is run changed."] if before.get("governance") != after.get("governance") else []),
    ]


def _action_sentences(compared, key):
    yield from (f"{_name(change.after)} is new: {short(change.after.title)}" for change in compared.new)
    yield from (f"{_name(change.before)} is counted no longer." for change in compared.gone)
    for change in compared.ratings:
        was, now = (key.entry(each.rating).label for each in (change.before, change.after))
        yield f"{_name(change.after)}: {now}, was {was}."
    for change in compared.dates:
        yield f"{_name(change.after)}: due {_due(change.after)}, was {_due(change.before)}."
    for change in compared.leads:
        yield f"{_name(change.after)}: led by {_leads(change.after)}, was {_leads(change.before)}."
    for change in compared.words:
        new = short(" ".join(words.strip() for kind, words in change.words if kind == "new"))
        yield f"{_name(change.after)}: other words on its progress{f', “{new}”' if new else ''}."


def _pack_sentences(before, after):
    for name, label in _PACK.items():
        if before.get(name) != after.get(name):
            yield f"{label}: {after.get(name) or 'not set'}, was {before.get(name) or 'not set'}."
    for name, label in _PLAN.items():
        if before.get(name) != after.get(name):
            yield f"{label}: {_told(after.get(name))}, was {_told(before.get(name))}."
    if before.get("signers") != after.get("signers"):
        yield f"To be signed by: {', '.join(after['signers']) or 'nobody'}."
    if before.get("key_note") != after.get("key_note"):
        yield "The note below the key changed."
    was, now = ({each["name"]: each for each in told["sections"]} for told in (before, after))
    yield from (f"The section “{now[name]['title']}” is new." for name in now if name not in was)
    yield from (f"The section “{was[name]['title']}” is left out." for name in was if name not in now)
    for name in [name for name in now if name in was]:
        if (now[name]["words"], now[name]["title"]) != (was[name]["words"], was[name]["title"]):
            yield f"The section “{now[name]['title']}” says something else."
    if [name for name in was if name in now] != [name for name in now if name in was]:
        yield "The sections stand in another order."


def _told(value):
    """A name, or several, in words."""
    return (value if isinstance(value, str) else ", ".join(value or ())) or "not said"


def _total_sentences(was, now, key):
    counts = [("Actions", was.actions, now.actions)]
    counts += [(entry.label, was.ratings.get(entry.code, 0), now.ratings.get(entry.code, 0)) for entry in key.rated]
    counts += [(NO_RATING.label, was.unrated, now.unrated), ("Late", was.late, now.late)]
    return [f"{label}: {after}, was {before}." for label, before, after in counts if before != after]


def _fact_sentences(before, after, compared):
    """What else is said of each action, headings and those that are not counted among them."""
    told = {name: {change.action.key for change in getattr(compared, name)} for name in _TOLD}
    come_and_gone = {change.action.key for change in (*compared.new, *compared.gone)}
    was = {action["key"]: action for action in before}
    now = {action["key"]: action for action in after}
    for key in now:
        if key not in was and key not in come_and_gone:
            yield f"{_called(now[key])} is new, and not counted."
        if key in was and key not in come_and_gone:
            facts = dict(_FACTS)
            for name, group in _TOLD.items():
                facts |= {} if key in told[name] else group
            if changed := changed_facts(was[key], now[key], facts):
                yield f"{_called(now[key])}: {changed} changed."
    for key in was:
        if key not in now and key not in come_and_gone:
            yield f"{_called(was[key])}, which was not counted, is left out."


def _concern_sentences(before, after, compared):
    yield from (f"A concern about {_name(change.concern)} is raised." for change in compared.concerns_raised)
    yield from (f"A concern about {_name(change.concern)} is closed." for change in compared.concerns_closed)
    was = {concern["key"]: concern for concern in before}
    for concern in after:
        if concern["key"] not in was and not concern["open"]:
            yield f"A closed concern about {_called(concern)} is new."
        if concern["key"] in was and (changed := changed_facts(was[concern["key"]], concern, _OF_CONCERNS)):
            yield f"A concern about {_called(concern)}: {changed} changed."


def _called(record):
    return record["ref"] or "An action without a reference"


def _name(told):
    return told.ref or "An action without a reference"


def _due(action):
    return in_words(action.due_on) if action.due_on else action.due_as_written or "without a date"


def _leads(action):
    return " and ".join(filter(None, (action.led_by(role) for role in LeadRole))) or "nobody"


def _actions_of(figures):
    """The `ActionsFigures` that were written as JSON."""
    return ActionsFigures(
        areas=tuple(
            AreaFigures(area["number"], area["title"], Counts(**_known(Counts, area))) for area in figures["areas"]
        ),
        total=Counts(**_known(Counts, figures["total"])),
        recommendations=(),
        actions=tuple(ActionFigure(**_known(ActionFigure, each)) for each in figures["actions"]),
        concerns=tuple(ConcernFigure(**_known(ConcernFigure, each)) for each in figures["concerns"]),
    )


def _known(kind, values):
    """The arguments of a dataclass from values of JSON; what an earlier version did not keep is None."""
    return {field.name: _read(field.type, values.get(field.name)) for field in fields(kind)}


def _read(kind, value):
    return date.fromisoformat(value) if value and kind in (date, date | None) else value
