"""What follows when somebody leaves: who takes over what they hold, in words before it is done, and then done."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import Person
from core.dates.calendar import in_words
from core.environment import plural
from plans.models import Holding, Membership

from .models import LeadRole, Statement

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handover:
    """What the leaving of a person changes.

    `takes` is who takes each of `holdings` over, by its key; `named` who takes over the actions of `statements`, which
    name the leaver. None is nobody. `memberships` are the leaver's roles, `roles_end` whether they are taken away.
    """

    person: Person
    last_day: date
    holdings: list[Holding]
    takes: dict[int, Person | None]
    statements: list[Statement]
    named: Person | None = None
    memberships: list[Membership] = field(default_factory=list)
    roles_end: bool = False

    def begins(self, holding):
        """The day on which whoever takes a holding over begins."""
        return max(self.last_day + DAY, holding.held_from or date.min)


def handed_on(before, leaver, successor, posts, people):
    """{fact: value} of an action whose leads named `leaver` (a key) and name `successor` (a key, or None) instead.

    `before` has its facts, `posts` are {key: abbreviation}, `people` {key: initials or name}. Where the name alone led,
    nobody does then. What is shown as written is what an office would write: "AO (CH)".
    """
    leads = []
    for lead in before.leads:
        if lead["person"] == leaver:
            lead = lead | {"person": successor}
        if (lead["post"] or lead["person"]) and lead not in leads:
            leads.append(lead)
    facts = {"leads": leads}
    for role in {lead["role"] for lead in before.leads if lead["person"] == leaver}:
        own = [lead for lead in leads if lead["role"] == role]
        facts[f"{role}_as_written"] = "/".join(_written(lead, posts, people) for lead in own)
    return facts


def _written(lead, posts, people):
    post, person = posts.get(lead["post"], ""), people.get(lead["person"], "")
    return f"{post} ({person})" if post and person else post or person


def in_sentences(handover):
    """What will happen, or has happened, one sentence for each thing that changes."""
    told = [_of_holding(handover, holding) for holding in handover.holdings]
    if handover.statements:
        told.append(_of_actions(handover))
    if handover.memberships:
        roles = ", ".join(membership.get_role_display() for membership in handover.memberships)
        done = "are taken away now" if handover.roles_end else "stay as they are"
        told.append(f"The roles of {handover.memberships[0].user.email} in this plan ({roles}) {done}.")
    return told


def _of_holding(handover, holding):
    who, taker, post = handover.person, handover.takes[holding.pk], holding.post
    begins = handover.begins(holding)
    is_deputy = holding.capacity == Holding.Capacity.DEPUTY
    does = "deputises for" if is_deputy else "holds"
    never = holding.held_from is not None and holding.held_from > handover.last_day
    until = f"never {does} it" if never else f"{does} it until {in_words(handover.last_day)}"
    if taker:
        return f"{post}: {taker} {does} it from {in_words(begins)}; {who} {until}."
    if is_deputy:
        return f"{post}: {who} {until}; nobody deputises in their place."
    return f"{post}: {who} {until}; it is vacant from {in_words(begins)}."


def _of_actions(handover):
    names = ", ".join(each.action.ref or f"“{each.title[:40]}”" for each in handover.statements)
    many = plural(len(handover.statements), "action")
    if handover.named:
        return f"{handover.named} leads {many} in place of {handover.person} from today: {names}."
    return f"{handover.person} is taken off {many} from today: {names}." + _left_alone(handover)


def _left_alone(handover):
    """Which of the actions nobody leads any longer when the name is taken off."""
    alone = [
        f"{each.action.ref or each.title[:40]} ({role.label})"
        for each in handover.statements
        for role in LeadRole
        if (own := [lead for lead in each.leads if lead["role"] == role])
        and all(lead["person"] == handover.person.pk and not lead["post"] for lead in own)
    ]
    return f" Without a lead then: {', '.join(alone)}." if alone else ""


def digest(sentences):
    """A mark of what was shown, by which it is known again."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()
