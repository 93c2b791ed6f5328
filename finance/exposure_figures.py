"""The figures of financial risks and mitigations: a month of each organisation, its totals and what does not fit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.names import name_of

from .exposure import KINDS, NET, Amounts, Finding, differences_of, findings_of, total_of
from .models import Exposure, ExposureLine
from .months import name_of_month
from .variance import Difference


@dataclass(frozen=True, slots=True)
class ExposureLineFigure:
    """A risk or a mitigation. `post` is the post that leads it where one is known, `findings` are what does not fit."""

    kind: str
    name: str
    gross: Decimal | None
    probability: Decimal | None
    assessed: Decimal | None
    in_forecast: Decimal | None
    residual: Decimal | None
    lead: str
    post: str | None
    process: str | None
    commentary: str | None
    as_written: dict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ExposureTotalFigure:
    """What the lines of a kind come to, or both kinds together ("net"), and what a document `printed`, or None."""

    kind: str
    amounts: Amounts
    printed_name: str | None
    printed: Amounts | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ExposureFigure:
    """The financial risks and mitigations of one month of `organisation` (None: of a plan without one).

    `totals` are those of the risks, of the mitigations, and the net exposure; `key` is that of the table.
    """

    key: int
    organisation: str | None
    month: date
    name: str
    lines: tuple[ExposureLineFigure, ...]
    totals: tuple[ExposureTotalFigure, ...]
    said_on: date
    recorded_by: str
    where: str | None

    def of_kind(self, kind):
        return tuple(line for line in self.lines if line.kind == kind)

    def total(self, kind):
        return next(total for total in self.totals if total.kind == kind)


def exposures_of(plan, on, month=None):
    """(`ExposureFigure` of each organisation, the months known): of `month`, else of the newest. Two queries, one
    without any."""
    held = Exposure.objects.as_at(plan, on)
    if not held:
        return (), ()
    months = tuple(dict.fromkeys(each.month for each in held))
    chosen = [each for each in held if each.month == (month or months[-1])]
    lines = {}
    for line in ExposureLine.objects.filter(exposure__in=[each.pk for each in chosen]).select_related("post"):
        lines.setdefault(line.exposure_id, []).append(line)
    return tuple(_figure(each, lines.get(each.pk, [])) for each in chosen), months


def _figure(exposure, lines):
    own = [line for line in lines if not line.is_total]
    printed = {line.kind: line for line in lines if line.is_total}
    return ExposureFigure(
        key=exposure.pk,
        organisation=exposure.organisation and exposure.organisation.name,
        month=exposure.month,
        name=name_of_month(exposure.month),
        lines=tuple(_line(line) for line in own),
        totals=tuple(_total(kind, own, printed.get(kind)) for kind in (*KINDS, NET)),
        said_on=exposure.effective_on,
        recorded_by=name_of(exposure.recorded_by),
        where=exposure.where or None,
    )


def _line(line):
    names = "kind name gross probability assessed in_forecast residual lead as_written".split()
    return ExposureLineFigure(
        post=line.post and line.post.abbreviation,
        process=line.process or None,
        commentary=line.commentary or None,
        findings=tuple(findings_of(line)),
        **{name: getattr(line, name) for name in names},
    )


def _total(kind, lines, printed):
    return ExposureTotalFigure(
        kind=kind,
        amounts=total_of(lines, None if kind == NET else kind),
        printed_name=printed and printed.name,
        printed=printed and Amounts(printed.gross, printed.assessed, printed.in_forecast, printed.residual),
        differences=tuple(differences_of(kind, printed, lines)) if printed else (),
    )
