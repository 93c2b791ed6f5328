"""The arithmetic of a plan of money: how a year becomes the next, by movements, and what a table adds up to."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .variance import Kind, difference

BEFORE, BASE, MOVEMENT, CLOSING, YEAR = "before", "base", "movement", "closing", "year"


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the plan: its head as written, and what stands under it (one of the roles above)."""

    name: str
    role: str


def growth(before, after):
    """How much `after` is above `before` in per cent, with one place; None where that cannot be said: nothing grows
    from zero or below."""
    if before is None or after is None or before <= 0:
        return None
    return (100 * (after - before) / before).quantize(Decimal("0.1"), ROUND_HALF_UP)


def planned(heads, amounts):
    """What the movements make of the base of a line, None where it has neither."""
    given = [
        amount
        for head, amount in zip(heads, amounts, strict=True)
        if head.role in (BASE, MOVEMENT) and amount is not None
    ]
    return sum(given, Decimal(0)) if given else None


def at(heads, amounts, role):
    """The amount under the first head of a role, None where there is none."""
    return next((amount for head, amount in zip(heads, amounts, strict=True) if head.role == role), None)


def added_up(kind, lines, number):
    """What a total of `kind` comes to in the column `number`; `lines` are [(kind, amounts)] of all lines.

    None where no line has an amount there, and of a total of which it is not known what belongs to it.
    """
    if kind in (Kind.GROUP_TOTAL, Kind.CUMULATIVE):
        return None
    spent = [amounts[number] for of, amounts in lines if of == Kind.EXPENDITURE and amounts[number] is not None]
    income = [amounts[number] for of, amounts in lines if of == Kind.ALLOCATION and amounts[number] is not None]
    if kind == Kind.IN_YEAR:
        return sum(income, Decimal(0)) - sum(spent, Decimal(0)) if income and spent else None
    return sum(spent, Decimal(0)) if spent else None


def differences(heads, lines):
    """[(name of the line, `Difference`)] of everything printed that does not add up.

    `lines` are [(name, kind, amounts)]: of a line, its movements against the plan; of a total, each of its columns.
    """
    given = [(kind, amounts) for _, kind, amounts in lines if not Kind(kind).is_total]
    found = []
    for name, kind, amounts in lines:
        if Kind(kind).is_total:
            for number, head in enumerate(heads):
                found.append((name, difference(head.name, amounts[number], added_up(kind, given, number), len(given))))
        else:
            printed = at(heads, amounts, CLOSING)
            found.append((name, difference("plan", printed, planned(heads, amounts), len(heads))))
    return [(name, each) for name, each in found if each]


def steps(heads, amounts):
    """[(label, amount, whether it is a whole)] that lead from the year before to the plan; [] where they do not.

    What did not recur of the year before is a movement of its own; a movement of nothing is left out.
    """
    before, base, closing = (at(heads, amounts, role) for role in (BEFORE, BASE, CLOSING))
    if closing is None or (before is None and base is None):
        return []
    first = before if before is not None else base
    name = next(head.name for head in heads if head.role == (BEFORE if before is not None else BASE))
    found = [(name, first, True)]
    if before is not None and base is not None and base != before:
        found.append(("What does not recur", base - before, False))
    moved = [
        (head.name, amount) for head, amount in zip(heads, amounts, strict=True) if head.role == MOVEMENT and amount
    ]
    found += [(name, amount, False) for name, amount in moved]
    rest = closing - (base if base is not None else first) - sum((amount for _, amount in moved), Decimal(0))
    if rest:
        found.append(("Not explained", rest, False))
    return [*found, (next(head.name for head in heads if head.role == CLOSING), closing, True)]
