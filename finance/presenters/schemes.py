"""Savings schemes as pages and the pack show them: the list with totals, the pipeline, one scheme and its months."""

from dataclasses import dataclass
from decimal import Decimal

from core.charts import Column, MonthBar, Segment, by_month, stacked_bars
from core.dates.calendar import in_words
from core.environment import plural
from core.money import shown, shown_percent

from ..months import name_of_month
from ..plan_figures import year_name

# {confidence: (the look of its tag, its words)}; a colour is never alone.
CONFIDENCES = {"green": ("in_place", "Green: likely"), "amber": ("underway", "Amber: in doubt")}
CONFIDENCES |= {"red": ("not_started", "Red: unlikely"), None: (None, "Not judged")}
_IN_A_LEGEND = {"green": "green", "amber": "amber", "red": "red", None: "not judged"}
NO_STAGE = "No stage"


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme in the list; `confidence` is (the look of its tag, its words)."""

    called: str
    name: str
    url: str
    category: str
    gross: str
    net: str
    recurrent: str
    lead: str
    status: str
    stage: str
    confidence: tuple[str | None, str]
    planned: str
    actual: str
    counts: bool


def scheme_row(scheme, links=None, year=None):
    """`SchemeRow` of a `SchemeFigure`; with `links` (`PlanAddresses`) its address keeps the date and year looked at."""
    lead = scheme.lead or "Nobody named"
    return SchemeRow(
        called=scheme.called,
        name=scheme.name,
        url=links.keep(scheme.url, year=year) if links else scheme.url,
        category=scheme.category or "No category",
        gross=shown(scheme.gross),
        net=shown(scheme.net),
        recurrent=recurrent_of(scheme),
        lead=f"{lead} ({scheme.post})" if scheme.post and scheme.post != scheme.lead else lead,
        status=scheme.status or "Not said",
        stage=stage_of(scheme),
        confidence=CONFIDENCES[scheme.confidence],
        planned=shown(scheme.to_date.planned),
        actual=shown(scheme.to_date.actual),
        counts=scheme.counts,
    )


def stage_of(scheme):
    """The stage of a `SchemeFigure`, else what was written in its place."""
    if scheme.gateway is not None:
        return f"{scheme.gateway} {scheme.gateway_name}"
    return f"“{scheme.gateway_as_written}”" if scheme.gateway_as_written else NO_STAGE


def recurrent_of(scheme):
    return {True: "Recurrent", False: "Non-recurrent", None: "Not said"}[scheme.recurrent]


@dataclass(frozen=True, slots=True)
class Totals:
    """What several schemes come to."""

    count: int
    gross: str
    net: str
    recurrent: str
    planned: str
    actual: str


def totals_of(schemes):
    """`Totals` of the `SchemeFigure`s that count."""
    counted = [scheme for scheme in schemes if scheme.counts]
    return Totals(
        count=len(counted),
        gross=shown(_known(scheme.gross for scheme in counted)),
        net=shown(_known(scheme.net for scheme in counted)),
        recurrent=shown(_sum(scheme.value for scheme in counted if scheme.recurrent)),
        planned=shown(_known(scheme.to_date.planned for scheme in counted)),
        actual=shown(_known(scheme.to_date.actual for scheme in counted)),
    )


def _known(amounts):
    """What is known of several amounts together; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _sum(amounts):
    return _known(amounts) or Decimal(0)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What an organisation is to save, and how far its schemes reach."""

    organisation: str
    year: str
    target: str
    identified: str
    gap: str
    headroom: str
    sentence: str


def target_row(figure):
    """`TargetRow` of a `TargetFigure`."""
    return TargetRow(
        organisation=figure.organisation or "",
        year=year_name(figure.financial_year),
        target=shown(figure.target),
        identified=shown(figure.identified),
        gap=shown(figure.gap),
        headroom=shown_percent(figure.headroom),
        sentence=_of_target(figure),
    )


def _of_target(figure):
    identified, year = f"£{shown(figure.identified)}k is identified", year_name(figure.financial_year)
    if figure.target is None:
        return f"{identified}; no target is set for {year}."
    said = f"Of £{shown(figure.target)}k to be saved in {year}, {identified}"
    if figure.gap:
        return f"{said}: no scheme stands for £{shown(figure.gap)}k."
    beyond = f"{said}, {shown_percent(figure.headroom)} over the target" if figure.headroom else said
    if figure.short_of_headroom:
        wanted = shown_percent(figure.headroom_wanted)
        return f"{beyond}; £{shown(figure.short_of_headroom)}k is missing of the {wanted} headroom that is wanted."
    return f"{beyond}."


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of the pipeline: its schemes, and their value by delivery confidence in the order of CONFIDENCES."""

    name: str
    approval: str
    schemes: int
    value: str
    by_confidence: tuple[str, ...]


