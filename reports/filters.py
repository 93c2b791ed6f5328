"""What a reader asks of the list of actions in its address, and which actions that leaves. Values in, values out."""

from dataclasses import dataclass, field, replace

from actions.assurance import is_judged
from actions.models import LeadRole
from actions.scope import COUNTED
from plans.presenters.key import UNRATED

NONE = "none"  # the area, status or post of actions that have none
YES, NO = "yes", "no"
IN, OUT = "in", "out"
ANY = "any"  # whatever looks wrong, notes left out
ALL = "all"  # of whatever standing, those that are no longer counted as well


def area_value(number):
    """What the filter calls the area of that number."""
    return NONE if number is None else str(number)


def posts_of(action, roles=()):
    """The abbreviations of the posts that lead an action in one of the `LeadRole`s, or in any of them.

    NONE where nobody does: neither a post nor a name as written.
    """
    led = {
        LeadRole.SRO: (action.sro, action.sro_as_written),
        LeadRole.OPS_LEAD: (action.ops_lead, action.ops_lead_as_written),
    }
    asked = [led[role] for role in roles or led if role in led]
    if not asked:
        return []
    found = [post for posts, _ in asked for post in posts]
    return found if found or any(written for _, written in asked) else [NONE]


def days_of(text):
    """A number of days as typed, None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def is_silent(action, days):
    """Whether an action is still to be done and its lead has said nothing dated for so many days, or ever."""
    open_still = is_judged(action) and not action.is_complete
    return open_still and (action.silent_days is None or action.silent_days >= days)


def _has_words(action, asked):
    """Whether every word of `asked` stands in what an action is called, in what was said or in what it answers."""
    texts = (action.ref, action.title, action.progress, action.newest_words, action.recommendation, action.source)
    said = "\n".join(filter(None, texts)).casefold()
    return all(word in said for word in asked.casefold().split())


def _is_wrong(action, value):
    return action.looks_wrong if value == ANY else any(found.rule == value for found in action.wrong)


# {name in the address: (a filter, an `ActionFigure`, a value asked for) -> whether the action has it}, in the order of
# the form.
_FITS = {
    "text": lambda asked, action, value: _has_words(action, value),
    "area": lambda asked, action, value: value == area_value(action.area_number),
    "rating": lambda asked, action, value: value == (action.rating or UNRATED),
    "status": lambda asked, action, value: value == (action.status or NONE),
    "late": lambda asked, action, value: value == (YES if action.late else NO),
    "slipped": lambda asked, action, value: value == (YES if action.slips else NO),
    "silent": lambda asked, action, value: (days := days_of(value)) is not None and is_silent(action, days),
    "post": lambda asked, action, value: value in posts_of(action, asked.values.get("role", ())),
    "evidence": lambda asked, action, value: value == action.evidence_status,
    "wrong": lambda asked, action, value: _is_wrong(action, value),
    "scope": lambda asked, action, value: value == (IN if action.in_scope else OUT),
    "private": lambda asked, action, value: value == (YES if action.is_private else NO),
    "standing": lambda asked, action, value: value in (ALL, action.standing),
    "mine": lambda asked, action, value: value == (YES if action.key in asked.mine else NO),
}


@dataclass(frozen=True)
class ActionFilter:
    """The filters of the list of actions as they stand in the address.

    `values` are {name: the values asked for}, of which an action needs one; `role` says in which role the post is
    meant and asks for nothing by itself. A value that no action can have leaves none. `mine` are the keys of the
    actions that the reader leads.
    """

    values: dict = field(default_factory=dict)
    mine: frozenset = frozenset()

    def matches(self, action):
        """Whether an `ActionFigure` is asked for. What is no longer counted has to be asked for by its standing."""
        if action.is_heading or ("standing" not in self.values and action.standing not in COUNTED):
            return False
        return all(
            any(_FITS[name](self, action, value) for value in values)
            for name, values in self.values.items()
            if name in _FITS
        )

    def asks_for(self, name):
        """The values asked for under that name."""
        return self.values.get(name, ())

    def query(self, **others):
        """{name: values} for an address, with `others` beside them."""
        return self.values | others

    def of_any_standing(self):
        """The same filter for what is no longer counted as well."""
        return replace(self, values=self.values | {"standing": (ALL,)})

    def without(self, name, value):
        """The query that asks for all but one value."""
        left = self.values | {name: tuple(each for each in self.values[name] if each != value)}
        return _kept(left)


def _kept(values):
    """`values` without the names that ask for nothing; the role of a post goes with the post."""
    kept = {name: found for name, found in values.items() if found}
    return kept if "post" in kept else {name: found for name, found in kept.items() if name != "role"}


NAMES = (*_FITS, "role")


def read_action_filter(query, mine=frozenset()):
    """The `ActionFilter` of a request's query (a QueryDict); `mine` are the keys of what the reader leads."""
    asked = {name: dict.fromkeys(value.strip() for value in query.getlist(name)) for name in NAMES}
    return ActionFilter(_kept({name: tuple(filter(None, values)) for name, values in asked.items()}), mine)
