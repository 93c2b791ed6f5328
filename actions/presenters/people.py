"""The people of a plan: posts with who holds them, and log-ins with what they may do."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from plans.models import Role
from plans.permissions import ROLES, Permission
from plans.services import days_in_words


@dataclass(frozen=True, slots=True)
class ShownHolding:
    """`when` is in words: "from 1 May 2019"."""

    key: int
    who: str
    person: int
    is_deputy: bool
    when: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class ShownPost:
    """`now` are the holder, if any, and the deputies; `others` those before and those to come."""

    key: int
    abbreviation: str
    title: str
    to_confirm: bool
    is_held: bool
    now: list[ShownHolding]
    to_come: list[ShownHolding]
    before: list[ShownHolding]


@dataclass(frozen=True, slots=True)
class ShownLogIn:
    """`posts` are those that the log-in's person holds or deputises for; `last_seen` None is never yet."""

    key: int
    name: str
    email: str
    person: object
    roles: list[str]
    posts: list[str]
    last_seen: datetime | None
    is_active: bool
    held_before: bool


@dataclass(frozen=True, slots=True)
class ShownPermission:
    """What can be permitted, as a sentence, and for each role whether it is."""

    sentence: str
    roles: list[tuple[str, bool]]


def shown_holding(holding):
    return ShownHolding(
        key=holding.pk,
        who=str(holding.person),
        person=holding.person_id,
        is_deputy=holding.capacity == holding.Capacity.DEPUTY,
        when=days_in_words(holding),
        to_confirm=holding.person.to_confirm,
    )


def shown_post(post, on):
    """`ShownPost` of a post with its holdings and their persons, as at `on`."""
    holdings = sorted(post.holdings.all(), key=lambda h: (h.capacity == h.Capacity.DEPUTY, h.held_from or date.min))
    when = {name: [] for name in ("now", "to_come", "before")}
    for holding in holdings:
        when[_when(holding, on)].append(shown_holding(holding))
    return ShownPost(
        key=post.pk,
        abbreviation=post.abbreviation,
        title=post.title if post.title != post.abbreviation else "",
        to_confirm=post.to_confirm,
        is_held=any(not holding.is_deputy for holding in when["now"]),
        **when,
    )


def shown_log_ins(memberships, posts, on):
    """`ShownLogIn` of each log-in with a role, from its `Membership`s in the order of log-ins and `ShownPost`s."""
    seats, held_before = {}, set()
    for post in posts:
        for holding in post.now:
            seats.setdefault(holding.person, []).append(post.abbreviation)
        held_before |= {holding.person for holding in post.before}
    for user, own in groupby(memberships, key=lambda membership: membership.user):
        yield ShownLogIn(
            key=user.pk,
            name=str(user),
            email=user.email,
            person=user.person,
            roles=[membership.get_role_display() for membership in own],
            posts=seats.get(user.person_id, []),
            last_seen=user.last_login,
            is_active=user.is_active,
            held_before=user.person_id in held_before,
        )


def administrators_among(memberships):
    """The names of those whom to ask for a role."""
    return [str(m.user) for m in memberships if m.role == Role.ADMINISTRATOR and m.user.is_active]


def shown_roles():
    """(word, sentence) of every role, and `ShownPermission` of everything that can be permitted: from the code."""
    roles = [(role.label, ROLES[role].sentence) for role in Role]
    permissions = [
        ShownPermission(each.value, [(role.label, each in ROLES[role].permissions) for role in Role])
        for each in Permission
    ]
    return roles, permissions


def _when(holding, on):
    if holding.held_to and holding.held_to < on:
        return "before"
    return "to_come" if holding.held_from and holding.held_from > on else "now"
