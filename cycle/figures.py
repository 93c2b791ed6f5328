"""This app's part of the figures of a plan at a date: the highlight reports as they stood."""

from dataclasses import asdict, dataclass
from datetime import date

from django.urls import reverse

from .models import HighlightStatement
from .months import period_about
from .points import PARTS, points_of


@dataclass(frozen=True, slots=True)
class HighlightFigure:
    """A highlight report as at a date; each part is its points, in order.

    `month` is the last day of the month that it tells of, None where its label names none. `period` is the label of
    the reporting period about that month and `period_as_at` its as-at date, where there is one. `stated_on` is the day
    from which these words hold.
    """

    key: int
    label: str
    name: str
    month: date | None
    period: str | None
    period_as_at: date | None
    stated_on: date
    operational_delivery: tuple[str, ...]
    financial_delivery: tuple[str, ...]
    last_30_days: tuple[str, ...]
    next_30_days: tuple[str, ...]
    relook_step_up: tuple[str, ...]
    external_decisions: tuple[str, ...]
    revised_dates: tuple[str, ...]
    url: str

    @property
    def points(self):
        """Every point of it, part by part."""
        return tuple(point for part in PARTS for point in getattr(self, part))


@dataclass(frozen=True, slots=True)
class HighlightsFigures:
    """`reports`, the newest month first."""

    reports: tuple[HighlightFigure, ...] = ()

    def of_the_pack(self, on):
        """The report that a pack as at `on` has: that of its period, else the newest; None where there is none."""
        newest = self.reports[0] if self.reports else None
        return next((each for each in self.reports if each.period_as_at == on), newest)

    def as_json(self):
        return {"highlights": [asdict(report) for report in self.reports]}


def figures_of(plan, on, is_public=False):
    """`HighlightsFigures` of `plan` as at `on`, in one query, two where there are reports; the same for the public."""
    told = list(HighlightStatement.objects.as_at(plan, on))
    periods = list(plan.periods.all()) if told else []
    return HighlightsFigures(tuple(_figure(each, plan, periods) for each in told))


def _figure(statement, plan, periods):
    report = statement.report
    period = period_about(report.label, report.month, periods)
    return HighlightFigure(
        key=report.key,
        label=report.label,
        name=report.name,
        month=report.month,
        period=period and period.label,
        period_as_at=period and period.as_at,
        stated_on=statement.effective_on,
        url=reverse("cycle:highlight", args=[plan.slug, report.key]),
        **{part: points_of(getattr(statement, part)) for part in PARTS},
    )
