"""The figures of savings schemes: each as it stood, their stages, and what is identified of the target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from core.dates.calendar import financial_year_of

from .models import GatewayDecision, Position, ProfileMonth, SchemeProfile, SchemeStatement
from .months import ended_by, months_of
from .savings import ToDate, counts, standing, to_date, value_of, year_among


@dataclass(frozen=True, slots=True)
class GatewayFigure:
    """A stage, the approval needed to leave it, how many schemes that count are at it and what they are worth."""

    number: int
    name: str
    approval: str | None
    schemes: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class SchemeMonthFigure:
    """What a scheme is to save in a month, and what it saved."""

    month: date
    planned: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class SchemeFigure:
    """A savings scheme as at a date. `value` is its net value, or gross where only that is known; `counts` says whether
    its status lets it count. `months` are those of the financial year, `to_date` how they stand.
    """

    key: int
    ref: str | None
    called: str
    name: str
    organisation: str | None
    category: str | None
    gross: Decimal | None
    net: Decimal | None
    value: Decimal | None
    recurrent: bool | None
    lead: str | None
    post: str | None
    status: str | None
    counts: bool
    gateway: int | None
    gateway_name: str | None
    gateway_as_written: str | None
    gateway_since: date | None
    confidence: str | None
    commentary: str | None
    months: tuple[SchemeMonthFigure, ...]
    to_date: ToDate
    url: str


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """What an organisation has to save in the financial year, and what its schemes come to."""

    key: int | None
    organisation: str | None
    financial_year: int
    target: Decimal | None
    headroom_wanted: Decimal | None
    identified: Decimal
    gap: Decimal | None
    headroom: Decimal | None
    short_of_headroom: Decimal | None


@dataclass(frozen=True, slots=True)
class SavingsFigures:
    """`targets` has one entry an organisation that has schemes or a target.

    All is of the financial year `year`; `month` is the last one of it that is over, `years` are those of which a target
    or months are known.
    """

    schemes: tuple[SchemeFigure, ...]
    gateways: tuple[GatewayFigure, ...]
    targets: tuple[TargetFigure, ...]
    month: date
    year: int
    years: tuple[int, ...]

    @property
    def counted(self):
        return tuple(scheme for scheme in self.schemes if scheme.counts)

    @property
    def categories(self):
        return tuple(dict.fromkeys(scheme.category for scheme in self.schemes if scheme.category))


def savings_of(plan, on, year=None):
    """`SavingsFigures` of `plan` as at `on`; two queries for a plan without schemes, eight at most for one with any.

    The year is that of which anything is known, the latest that has begun; else that of the newest position, of the
    plan, of the day. Another one may be asked for.
    """
    all_targets = _targets(plan, on)
    told = SchemeStatement.objects.as_at(plan, on).select_related("scheme__organisation", "post", "gateway")
    told = list(told)
    known = {each.financial_year for each in all_targets} | (_profiled(plan, on) if told else set())
    year = year or year_among(known, financial_year_of(ended_by(on))) or _year_of_the_plan(plan, on, bool(told))
    about = {"month": min(ended_by(on), months_of(year)[-1]), "year": year, "years": tuple(sorted(known))}
    month = about["month"]
    targets = {
        each.organisation and each.organisation.name: each for each in all_targets if each.financial_year == year
    }
    if not told:
        return SavingsFigures((), (), tuple(_target(name, row, year, ()) for name, row in targets.items()), **about)
    months, decided = _months(plan, year, on), _decided(plan, on)
    schemes = tuple(_scheme(each, plan, months.get(each.scheme_id, ()), decided, month) for each in told)
    named = dict.fromkeys([*targets, *(scheme.organisation for scheme in schemes)])
    return SavingsFigures(
        schemes=schemes,
        gateways=tuple(_gateway(gateway, schemes) for gateway in plan.gateways.all()),
        targets=tuple(_target(name, targets.get(name), year, schemes) for name in named),
        **about,
    )


def _targets(plan, on):
    """Every `SavingsTarget` told by `on`, of any year; of one organisation and year the last holds."""
    told = plan.savings_targets.filter(effective_on__lte=on).select_related("organisation")
    return list(told.order_by("effective_on", "pk"))


def _profiled(plan, on):
    """The financial years of which months of a scheme are known."""
    told = SchemeProfile.objects.filter(scheme__plan=plan, effective_on__lte=on).order_by()
    return set(told.values_list("financial_year", flat=True).distinct())


def _year_of_the_plan(plan, on, has_schemes):
    """The year of a plan whose savings tell of none: that of its newest position, else its own, else that of `on`."""
    told = Position.objects.filter(plan=plan, effective_on__lte=on).order_by("-month") if has_schemes else None
    newest = told and told.values_list("month", flat=True).first()
    return financial_year_of(newest) if newest else plan.financial_year or financial_year_of(ended_by(on))


def _months(plan, year, on):
    """{id of a scheme: its `SchemeMonthFigure`s of the year}."""
    held = SchemeProfile.objects.as_at(plan, on, financial_year=year)
    found = {}
    for row in ProfileMonth.objects.filter(profile__in=held.order_by().values("pk")).select_related("profile"):
        figure = SchemeMonthFigure(row.month, row.planned, row.actual)
        found[row.profile.scheme_id] = (*found.get(row.profile.scheme_id, ()), figure)
    return found


def _decided(plan, on):
    """{(id of a scheme, id of a stage): the day on which it last came to it}."""
    decisions = GatewayDecision.objects.filter(scheme__plan=plan, effective_on__lte=on).order_by("decided_on", "pk")
    return {(scheme, stage): day for scheme, stage, day in decisions.values_list("scheme", "goes_to", "decided_on")}


def _scheme(statement, plan, months, decided, month):
    scheme, gateway = statement.scheme, statement.gateway
    texts = "category lead status gateway_as_written confidence commentary".split()
    return SchemeFigure(
        key=scheme.key,
        ref=scheme.ref or None,
        called=scheme.called,
        name=statement.name,
        organisation=scheme.organisation and scheme.organisation.name,
        gross=statement.gross,
        net=statement.net,
        value=value_of(statement),
        recurrent=statement.is_recurrent,
        post=statement.post and statement.post.abbreviation,
        counts=counts(statement.status),
        gateway=gateway and gateway.number,
        gateway_name=gateway and gateway.name,
        gateway_since=decided.get((scheme.pk, statement.gateway_id)),
        months=months,
        to_date=to_date([(each.month, each.planned, each.actual) for each in months], month),
        url=reverse("finance:scheme", args=[plan.slug, scheme.key]),
        **{name: getattr(statement, name) or None for name in texts},
    )


def _gateway(gateway, schemes):
    found = [scheme for scheme in schemes if scheme.counts and scheme.gateway == gateway.number]
    value = sum((scheme.value or Decimal(0) for scheme in found), Decimal(0))
    return GatewayFigure(gateway.number, gateway.name, gateway.approval or None, len(found), value)


def _target(name, record, year, schemes):
    values = [scheme.value for scheme in schemes if scheme.counts and scheme.organisation == name]
    found = standing(record and record.target, values, record and record.headroom)
    return TargetFigure(
        key=record and record.pk,
        organisation=name,
        financial_year=year,
        target=found.target,
        headroom_wanted=record and record.headroom,
        identified=found.identified,
        gap=found.gap,
        headroom=found.headroom,
        short_of_headroom=found.short_of_headroom,
    )
