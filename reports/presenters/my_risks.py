"""My work: the risks that somebody answers for, with what they score and how long nobody looked at them."""

from dataclasses import dataclass

from django.urls import reverse

from core.dates.calendar import in_words
from core.environment import plural
from risks.assurance import REVIEWED_EVERY
from risks.presenters import ShownScore, shown_score
from risks.scoring import distance

from .words import cut


@dataclass(frozen=True, slots=True)
class RiskWork:
    """A risk in the list. `unseen` says for how long it was not reviewed, "" while that is not long.

    `above` says how far it is above its target, "" where that is not known.
    """

    name: str
    title: str
    plan: str
    url: str
    score_url: str
    review_url: str
    current: ShownScore
    target: ShownScore
    above: str
    reviewed: str
    unseen: str


def risk_rows(owned, on, with_plan):
    """A `RiskWork` for each `OwnedRisk`. Several plans are told apart by name."""
    return [_row(each, on, with_plan) for each in owned]


def _row(owned, on, with_plan):
    risk = owned.statement.risk
    place = [risk.plan.slug, risk.key]
    return RiskWork(
        name=risk.name,
        title=cut(owned.statement.title, 200),
        plan=risk.plan.name if with_plan else "",
        url=risk.get_absolute_url(),
        score_url=reverse("risks:score", args=place),
        review_url=reverse("risks:review", args=place),
        current=shown_score(owned.current),
        target=shown_score(owned.target),
        above=_above(owned),
        reviewed=in_words(owned.reviewed_on) if owned.reviewed_on else "Not recorded",
        unseen=_unseen(owned.days_unseen(on)),
    )


def _above(owned):
    points = distance(owned.current and owned.current.score, owned.target and owned.target.score)
    return "" if points is None else f"{points} above it" if points else "reached"


def _unseen(days):
    if days is None:
        return "Neither scored nor reviewed"
    return f"Not reviewed for {plural(days, 'day')}" if days >= REVIEWED_EVERY else ""
