"""The arithmetic of XmR charts: limits of what is usual, and the signals of what is not. Values in, values out.

The limits are the mean ± 2.66 times the mean moving range, of all values given. Fewer than 12 values give trial limits,
fewer than 3 none.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

FEWEST, FIRM, RUN = 3, 12, 7
_WIDTH = Decimal("2.66")


class Rule(Enum):
    """What makes a signal, in the order in which they are told."""

    OUTSIDE = "outside"
    SIDE = "side"
    TREND = "trend"
    NEAR = "near"


class Variation(Enum):
    """What a value, or the latest of them, says of the whole; the value is the name of its look."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    UNUSUAL = "unusual"
    COMMON = "common"
    UNKNOWN = ""

    @property
    def words(self):
        return _VARIATIONS[self]


class Assurance(Enum):
    """Whether the target will be met as things go; the value is the name of its look."""

    PASSES = "passes"
    FAILS = "fails"
    CHANCE = "chance"
    UNKNOWN = ""

    @property
    def words(self):
        return _ASSURANCES[self]


_VARIATIONS = {
    Variation.IMPROVEMENT: "Improvement",
    Variation.CONCERN: "Concern",
    Variation.UNUSUAL: "Unusual",
    Variation.COMMON: "Common cause",
    Variation.UNKNOWN: "Too few values",
}
_ASSURANCES = {
    Assurance.PASSES: "Target met as a rule",
    Assurance.FAILS: "Target missed as a rule",
    Assurance.CHANCE: "Target met by chance",
    Assurance.UNKNOWN: "Not known",
}


@dataclass(frozen=True, slots=True)
class Signal:
    """Values that are not usual, by their places; `is_up` says that they lie, or go, upwards."""

    rule: Rule
    is_up: bool
    places: tuple[int, ...]

    @property
    def words(self):
        """ "8 in a row above the mean"."""
        count = len(self.places)
        if self.rule is Rule.OUTSIDE:
            return f"{'above the upper' if self.is_up else 'below the lower'} limit"
        if self.rule is Rule.SIDE:
            return f"{count} in a row {'above' if self.is_up else 'below'} the mean"
        if self.rule is Rule.TREND:
            return f"{count} in a row {'rising' if self.is_up else 'falling'}"
        return f"2 of 3 near the {'upper' if self.is_up else 'lower'} limit"


@dataclass(frozen=True, slots=True)
class Xmr:
    """The chart of some values: `looks` has the `Variation` of each of them, `variation` is that of the latest."""

    mean: Decimal
    moving_range: Decimal
    lower: Decimal
    upper: Decimal
    is_trial: bool
    signals: tuple[Signal, ...]
    looks: tuple[Variation, ...]

    @property
    def variation(self):
        return self.looks[-1]

    def assurance(self, target, better):
        """The `Assurance` of a target (None where there is none) for which "higher" or "lower" is `better`."""
        if target is None or not better:
            return Assurance.UNKNOWN
        worst, best = (self.lower, self.upper) if better == "higher" else (-self.upper, -self.lower)
        aim = target if better == "higher" else -target
        return Assurance.PASSES if worst >= aim else Assurance.FAILS if best < aim else Assurance.CHANCE


def xmr_of(values, better=""):
    """`Xmr` of Decimals in the order of their days; None for too few. `better` is "higher", "lower" or ""."""
    if len(values) < FEWEST:
        return None
    mean = sum(values) / len(values)
    moving_range = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    reach = _WIDTH * moving_range
    signals = tuple(_signals(values, mean, reach))
    return Xmr(
        mean=mean,
        moving_range=moving_range,
        lower=mean - reach,
        upper=mean + reach,
        is_trial=len(values) < FIRM,
        signals=signals,
        looks=tuple(_look(place, signals, better) for place in range(len(values))),
    )


def _look(place, signals, better):
    """By the first of the signals that a value belongs to."""
    first = next((signal for signal in signals if place in signal.places), None)
    if first is None:
        return Variation.COMMON
    if not better:
        return Variation.UNUSUAL
    return Variation.IMPROVEMENT if first.is_up == (better == "higher") else Variation.CONCERN


def _signals(values, mean, reach):
    from_mean = [value - mean for value in values]
    yield from _runs(Rule.OUTSIDE, [_side(each, reach) for each in from_mean], 1)
    yield from _runs(Rule.SIDE, [_side(each, 0) for each in from_mean], RUN)
    steps = [_side(after - before, 0) for before, after in pairwise(values)]
    for signal in _runs(Rule.TREND, steps, RUN - 1):
        yield Signal(signal.rule, signal.is_up, (*signal.places, signal.places[-1] + 1))
    yield from _near([_side(each, reach * 2 / 3) for each in from_mean])


def _side(distance, reach):
    """1 above, -1 below, 0 within `reach` of the mean."""
    return (distance > reach) - (distance < -reach)


def _runs(rule, sides, least):
    """A `Signal` for each unbroken run of one side that is long enough."""
    begin = 0
    for place in range(1, len(sides) + 1):
        if place < len(sides) and sides[place] == sides[begin]:
            continue
        if sides[begin] and place - begin >= least:
            yield Signal(rule, sides[begin] > 0, tuple(range(begin, place)))
        begin = place


def _near(sides):
    """Of three values two or more beyond two thirds of the way to one limit; those that overlap are one signal."""
    for side in (1, -1):
        found = []
        for begin in range(len(sides) - 2):
            places = [place for place in range(begin, begin + 3) if sides[place] == side]
            if len(places) < 2:
                continue
            if found and places[0] in found[-1]:
                found[-1] += [place for place in places if place not in found[-1]]
            else:
                found.append(places)
        for places in found:
            yield Signal(Rule.NEAR, side > 0, tuple(places))
