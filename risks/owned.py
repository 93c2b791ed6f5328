"""The risks that somebody answers for, over all their plans: what each scores, and when it was last looked at."""

from dataclasses import dataclass
from datetime import date

from actions.querysets import latest
from plans.models import Holding

from .assurance import days_unseen
from .figures import ScoreFigure, score_figure
from .models import Band, Risk, RiskReview, RiskScore, RiskStatement


@dataclass(frozen=True, slots=True)
class OwnedRisk:
    """An open risk: its statement with risk and plan, its scores, None where it has none, and its last review."""

    statement: RiskStatement
    current: ScoreFigure | None
    target: ScoreFigure | None
    reviewed_on: date | None

    @property
    def looked_at_on(self):
        """The day of its last review, or of its current score where that is later; None without either."""
        return max(filter(None, (self.reviewed_on, self.current and self.current.scored_on)), default=None)

    def days_unseen(self, on):
        """The days since it was last looked at; None where it never was."""
        return days_unseen(self.looked_at_on, on)


def owned_risks(person, plans, on):
    """`OwnedRisk`s of the posts that `person` (a key) holds or deputises for as at `on`, in `plans` (keys).

    What was longest not looked at comes first. In at most two queries where there are none, else in five.
    """
    posts = set(Holding.objects.posts_of(person, on).filter(post__plan__in=plans).values_list("post", flat=True))
    told = _owned_by(posts, plans, on) if posts else []
    if not told:
        return []
    risks, bands = [each.risk_id for each in told], {}
    for band in Band.objects.filter(plan__in=plans):
        bands.setdefault(band.plan_id, []).append(band)
    scores = {(each.risk_id, each.kind): each for each in RiskScore.objects.of_risks(risks, on)}
    reviews = RiskReview.objects.filter(risk__in=risks, effective_on__lte=on).order_by("seen_on")
    reviewed = dict(reviews.values_list("risk", "seen_on"))

    def scored(statement, kind):
        record = scores.get((statement.risk_id, kind))
        return record and score_figure(record, bands.get(statement.risk.plan_id, ()))

    found = [
        OwnedRisk(each, scored(each, "current"), scored(each, "target"), reviewed.get(each.risk_id)) for each in told
    ]
    return sorted(found, key=lambda owned: owned.looked_at_on or date.min)


def _owned_by(posts, plans, on):
    """Owners are keys in a list, which not every database looks into: they are told apart here."""
    statements = latest(RiskStatement.objects.filter(is_open=True), Risk.objects.filter(plan__in=plans), "risk", on)
    statements = statements.select_related("risk__plan").order_by("risk__plan", "risk__position", "risk")
    return [each for each in statements if posts.intersection(each.owners)]
