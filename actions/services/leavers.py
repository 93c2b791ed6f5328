"""Somebody leaves: whoever follows takes over their posts and actions, and their roles end, all at once or nothing."""

from datetime import date

from django.db import transaction

from core.history import create_all
from plans.models import Holding, Plan
from plans.permissions import Permission, require
from plans.services import date_holding, deputise, drop_holding, hold_post, take_role
from plans.services.posts import covers

from ..leaving import Handover, digest, handed_on, in_sentences
from ..models import Origin, ScopeChange, Statement
from ..querysets import people_of
from .people import save_person
from .statements import Entry, record_statements


class HandoverRefused(Exception):
    """The leaver cannot be replaced like this. The text says why and what to do."""


def handover_of(*, plan, person, last_day, takes=None, named=None, roles_end=False):
    """The `Handover` when `person` leaves `plan`: everything that they hold after `last_day`.

    `takes` are {key of a holding: Person or None}; what is not named there nobody takes over.
    """
    holdings = [
        holding
        for holding in person.holdings.filter(post__plan=plan).select_related("post__plan", "person")
        if holding.held_to is None or holding.held_to > last_day
    ]
    led = plan.actions.filter(assignments__person=person).order_by()
    # The latest ones: where one is dated ahead, the handover holds with it, and not only until then.
    statements = Statement.objects.as_at(plan, date.max).filter(action__in=led)
    user = getattr(person, "user", None)
    return Handover(
        person=person,
        last_day=last_day,
        holdings=sorted(holdings, key=lambda h: (h.capacity != Holding.Capacity.HOLDER, h.post.position, h.pk)),
        takes={holding.pk: (takes or {}).get(holding.pk) for holding in holdings},
        statements=[each for each in statements if any(lead["person"] == person.pk for lead in each.leads)],
        named=named,
        memberships=list(plan.memberships.filter(user=user).select_related("user", "plan")) if user else [],
        roles_end=roles_end,
    )


@transaction.atomic
def replace_leaver(*, plan, seen, on, by, **leaving):
    """Replace somebody who leaves; `leaving` is what `handover_of` takes. Returns the `Handover` that was done.

    `seen` is the digest of the sentences that were shown. Successors may be new, unsaved persons. Raises
    HandoverRefused where something changed since, HoldingRefused and RoleRefused as the services of plans do.
    """
    require(by, Permission.MANAGE_PLAN, plan)
    Plan.objects.held(plan.pk)
    handover = handover_of(plan=plan, **leaving)
    if digest(in_sentences(handover)) != seen:
        raise HandoverRefused("Something changed since this was shown. Nothing was saved: look again, then confirm.")
    for taker in [*handover.takes.values(), handover.named]:
        if taker == handover.person:
            raise HandoverRefused("Whoever leaves cannot take over from themselves. Choose somebody else.")
        if taker and taker.pk is None:
            save_person(plan=plan, person=taker, by=by)
    for holding in handover.holdings:
        _pass_on(handover, holding, by)
    if handover.statements:
        _rename_leads(plan, handover, on, by)
    for membership in handover.memberships if handover.roles_end else ():
        take_role(membership=membership, by=by)
    return handover


def _pass_on(handover, holding, by):
    taker, begins = handover.takes[holding.pk], handover.begins(holding)
    if taker and holding.capacity == Holding.Capacity.HOLDER:
        hold_post(post=holding.post, person=taker, on=begins, by=by)
        return
    until = holding.held_to
    if holding.held_from and holding.held_from > handover.last_day:
        drop_holding(holding=holding, by=by)
    else:
        date_holding(holding=holding, held_from=holding.held_from, held_to=handover.last_day, by=by)
    # Whoever has the post, or deputises for it already, need not be made a deputy.
    seated = taker and any(covers(own, begins) for own in holding.post.holdings.filter(person=taker))
    if taker and not seated:
        deputise(post=holding.post, person=taker, on=begins, until=until, by=by)


def _rename_leads(plan, handover, on, by):
    """Name the successor, or nobody, in the actions that name the leaver."""
    require(by, Permission.REASSIGN_ACTION, plan)
    posts = dict(plan.posts.values_list("pk", "abbreviation"))
    people = {person.pk: person.initials or person.name for person in people_of(plan)}
    successor = handover.named and handover.named.pk
    if successor:
        people[successor] = handover.named.initials or handover.named.name
    entries = [
        Entry(
            before.action,
            handed_on(before, handover.person.pk, successor, posts, people),
            origin=Origin.FORM,
            before=before,
        )
        for before in handover.statements
    ]
    days = sorted({max(on, entry.before.effective_on) for entry in entries})
    said = [
        statement
        for day in days
        for statement in record_statements(
            plan=plan,
            entries=[entry for entry in entries if max(on, entry.before.effective_on) == day],
            effective_on=day,
            by=by,
        )
    ]
    reason = f"{handover.person} leaves"
    create_all(
        ScopeChange,
        [
            ScopeChange(
                action=statement.action,
                kind=ScopeChange.Kind.REASSIGNED,
                reason=reason,
                effective_on=statement.effective_on,
                statement=statement,
                recorded_by=by,
            )
            for statement in said
        ],
        by=by,
    )
