"""What differs between the lists that two versions of a pack keep, a plain sentence each. Values of JSON in and out."""

from collections import Counter
from dataclasses import dataclass

_SHOWN = 240
# The lists whose records say what looks wrong with them.
_JUDGED = ("actions", "risks", "milestones", "exceptions", "measures")


@dataclass(frozen=True, slots=True)
class Told:
    """A list of the stored figures: `same` are the names of what makes a record the same one, `called` is how it is
    called, {name} standing for what it says. `facts` are {name: words} of all else that is told of it."""

    part: str
    same: tuple[str, ...]
    called: str
    facts: dict[str, str]


LISTS = (
    Told("areas", ("number",), "Area {number}, “{title}”", {"title": "its title"}),
    Told(
        "recommendations",
        ("key",),
        "The recommendation “{text}”",
        {"text": "its text", "source": "its source", "area_number": "its area", "actions": "the actions that meet it"},
    ),
    Told(
        "requests",
        ("action_key", "asked_on", "asked_for"),
        "The later date asked for {ref}",
        {
            "reason": "the reason",
            "asked_by": "who asked",
            "due_then": "the date that it had then",
            "outcome": "whether it was agreed",
            "agreed_on": "the date that was agreed",
            "decided_on": "when it was decided",
            "decided_at": "where it was decided",
            "because": "the reason of the decision",
        },
    ),
    Told(
        "objectives",
        ("key",),
        "The objective “{title}”",
        {
            "ref": "its reference",
            "title": "its words",
            "safety": "whether it is safe",
            "tied": "what is tied to it, or what that means for it",
        },
    ),
    Told(
        "milestones",
        ("key",),
        "Milestone {called}, “{title}”",
        {
            "title": "its title",
            "is_critical": "whether it is on the critical path",
            "department": "its department",
            "delivery_as_written": "who delivers it",
            "chief_as_written": "the chief officer who owns it",
            "starts_on": "its start",
            "original_on": "its first due date",
            "due_on": "its approved due date",
            "due_as_written": "its due date as written",
            "forecast_on": "when it is expected",
            "status": "its status",
            "note": "its note",
            "words": "what was said of it",
            "sign_off_committee": "who signs it off",
            "sign_off_on": "when it is signed off",
            "standing": "whether it stands, or was removed, merged or replaced",
            "actions": "its actions",
        },
    ),
    Told(
        "programmes",
        ("key",),
        "The programme {called}, “{name}”",
        {
            "name": "its name",
            "section": "its section",
            "objective": "its objective",
            "description": "its description",
            "leads": "who leads it",
            "organisations": "whose it is",
            "benefits": "its outcomes and benefits",
            "key_risks": "its key risks",
            "risks": "the risks it runs",
            "investment": "the investment",
            "savings": "the savings",
            "status": "its status",
            "deliverables": "its deliverables",
            "projects": "its projects",
            "milestones": "its milestones",
            "progress": "what happened",
            "open": "whether it is open",
            "closed_because": "why it was closed",
        },
    ),
    Told(
        "exceptions",
        ("key",),
        "The exception about milestone {ref}, “{title}”",
        {
            "title": "the words of the milestone",
            "original_on": "the first due date",
            "due_on": "the date when it was reported",
            "due_as_written": "that date as written",
            "rationale": "why it is late",
            "recovery": "the recovery plan",
            "asked_on": "the date asked for",
            "asked_as_written": "the date asked for, as written",
            "state": "whether it waits, or what was decided",
            "agreed_on": "the date that was agreed",
            "decided_on": "when it was decided",
            "decided_at": "where it was decided",
            "decision": "the reason of the decision",
        },
    ),
    Told(
        "measures",
        ("key",),
        "Measure {called}, “{name}”",
        {
            "name": "its name",
            "unit": "its unit",
            "better": "which direction is better",
            "every": "how often it is counted",
            "target_as_written": "its target",
            "owner_as_written": "its owner",
            "values": "its values",
            "variation": "its variation",
            "assurance": "how it stands against its target",
            "open": "whether it is open",
            "actions": "its actions",
        },
    ),
    Told("positions", ("organisation", "month"), "The position of {name}", {"lines": "its lines"}),
    Told("exposures", ("organisation", "month"), "Financial risks of {name}", {"lines": "its lines"}),
    Told(
        "schemes",
        ("key",),
        "The savings scheme {called}, “{name}”",
        {
            "name": "its name",
            "category": "its category",
            "gross": "its gross value",
            "net": "its net value",
            "recurrent": "whether it recurs",
            "lead": "its lead",
            "status": "its status",
            "gateway_name": "its stage",
            "confidence": "the delivery confidence",
            "commentary": "its commentary",
            "months": "its months",
        },
    ),
    Told(
        "savings_targets",
        ("organisation", "financial_year"),
        "The savings target of {financial_year}",
        {"target": "its amount", "headroom_wanted": "the headroom that is wanted"},
    ),
    Told("financial_plans", ("organisation", "topic", "year"), "The plan of money of {name}", {"lines": "its lines"}),
    Told("activity", ("organisation", "year"), "The activity of {name}", {"lines": "its lines"}),
    Told(
        "highlights",
        ("key",),
        "The highlight report {name}",
        {
            "label": "its label",
            "month": "its month",
            "period": "its period",
            "operational_delivery": "what it says of operational delivery",
            "financial_delivery": "what it says of financial delivery",
            "last_30_days": "what it says of the last 30 days",
            "next_30_days": "what it says of the next 30 days",
            "relook_step_up": "what to look again at",
            "external_decisions": "the decisions by others",
            "revised_dates": "the dates changed",
        },
    ),
    Told(
        "posts",
        ("abbreviation",),
        "The post {abbreviation}",
        {"title": "its title", "holder": "who holds it", "to_confirm": "whether it is to be confirmed"},
    ),
    Told("roles", ("role",), "The role “{role}”", {"who": "who has it", "task": "its task"}),
    Told(
        "ratings",
        ("code",),
        "The rating “{word}”",
        {"word": "its word", "meaning": "its meaning", "stage": "what it stands for"},
    ),
    Told("statuses", ("word",), "The status “{word}”", {"meaning": "its meaning"}),
    Told(
        "stated_totals",
        ("label", "area_number", "said_of", "rating"),
        "The printed total “{label}”",
        {"stated": "its number", "where": "where it is printed"},
    ),
)


