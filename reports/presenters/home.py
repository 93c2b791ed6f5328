"""The plans of a reader at a glance."""

from dataclasses import dataclass
from datetime import date

from actions.presenters.counts import segments
from core.charts import stacked_bar
from core.environment import plural
from plans.addresses import PlanAddresses
from plans.presenters.key import Key

from .money import money_headline
from .position import Figure, Position, position_in_brief, position_of


@dataclass(frozen=True, slots=True)
class Report:
    """The last report of a plan, and the page of the plan as at its day."""

    on: date
    url: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """`position` is None for a plan without actions.

    Of several plans each says more: a `bar` of its ratings, the `last_report`, the `period` whose updates are due next,
    and its open `risks`, and of its `money` the first sentence; empty or None where there is none, or where the reader
    has one plan alone.
    """

    name: str
    url: str
    organisations: str
    position: Position | None
    bar: str = ""
    last_report: Report | None = None
    period: object = None
    risks: Figure | None = None
    money: tuple[str | Figure, ...] = ()


def plan_cards(plans, counts, glances):
    """A `PlanCard` for each of `plans`, with ratings and organisations at hand.

    `counts` are {id: its PlanCounts}, `glances` {id: its Glance}, empty where the reader has one plan.
    """
    return [_card(plan, counts[plan.pk], glances.get(plan.pk)) for plan in plans]


def _card(plan, counts, glance):
    links, key = PlanAddresses(plan.slug), Key(plan.ratings.all())
    organisations = ", ".join(each.name for each in plan.organisations.all())
    position = position_in_brief(counts, key, links) if counts else None
    told = _told(plan, key, links, glance, bool(counts)) if glance else {}
    return PlanCard(
        **{"name": plan.name, "url": links.dashboard(), "organisations": organisations, "position": position} | told
    )


def _told(plan, key, links, glance, has_actions):
    """What the card of one of several plans says beside its name, {field: value}."""
    told = {"period": glance.period, "last_report": _report(plan, glance.last_report)}
    if glance.figures:
        told["risks"] = _risks(glance.figures.risks, links)
        money = money_headline(glance.figures, links)
        told["money"] = money.sentences[0] if money else ()
        if has_actions:
            bar = stacked_bar(f"Actions of {plan.name}", segments(glance.figures.actions.total, key))
            told |= {"position": position_of(glance.figures, key, links), "bar": bar}
    return told


def _report(plan, day):
    return Report(day, PlanAddresses(plan.slug, day).dashboard()) if day else None


def _risks(risks, links):
    """ "16 open risks, 9 of them extreme"; None for a plan without a register."""
    if not risks.risks:
        return None
    count, highest = len(risks.open), max(risks.bands, key=lambda band: band.lowest, default=None)
    among = f", {highest.risks or 'none'} of them {highest.word.lower()}" if count and highest else ""
    return Figure(count, f"{plural(count, 'open risk')}{among}", links.page("risks:register"))
