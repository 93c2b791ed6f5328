"""The orders in which the list of actions can stand. Values in, values out."""

import re
from dataclasses import dataclass

PLAN = "plan"


def reference_key(ref):
    """What sorts references as offices count: 1.2 before 1.10, 3a before 3b."""
    parts = re.findall(r"[0-9]+|[^0-9]+", ref.casefold())
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]


@dataclass(frozen=True)
class Order:
    """An order of the list: `words` say how it begins, `turned` how it begins the other way round."""

    name: str
    text: str
    words: str
    turned: str


ORDERS = {
    order.name: order
    for order in (
        Order(PLAN, "plan order", "", ""),
        Order("ref", "reference", "lowest first", "highest first"),
        Order("due", "due date", "earliest first", "latest first"),
        Order("rating", "rating", "least advanced first", "most advanced first"),
        Order("last", "last word", "longest ago first", "newest first"),
        Order("slips", "slips", "most often first", "least often first"),
    )
}


@dataclass(frozen=True)
class Sort:
    """An order as asked for in the address: `due`, or `-due` for the other way round."""

    order: Order
    is_turned: bool = False

    @property
    def value(self):
        """How the address asks for it; "" for the order of the plan, which needs no asking."""
        return "" if self.is_plan else f"{'-' if self.is_turned else ''}{self.order.name}"

    @property
    def is_plan(self):
        return self.order.name == PLAN

    @property
    def words(self):
        return self.order.turned if self.is_turned else self.order.words


def read_sort(text):
    """The `Sort` of an address, that of the plan for "". None for what there is not."""
    order = ORDERS.get(text.removeprefix("-") or PLAN)
    is_turned = text.startswith("-")
    return None if order is None or (is_turned and order.name == PLAN) else Sort(order, is_turned)


def in_order(actions, sort, ratings):
    """`ActionFigure`s in the order asked for; equals stay in the order of the plan, what has no value comes last.

    `ratings` are the codes of the key from the most to the least advanced.
    """
    if sort.is_plan:
        return list(actions)
    value = _values(ratings)[sort.order.name]
    valued = [(value(action), action) for action in actions]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.is_turned)
    return [action for _, action in known] + [action for value, action in valued if value is None]


def _values(ratings):
    """{name of an order: what an action is sorted by, None where it has none}."""
    places = {code: -place for place, code in enumerate(ratings)}
    return {
        "ref": lambda action: reference_key(action.ref) if action.ref else None,
        "due": lambda action: action.due_on,
        "rating": lambda action: places.get(action.rating),
        "last": lambda action: action.last_word_on,
        "slips": lambda action: (-action.slips, -action.days_slipped),
    }
