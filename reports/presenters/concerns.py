"""Concerns as a page shows them: open ones first, each with what was written and how sure it is what is meant."""

from dataclasses import dataclass

from django.urls import reverse

from actions.words import beyond_reviews, new_words, same_words
from core.dates.calendar import in_words
from plans.presenters.key import KeyEntry

from .statements import Source, source_of

_MATCHES = {
    "exact": "",
    "likely": "likely: confirm",
    "none": "no action of the plan was found for it",
}


@dataclass(frozen=True, slots=True)
class ShownConcern:
    """`action` is how the action is called in the plan, `doubt` what is uncertain about that, "" where nothing is.

    `rating` is None where the action is not known as at the date.
    """

    name: str
    title: str
    is_open: bool
    action: str
    url: str
    rating: KeyEntry | None
    doubt: str
    why: str | None
    raised: str
    raised_label: str
    deadline: str
    original_deadline: str
    required: str | None
    taken: str
    comments: str
    reviews: tuple[str, ...]
    key: int | None
    page: str
    committee: str
    closed_because: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one statement said of a concern: (name, before, after) of what changed, None for the first one.

    What was only added to a text stands as `after`, with an empty `before`.
    """

    source: Source
    changes: tuple[tuple[str, str, str], ...] | None


# What a reader is told of when it changes: field, name.
_FACTS = [
    ("is_open", "State"),
    ("why", "Why"),
    ("deadline", "Deadline"),
    ("required", "Remedy required"),
    ("taken", "Remedy taken"),
    ("comments", "Comments"),
    ("closed_because", "Why it was closed"),
]

# The texts to which people add; what was added is then told, instead of the whole twice.
_LOGS = {"taken", "comments"}


def recorded(statements):
    """`Recorded`s of the statements of one concern, given newest first; those that change nothing are left out."""
    for statement, before in zip(statements, [*statements[1:], None], strict=True):
        changes = None if before is None else tuple(_changes(before, statement))
        if changes is None or changes:
            yield Recorded(source_of(statement), changes)


def _changes(before, after):
    for field, name in _FACTS:
        old, new = _in_words(before, field), _in_words(after, field)
        if not same_words(old, new):
            added = new_words(getattr(before, field), new)[0] if field in _LOGS else ""
            yield (name, "", added) if added else (name, old, new)


def _in_words(statement, field):
    value = getattr(statement, field)
    if field == "is_open":
        return "open" if value else "closed"
    if field == "deadline":
        return in_words(value) if value else statement.deadline_as_written or "not set"
    return value or "nothing"


def shown_concerns(concerns, actions, key, links):
    """`ShownConcern`s of `ConcernFigure`s, open ones first, otherwise in the order written."""
    known = {action.key: action for action in actions}
    ordered = sorted(concerns, key=lambda concern: not concern.open)
    return tuple(shown_concern(concern, known.get(concern.action_key), key, links) for concern in ordered)


def shown_concern(concern, action, key, links):
    """`ShownConcern` of one `ConcernFigure` about `action`, an `ActionFigure` or None."""
    return ShownConcern(
        name=concern.matched_to or concern.ref or "No reference",
        title=concern.title or (action.title if action else "No title"),
        is_open=concern.open,
        action=_action_name(concern, action),
        url=links.keep(action.url) if action else "",
        rating=key.entry(action.rating) if action and not action.is_heading else None,
        doubt=_MATCHES[concern.match],
        why=concern.concern,
        raised=concern.raised_as_written or (in_words(concern.raised) if concern.raised else "Not said"),
        raised_label="Raised" if concern.raised and not concern.raised_as_written else "Raised, as written",
        deadline=_day(concern.deadline, concern.deadline_as_written),
        original_deadline=in_words(concern.original_deadline) if concern.original_deadline else "",
        required=concern.required,
        taken=beyond_reviews(concern.taken or "", concern.reviews),
        comments=beyond_reviews(concern.comments or "", concern.reviews),
        reviews=concern.reviews,
        key=concern.key,
        page=links.keep(reverse("reports:concern", args=[links.slug, concern.key])) if concern.key else "",
        committee=concern.committee or "",
        closed_because=concern.closed_because or "",
        is_private=concern.is_private,
    )


def _action_name(concern, action):
    if action:
        return f"Action {action.name}"
    return f"Action {concern.matched_to}, not known at this date" if concern.matched_to else ""


def _day(day, as_written):
    if day:
        return in_words(day)
    return f"“{as_written}”, no date" if as_written else "Not set"
