"""One concern as at a date."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConcernFigure:
    """A concern as at a date. `matched_to` and `action_key` say which action is meant, `match` how sure that is.

    `is_private` is as it is today: it is marked so, or the action meant or named is private.
    """

    ref: str | None
    matched_to: str | None
    action_key: int | None
    match: str
    title: str | None
    deadline: date | None
    deadline_as_written: str | None
    original_deadline: date | None
    concern: str | None
    raised: date | None
    raised_as_written: str | None
    required: str | None
    taken: str | None
    comments: str | None
    open: bool
    reviews: tuple[str, ...]
    stage: str | None
    rating: str | None
    rating_as_written: str | None = None
    key: int | None = None
    committee: str | None = None
    closed_because: str | None = None
    is_private: bool = False


def concern_figure(statement, action, on, private):
    """`ConcernFigure` of the statement that holds as at `on`; `action` is the `ActionFigure` meant, where known.

    `private` are {id: reference} of the private actions of its plan.
    """
    concern = statement.concern
    return ConcernFigure(
        ref=concern.ref_as_written or None,
        matched_to=concern.action and (concern.action.ref or None),
        action_key=concern.action and concern.action.key,
        match=concern.match,
        title=concern.title_as_written or None,
        deadline=statement.deadline,
        deadline_as_written=statement.deadline_as_written or None,
        original_deadline=statement.original_deadline,
        concern=statement.why or None,
        raised=concern.raised_on,
        raised_as_written=concern.raised_as_written or None,
        required=statement.required or None,
        taken=statement.taken or None,
        comments=statement.comments or None,
        open=statement.is_open,
        reviews=tuple(_review(review) for review in concern.reviews.all() if review.effective_on <= on),
        stage=action and action.stage,
        rating=action and action.rating,
        rating_as_written=statement.rating_as_written or None,
        key=concern.pk,
        committee=concern.committee and concern.committee.name,
        closed_because=statement.closed_because or None,
        is_private=_is_private(concern, private),
    )


def _is_private(concern, private):
    named = concern.ref_as_written
    return concern.is_private or concern.action_id in private or bool(named and named in private.values())


def _review(review):
    return f"{review.as_written}, {review.meeting.committee}" if review.meeting else review.as_written
