"""The plans of a reader at a glance."""

from dataclasses import dataclass

from ..addresses import PlanAddresses
from .key import Key
from .position import Position, position_in_brief


@dataclass(frozen=True, slots=True)
class PlanCard:
    """`position` is None for a plan without actions."""

    name: str
    url: str
    organisations: str
    position: Position | None


def plan_cards(plans, counts):
    """A `PlanCard` for each of `plans`, with ratings and organisations at hand; `counts` are {id: its PlanCounts}."""
    cards = []
    for plan in plans:
        links, told = PlanAddresses(plan.slug), counts[plan.pk]
        position = position_in_brief(told, Key(plan.ratings.all()), links) if told else None
        organisations = ", ".join(each.name for each in plan.organisations.all())
        cards.append(PlanCard(plan.name, links.dashboard(), organisations, position))
    return cards
