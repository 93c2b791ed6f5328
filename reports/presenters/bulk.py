"""What a change of many actions will do, in words, before it is done."""

from collections import defaultdict
from dataclasses import dataclass

from actions.models import LeadRole

from .words import cut


@dataclass(frozen=True, slots=True)
class Alike:
    """Actions to which the same happens: `words` say what, `actions` are (name, title)."""

    words: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change does to the actions chosen. `unchanged` are as asked for already.

    `later` have a statement of a later day, which holds again from then on. `seen` are {key: key of the statement
    shown}, as a form sends them on.
    """

    changed: tuple[Alike, ...]
    count: int
    unchanged: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    seen: str


def consequences(statements, change, in_words, later):
    """`Consequences` of `change`, a function of a statement to the facts that would differ.

    `in_words` are functions of a statement and facts to a sentence; `later` are the ids of actions with a statement of
    a later day.
    """
    alike, unchanged = defaultdict(list), []
    for before in statements:
        facts = change(before)
        (alike[in_words(before, facts)] if facts else unchanged).append(_named(before))
    return Consequences(
        changed=tuple(Alike(words, tuple(actions)) for words, actions in alike.items()),
        count=sum(map(len, alike.values())),
        unchanged=tuple(unchanged),
        later=tuple(_named(before) for before in statements if before.action_id in later),
        seen=",".join(f"{before.action.key}:{before.pk}" for before in statements),
    )


def leads_in_words(posts):
    """What sentence says how the leads change; `posts` are {id: abbreviation}."""

    def words(before, facts):
        moves = []
        for role in LeadRole:
            name = f"{role.value}_as_written"
            if name in facts and (was := _was(before, role, posts)) != facts[name]:
                label = role.label if role == LeadRole.SRO else role.label.capitalize()
                moves.append(f"{label}: {was} becomes {facts[name]}")
        return "; ".join(moves) or "The same posts, whoever holds them"

    return words


def scope_in_words(before, facts):
    return "In scope, will be out of scope" if before.in_scope else "Out of scope, will be in scope"


def _was(statement, role, posts):
    """Who led in a role, as written or by the posts."""
    led = [posts[lead["post"]] for lead in statement.leads if lead["role"] == role and lead["post"] in posts]
    return getattr(statement, f"{role.value}_as_written") or "/".join(led) or "nobody"


def _named(statement):
    action = statement.action
    return action.ref or "No reference", cut(statement.title, 100)
