"""Concerns as a page shows them: open ones first, each with what was written and how sure it is what is meant."""

from dataclasses import dataclass

from core.dates.calendar import in_words

from .key import KeyEntry

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
    deadline: str
    original_deadline: str
    required: str | None
    taken: str | None
    comments: str | None
    reviews: tuple[str, ...]


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
        deadline=_day(concern.deadline, concern.deadline_as_written),
        original_deadline=in_words(concern.original_deadline) if concern.original_deadline else "",
        required=concern.required,
        taken=concern.taken,
        comments=concern.comments,
        reviews=concern.reviews,
    )


def _action_name(concern, action):
    if action:
        return f"Action {action.name}"
    return f"Action {concern.matched_to}, not known at this date" if concern.matched_to else ""


def _day(day, as_written):
    if day:
        return in_words(day)
    return f"“{as_written}”, no date" if as_written else "Not set"
