"""The pictures of delivery: the roadmap, how many are due when and how they stand, how far their dates slipped."""

from core.charts import Bar, Column, Segment, bars, roadmap, stacked_bars
from core.dates.calendar import MONTHS, in_words
from core.environment import number_words, plural
from milestones.models import DeliveryStatus
from milestones.presenters.milestones import due_of, lateness_of, owner_of, shown_status
from milestones.presenters.programmes import pictured, spans_of, status_of
from milestones.register import NONE
from milestones.roadmap import BY_DEPARTMENT, BY_PROGRAMME, has_programmes, road, status_key

from .picture import Picture, Row, Table
from .position import Figure

_STATUSES = (*reversed(DeliveryStatus.values), None)


def delivery_pictures(figures, links):
    """The `Picture`s of the milestones and programmes of `PlanFigures`; none for a plan that has none."""
    found, on = figures.milestones, figures.as_at
    programmes = tuple(_programmes(figures.programmes.open, on, links))
    if not found.counted:
        return programmes
    roads = [("roadmap", "Roadmap", BY_DEPARTMENT)]
    if has_programmes(found):
        roads.append(("roadmap-by-programme", "Roadmap by programme", BY_PROGRAMME))
    drawn = (_road(name, title, road(found, on, by), found, on, links) for name, title, by in roads)
    return (*drawn, _by_month(found, links), _slips(found, links), *programmes)


def _programmes(programmes, on, links):
    """The open programmes over quarters, where any quarter of them is known."""
    if any(each.span[0] for each in programmes):
        heads = (("First quarter", ""), ("Last quarter", ""), ("Hands over in", ""), ("Status", ""))
        rows = tuple(
            Row(span.title, links.keep(each.url), tuple(Figure(0, words, "") for words in _words(span, each)))
            for span, each in zip(spans_of(programmes), programmes, strict=True)
        )
        finding = f"{plural(len(programmes), 'programme is', 'programmes are')} open."
        table = Table("Programme", heads, rows, of_words=True)
        yield Picture(
            "programmes", "Programmes over quarters", finding, lambda: pictured(programmes, on).pieces[0], table
        )


def _words(span, programme):
    return span.first, span.last, span.marks, status_of(programme).label


def _road(name, title, told, found, on, links):
    def draw():
        pieces = roadmap(title, told.lanes, told.quarters, on, status_key(), None).pieces
        return pieces[0]

    dated = [each for each in found.counted if each.due_on]
    rows = tuple(_stop(each, on, links) for each in sorted(dated, key=lambda each: each.due_on))
    late = sum(each.late for each in found.counted)
    finding = (
        f"{plural(told.stops, 'milestone has', 'milestones have')} a date; {late or 'none'} of them {_are(late)} late."
    )
    if told.undated:
        names = ", ".join(each.called for each in told.undated)
        finding += f" Without a date: {'milestone' if len(told.undated) == 1 else 'milestones'} {names}."
    heads = (("Due", ""), ("Originally", ""), ("Status", ""), ("Owner", ""))
    return Picture(name, title, finding, draw, Table("Milestone", heads, rows, of_words=True))


def _are(count):
    return "are" if count > 1 else "is"


def _stop(milestone, on, links):
    late = lateness_of(milestone, on)
    original = in_words(milestone.original_on) if milestone.original_on else "Not set"
    status = shown_status(milestone.status).label
    words = (due_of(milestone), original, f"{status}, {late.lower()}" if late else status, owner_of(milestone))
    critical = " (critical path)" if milestone.is_critical else ""
    cells = tuple(Figure(0, each, "") for each in words)
    return Row(f"{milestone.called} {milestone.title}{critical}", links.keep(milestone.url), cells)


def _by_month(found, links):
    title, months = "Milestones by month due and status", {}
    for each in found.counted:
        if each.due_on:
            months.setdefault((each.due_on.year, each.due_on.month), []).append(each)
    columns, rows = [], []
    for year, month in sorted(months):
        due, name = months[year, month], f"{MONTHS[month - 1]} {year}"
        numbers = [sum(each.status == status for each in due) for status in _STATUSES]
        told = zip(map(shown_status, _STATUSES), numbers, strict=True)
        columns.append(Column(name, tuple(Segment(shown.label, count, shown.stage) for shown, count in told)))
        asked = {"month": f"{year}-{month:02}"}
        cells = [_figure(len(due), links, **asked)]
        cells += [
            _figure(count, links, **asked, status=status or NONE)
            for status, count in zip(_STATUSES, numbers, strict=True)
        ]
        rows.append(Row(name, links.page("milestones:register", **asked), tuple(cells)))
    left = sum(not each.complete for each in found.counted)
    finding = f"{plural(left, 'milestone is', 'milestones are')} still to be done, of {len(found.counted):,}."
    shown = [shown_status(status) for status in _STATUSES]
    heads = (("Milestones", ""), *((each.label, each.stage) for each in shown))
    table = Table("Due in", heads, tuple(rows))
    return Picture("milestones-by-month", title, finding, lambda: stacked_bars(title, columns), table)


def _figure(count, links, **asked):
    return Figure(count, number_words(count), links.page("milestones:register", **asked) if count else "")


def _slips(found, links):
    title = "Slips of the milestones"
    slipped = sorted((each for each in found.counted if each.slips), key=lambda each: -each.days_slipped)
    rows, drawn = [], []
    for each in slipped:
        name = f"{each.called} {each.title}"
        cells = tuple(Figure(count, number_words(count), "") for count in (each.slips, each.days_slipped))
        rows.append(Row(name, links.keep(each.url), cells))
        said = f"{plural(each.days_slipped, 'day')}: {plural(each.slips, 'slip')}"
        drawn.append(Bar(name, each.days_slipped, said))
    finding = "No approved date has been moved to a later day."
    if slipped:
        most = slipped[0]
        finding = (
            f"{plural(len(slipped), 'milestone has', 'milestones have')} slipped; {most.called} by the most, "
            f"{plural(most.days_slipped, 'day')}."
        )
    table = Table("Milestone", (("Slips", ""), ("Days in all", "")), tuple(rows))
    return Picture("milestone-slips", title, finding, lambda: bars(title, drawn), table)
