"""What may make the result of a year worse, what may mend it, and the net of the two. Values in, values out.

Amounts are Decimals in £'000, None where none is known; `probability` is a Decimal in per cent. A risk stands below
zero, as finance offices print it, a mitigation above. Assessed is gross × probability, residual what the forecast does
not hold yet: assessed less in forecast.
"""

from dataclasses import dataclass
from decimal import Decimal

from core.money import rounded, shown, shown_percent

from .variance import difference

RISK, MITIGATION, NET = "risk", "mitigation", "net"
KINDS = (RISK, MITIGATION)
AMOUNTS = ("gross", "assessed", "in_forecast", "residual")
NAMES = {"gross": "gross", "assessed": "assessed", "in_forecast": "in forecast", "residual": "residual"}
# No risk is more likely than certain, but offices print 107%; past this it is an amount in the wrong column.
MOST_PROBABLE = Decimal(1000)
_NOTHING, _ALL, _ONE = Decimal(0), Decimal(100), Decimal(1)
# A printed percentage is rounded to a whole one.
_HALF_A_PERCENT = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The four amounts of a line, or of a sum of lines."""

    gross: Decimal | None
    assessed: Decimal | None
    in_forecast: Decimal | None
    residual: Decimal | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not fit: the rule's name, the field it is about, and a sentence that begins with no name."""

    rule: str
    field: str
    sentence: str

    @property
    def fact(self):
        """The sentence without what is to be done about it."""
        return self.sentence.partition("; ")[0]


def assessed_of(gross, probability):
    """gross × probability; None unless both are known."""
    return None if gross is None or probability is None else rounded(gross * probability / _ALL)


def is_the_product(assessed, gross, probability):
    """Whether gross × probability is what is assessed, as far as printed figures can say it; all three are known."""
    return abs(assessed_of(gross, probability) - assessed) <= abs(gross) * _HALF_A_PERCENT + _ONE


def residual_of(assessed, in_forecast):
    """What the forecast does not hold yet; None unless both are known."""
    return None if assessed is None or in_forecast is None else assessed - in_forecast


def total_of(lines, kind=None):
    """The `Amounts` of all lines of a kind, or of both, which is the net exposure. What is not known adds nothing."""
    found = [line for line in lines if kind is None or line.kind == kind]
    return Amounts(*(sum((getattr(line, name) or _NOTHING for line in found), _NOTHING) for name in AMOUNTS))


def findings_of(line):
    """The `Finding`s of one line, which has the fields of `Amounts`, `kind`, `probability` and `lead`."""
    yield from _of_probability(line)
    yield from _of_amounts(line)
    if not line.lead.strip():
        yield Finding("no_lead", "lead", "nobody is named to lead it; name who does")


def _of_probability(line):
    if line.probability is None:
        return
    if not _NOTHING <= line.probability <= _ALL:
        said = shown_percent(line.probability)
        yield Finding("not_a_probability", "probability", f"a probability of {said} is outside 0% to 100%; check it")
    product = assessed_of(line.gross, line.probability)
    if product is None or line.assessed is None:
        return
    said = f"{shown_percent(line.probability)} of {shown(line.gross)} is {shown(product)}"
    if product and not line.assessed:
        yield Finding("nothing_assessed", "assessed", f"{said}, but nothing is assessed; check which is right")
    elif not is_the_product(line.assessed, line.gross, line.probability):
        yield Finding(
            "not_the_product", "assessed", f"{said}, but {shown(line.assessed)} is assessed; check which is right"
        )


def _of_amounts(line):
    expected = residual_of(line.assessed, line.in_forecast)
    if expected is not None and line.residual is not None and abs(expected - line.residual) > _ONE:
        yield Finding(
            "residual",
            "residual",
            f"assessed less in forecast is {shown(expected)}, but the residual is {shown(line.residual)}; check "
            "which is right",
        )
    sign = -1 if line.kind == RISK else 1
    if wrong := [name for name in AMOUNTS[:3] if (getattr(line, name) or _NOTHING) * sign < 0]:
        stands = "below zero, in brackets" if line.kind == RISK else "above zero, without brackets"
        yield Finding(
            "sign", wrong[0], f"{shown(getattr(line, wrong[0]))} {NAMES[wrong[0]]}: a {line.kind} stands {stands}"
        )


def differences_of(kind, printed, lines):
    """The `variance.Difference`s of a printed total of a kind, or of NET, against its `lines` (all of the table)."""
    own = [line for line in lines if kind in (NET, line.kind)]
    computed = total_of(own)
    found = (difference(name, getattr(printed, name), getattr(computed, name), len(own)) for name in AMOUNTS)
    return [each for each in found if each]