def pipeline(figures):
    """(picture, `StageRow`s) of the schemes that count, by stage; the last is of those at none, where there are any."""
    stages = [(f"{each.number} {each.name}", each.approval or "Not said", each.number) for each in figures.gateways]
    if any(scheme.gateway is None for scheme in figures.counted):
        stages.append((NO_STAGE, "Not said", None))
    columns, rows = [], []
    for name, approval, number in stages:
        found = [scheme for scheme in figures.counted if scheme.gateway == number]
        values = [_sum(s.value for s in found if s.confidence == confidence) for confidence in CONFIDENCES]
        parts = zip(CONFIDENCES.items(), values, strict=True)
        segments = [Segment(_IN_A_LEGEND[key], max(0, round(value)), look) for (key, (look, _)), value in parts]
        columns.append(Column(name, tuple(segments)))
        rows.append(StageRow(name, approval, len(found), shown(sum(values)), tuple(map(shown, values))))
    return stacked_bars("Savings by stage and delivery confidence, £'000", columns), rows


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of a profile in the table under its picture."""

    name: str
    planned: str
    actual: str
    apart: str


def profile_of(scheme):
    """(picture, `MonthRow`s, sentence) of the months of a `SchemeFigure`; ("", [], "") without any."""
    if not scheme.months:
        return "", [], ""
    bars = [MonthBar(f"{each.month:%b}", each.actual, each.planned) for each in scheme.months]
    rows = [
        MonthRow(name_of_month(each.month), shown(each.planned), shown(each.actual), shown(_apart(each)))
        for each in scheme.months
    ]
    return by_month(f"Savings of {scheme.called} by month, £'000", bars), rows, _of_profile(scheme.to_date)


def _apart(month):
    return None if None in (month.actual, month.planned) else month.actual - month.planned


def _of_profile(found):
    year = f"the year comes to £{shown(found.expected)}k of £{shown(found.whole_plan)}k planned"
    if found.actual is None:
        return f"Nothing is known to be saved yet; {year}."
    late = f" with nothing known yet of {plural(found.late, 'month')} that {'is' if found.late == 1 else 'are'} over"
    to_date = f"£{shown(found.actual)}k saved to date{late if found.late else ''}"
    if found.apart is None:
        return f"{to_date}; {year}."
    amount = shown(abs(found.apart))
    against = "as planned" if amount == "0" else f"£{amount}k {'less' if found.apart < 0 else 'more'} than planned"
    return f"{to_date}, {against}; with the plan of the months to come {year}."


def decided(decision):
    """A `GatewayDecision` in words."""
    went = "and went on to" if decision.outcome == "passed" else "and was sent back to"
    verb = "Passed" if decision.outcome == "passed" else "Did not pass"
    at = f" at {decision.meeting.committee}" if decision.meeting else ""
    return f"{verb} {decision.at_gateway} {went} {decision.goes_to}, {in_words(decision.decided_on)}{at}"


def sentence_of(figures):
    """Where the savings stand, in one sentence."""
    counted = figures.counted
    worth = _sum(scheme.value for scheme in counted)
    doubted = _sum(scheme.value for scheme in counted if scheme.confidence == "red")
    said = f"{plural(len(counted), 'scheme')} worth £{shown(worth)}k a year"
    return f"{said}, £{shown(doubted)}k of it unlikely to come." if doubted else f"{said}."
