"""The milestones somebody answers for, over all their plans: what is still to be done, and when it was last told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from actions.models import Origin, Standing
from actions.querysets import latest
from plans.models import Holding

from .assurance import is_due_soon
from .models import DeliveryStatus, Milestone, MilestoneStatement
from .slippage import is_late


@dataclass(frozen=True, slots=True)
class OwnedMilestone:
    """A milestone still to be done: its statement with milestone and plan, and when somebody last said something of
    it, None where nobody did."""

    statement: MilestoneStatement
    updated_on: date | None

    def is_late(self, on):
        return is_late(self.statement, on)

    def is_due_soon(self, on):
        return is_due_soon(self.statement.due_on, on)


def owned_milestones(person, plans, on):
    """`OwnedMilestone`s of `person` (a key) as at `on` in `plans` (keys): of the posts that they hold or deputise for,
    or where they are named themselves.

    The earliest due date comes first, what has none last. In one query where nobody owns any, else in at most three.
    """
    owned = [each for each in _to_do(plans, on) if each.owners]
    told = _owned_by(person, plans, on, owned) if owned else []
    if not told:
        return []
    milestones = [each.milestone_id for each in told]
    said = MilestoneStatement.objects.filter(milestone__in=milestones, effective_on__lte=on)
    said = said.exclude(origin=Origin.DECISION).order_by().values_list("milestone")
    updated = dict(said.annotate(Max("effective_on")))
    found = [OwnedMilestone(each, updated.get(each.milestone_id)) for each in told]
    return sorted(found, key=lambda owned: owned.statement.due_on or date.max)


def _to_do(plans, on):
    """Owners are keys in a list, which not every database looks into: whose is whose is told apart afterwards."""
    open_still = MilestoneStatement.objects.filter(standing=Standing.LIVE).exclude(status=DeliveryStatus.COMPLETE)
    statements = latest(open_still, Milestone.objects.filter(plan__in=plans), "milestone", on)
    statements = statements.select_related("milestone__plan")
    return statements.order_by("milestone__plan", "milestone__position", "milestone")


def _owned_by(person, plans, on, told):
    posts = set(Holding.objects.posts_of(person, on).filter(post__plan__in=plans).values_list("post", flat=True))
    return [each for each in told if any(owner["post"] in posts or owner["person"] == person for owner in each.owners)]
