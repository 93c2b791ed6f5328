"""The risks as the last report had them."""

from dataclasses import dataclass
from datetime import date

from ..comparison import RisksComparison
from ..figures import RisksFigures


@dataclass(frozen=True, slots=True)
class Last:
    """The day of the last report, its risks, and what changed since."""

    on: date
    figures: RisksFigures
    comparison: RisksComparison


def last_of(document):
    """`Last` of a `reports.document.Document`; None where there is no earlier report, or it knew of no risk."""
    if document.before is None or not document.before.risks.risks:
        return None
    return Last(document.before.as_at, document.before.risks, document.comparison.risks)
