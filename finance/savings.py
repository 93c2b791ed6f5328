"""The arithmetic of savings schemes: what counts, what is identified of a target, and how a profile stands.

Values in, values out; amounts are Decimals in £'000, None where nobody gave one.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# (number, name, what has to be approved to go on), in the order in which a scheme goes through them.
USUAL_GATEWAYS = (
    (0, "Pipeline", "The value is confirmed by finance and the idea taken up by the executive"),
    (1, "Initiation", "A clinical lead stands behind it and its impact on quality and equality is assessed"),
    (2, "Planning", "The programme office has seen the finished plan"),
    (3, "Delivery", "Measures and money can be followed by the programme office"),
    (4, "Monitoring", "Everything that the scheme was to bring is recorded as delivered"),
    (5, "Closure", "The programme office records the scheme as closed"),
)
CONFIDENCES = ("green", "amber", "red")
_ENDED = re.compile(r"\b(?:withdrawn|rejected|cancelled|canceled|stopped|abandoned|merged|not proceeding)\b", re.I)
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.:)–-]?\s*(.*)$", re.DOTALL)
_CONFIDENCE = {"green": "green", "g": "green", "high": "green", "amber": "amber", "a": "amber", "yellow": "amber"}
_CONFIDENCE |= {"medium": "amber", "red": "red", "r": "red", "low": "red"}
_YES = {"r", "rec", "recurrent", "recurring", "yes", "y", "full year", "true"}
_NO = {"nr", "n r", "non rec", "non recurrent", "non recurring", "no", "n", "one off", "false"}
_NOTHING, _HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is identified of a target: `gap` is what no scheme stands for yet, `headroom` in per cent of the target.

    Both are None without a target; `short_of_headroom` is what is missing of the headroom that is wanted.
    """

    target: Decimal | None
    identified: Decimal
    gap: Decimal | None
    headroom: Decimal | None
    short_of_headroom: Decimal | None


@dataclass(frozen=True, slots=True)
class ToDate:
    """A profile up to a month: what was planned and saved by then, and what the year comes to.

    The year is what was saved so far and what is planned for the months of which nothing is known. `late` counts those
    of them that are over, planned and counted as nothing saved so far.
    """

    planned: Decimal | None
    actual: Decimal | None
    whole_plan: Decimal | None
    expected: Decimal | None
    late: int

    @property
    def apart(self):
        return None if None in (self.planned, self.actual) else self.actual - self.planned


def counts(status):
    """Whether a scheme of a status, as the office writes it, stands for savings at all."""
    return not _ENDED.search(status)


def value_of(scheme):
    """What a scheme is worth: net, or gross where only that is known; None where neither is."""
    return scheme.gross if scheme.net is None else scheme.net


def standing(target, values, headroom_wanted=None):
    """`Standing` of the `values` of the schemes that count."""
    identified = sum((value for value in values if value is not None), _NOTHING)
    if target is None:
        return Standing(None, identified, None, None, None)
    headroom = None
    if target:
        headroom = ((identified - target) * _HUNDRED / target).quantize(Decimal("0.1"), ROUND_HALF_UP)
    wanted = None if headroom_wanted is None else target * (_HUNDRED + headroom_wanted) / _HUNDRED
    short = None if wanted is None else max(_NOTHING, wanted - identified)
    return Standing(target, identified, max(_NOTHING, target - identified), headroom, short)


def to_date(months, month):
    """`ToDate` of [(last day, planned, actual)] at the end of `month`."""
    past = [each for each in months if each[0] <= month]
    planned = _added(plan for _, plan, _ in past)
    actual = _added(saved for *_, saved in past)
    expected = _added(plan if saved is None else saved for _, plan, saved in months)
    late = sum(saved is None and plan is not None for _, plan, saved in past)
    return ToDate(planned, actual, _added(plan for _, plan, _ in months), expected, late)


def _added(amounts):
    known = [amount for amount in amounts if amount is not None]
    return sum(known, _NOTHING) if known else None


def year_among(known, now):
    """The year to tell of: the latest of the `known` ones that has begun by `now`, else the first to come, or None."""
    begun = [year for year in known if year <= now]
    return max(begun) if begun else min(known, default=None)


def read_gateway(text):
    """(number, name) of "3. Delivery"; the number is None, or the name empty, where none is written."""
    found = _NUMBERED.match(text)
    return (int(found.group(1)), found.group(2).strip()) if found else (None, text.strip())


def gateway_in(text, gateways):
    """The one of `gateways` (with number and name) that a text names by number or name, or None."""
    number, name = read_gateway(text)
    if number is not None:
        return next((each for each in gateways if each.number == number), None)
    return next((each for each in gateways if name and each.name.casefold() == name.casefold()), None)


def read_confidence(text):
    """ "green", "amber" or "red" of a word or letter; "" for what is none of them."""
    return _CONFIDENCE.get(text.strip().casefold(), "")


def read_recurrent(text):
    """True for "recurrent" or "R", False for "non-recurrent" or "NR", None for what says neither."""
    words = " ".join(re.sub(r"[^a-z]+", " ", text.casefold()).split())
    return True if words in _YES else False if words in _NO else None
