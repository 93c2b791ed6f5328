"""Money as offices write it: in thousands of pounds, without pence, adverse amounts in brackets.

Every amount is a Decimal in £'000, with two places at most: a value that Excel worked out in a hundred of them is not
more exact than the pounds it stands for.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

PLACES = Decimal("0.01")
# What one column of the database holds: twelve digits before the point are a thousand times the NHS.
MOST = Decimal(10) ** 12
_NUMBER = re.compile(
    r"(?P<minus>[-−–]?)£?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?P<part>\.\d+)?(?P<percent>%?)"
)
_NOTHING = {"", "-", "−", "–", "—", "nil", "n/a", "na"}


class NotAnAmount(ValueError):
    """A text that is no amount. Its own text is the end of a sentence that begins with what was written."""


def read_amount(given):
    """The Decimal of a number, or that a text writes: "1,234", "(4,224)", "-12.5"; None for "", a dash or "nil".

    Raises NotAnAmount.
    """
    number = _read(given)
    if number is None:
        return None
    amount, is_percent = number
    if is_percent:
        raise NotAnAmount("is a percentage; write the amount in £'000")
    return rounded(amount)


def read_percent(given, places=Decimal("0.1")):
    """The Decimal of a number, or that a text writes, as a percentage: "(0.8)", "27.2%"; None for "".

    It is rounded to `places`, as printed ones are to one. Raises NotAnAmount.
    """
    try:
        number = _read(given)
    except NotAnAmount:
        raise NotAnAmount("is no percentage; write it as 40 or 40%") from None
    return None if number is None else number[0].quantize(places, ROUND_HALF_UP)


def _read(given):
    """(number, whether a % follows it), or None for nothing."""
    if isinstance(given, int | float) and not isinstance(given, bool) and isfinite(given):
        return _bearable(Decimal(str(given))), False
    words = " ".join(str("" if given is None else given).split())
    if words.casefold() in _NOTHING:
        return None
    bracketed = words.startswith("(") and words.rstrip("%").endswith(")")
    inner = words.replace("(", "").replace(")", "").strip() if bracketed else words
    found = _NUMBER.fullmatch(inner.replace("£ ", "£").replace("- ", "-"))
    if not found or (bracketed and found["minus"]):
        raise NotAnAmount("is no amount; write a number in £'000, such as 1,234 or (56)")
    number = _bearable(Decimal(re.sub(r"[ ,]", "", found["whole"]) + (found["part"] or "")))
    return -number if bracketed or found["minus"] else number, bool(found["percent"])


def _bearable(number):
    if abs(number) >= MOST - 1:
        raise NotAnAmount("is more than the tracker keeps; write it in £'000")
    return number


def rounded(amount):
    """A Decimal as it is kept: in £'000 with two places."""
    return amount.quantize(PLACES, ROUND_HALF_UP)


def shown(amount):
    """An amount as it is printed: "1,234", "(56)" below zero, "0", and "Not set" for None."""
    if amount is None:
        return "Not set"
    whole = Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP)
    return f"({-whole:,})" if whole < 0 else f"{whole + 0:,}"


def shown_percent(percent):
    """A percentage as it is printed: "2.9%", "(0.8%)" below zero, and "Not set" for None."""
    if percent is None:
        return "Not set"
    value = Decimal(percent).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"({-value}%)" if value < 0 else f"{abs(value)}%"