def differences(before, after, told):
    """Sentences on what is new, left out or says something else in one list of the figures `before` and `after`."""
    was, now = _by_identity(before.get(told.part, ()), told), _by_identity(after.get(told.part, ()), told)
    yield from (f"{_called(told, now[each])} is new." for each in now if each not in was)
    yield from (f"{_called(told, was[each])} is left out." for each in was if each not in now)
    for each in now:
        if each in was and (changed := changed_facts(was[each], now[each], told.facts)):
            yield f"{_called(told, now[each])}: {changed} changed."


def looks_wrong(before, after):
    """A sentence on how much looks wrong in two versions, and how much of that only one says; none where both say the
    same."""
    was, now = _seen(before), _seen(after)
    if was != now:
        new, gone = (now - was).total(), (was - now).total()
        yield (
            f"What looks wrong: {now.total():,} found, was {was.total():,}; "
            f"{new:,} of them new or said in other words, {gone:,} of those before not said any more."
        )


def _seen(figures):
    """How often each rule saw something, by the key of a record (None for the plan) and the words."""
    places = [
        (None, figures),
        *((each["key"], each) for part in _JUDGED for each in figures.get(part, ())),
    ]
    return Counter((key, each["rule"], each["sentence"]) for key, place in places for each in place.get("wrong") or ())


def changed_facts(was, now, facts):
    """ "its title, its source": the words of those of `facts`, {name: words}, that two records say differently."""
    return ", ".join(words for name, words in facts.items() if was.get(name) != now.get(name))


def short(words):
    words = " ".join((words or "").split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _by_identity(records, told):
    """{what makes it the same one: record}; those that are alike in it are told apart by their order."""
    seen, found = Counter(), {}
    for record in records:
        same = tuple(record.get(name) for name in told.same)
        found[*same, seen[same]] = record
        seen[same] += 1
    return found


def _called(told, record):
    return told.called.format(**{name: short(str(value)) for name, value in record.items()})
