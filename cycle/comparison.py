"""Which highlight reports came between two dates."""

from dataclasses import dataclass

from .figures import HighlightFigure


@dataclass(frozen=True, slots=True)
class HighlightsComparison:
    """`new` are the reports known at the later date alone."""

    new: tuple[HighlightFigure, ...]


def compare(before, after, ratings):
    """`HighlightsComparison` of two `HighlightsFigures` of one plan; `ratings` say nothing of them."""
    known = {report.key for report in before.reports}
    return HighlightsComparison(tuple(report for report in after.reports if report.key not in known))
