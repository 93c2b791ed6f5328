"""The pictures of a plan, each with what it shows in a sentence and its numbers as a table."""

from dataclasses import dataclass

from actions.presenters.counts import columns, counted, segments
from core.charts import Bar, Column, bars, rag_over_time, stacked_bars
from core.dates.calendar import in_words
from core.environment import number_words, plural
from plans.addresses import PlanAddresses
from plans.models import Stage

from ..filters import NONE, YES, area_value, posts_of
from .action_list import area_title
from .delivery_pictures import delivery_pictures
from .picture import Picture, Row, Table
from .position import Figure


def pictures(figures, points, key, links):
    """{name: `Picture`} of a plan from its `PlanFigures`, the `Point`s of its trend and its `Key`."""
    every = (_by_area(figures, key, links), _over_time(points, key, links), _slips(figures, links))
    every += delivery_pictures(figures, links)
    return {picture.name: picture for picture in every}


def _by_area(figures, key, links):
    title, areas = "Ratings by area", figures.actions.areas
    by_area = [Column(area_title(area.number, area.title), segments(area.counts, key)) for area in areas]
    rows = tuple(
        Row(column.label, links.actions(area=area_value(area.number)), _cells(area.counts, key, links, area))
        for area, column in zip(areas, by_area, strict=True)
    )
    finding = _most_to_do(areas, key) if areas else "The plan has no areas yet."
    return Picture("rag-by-area", title, finding, lambda: stacked_bars(title, by_area), _rated("Area", key, rows))


def _rated(first, key, rows):
    return Table(first, (("Actions", ""), *((entry.label, entry.stage) for entry in key.entries)), rows)


def _cells(counts, key, links, area=None):
    chosen = {"area": area_value(area.number)} if area else {}
    rated = (_figure(each, links.actions(rating=code, **chosen)) for code, each in counted(counts, key).items())
    return (_figure(counts.actions, links.actions(**chosen)), *rated)


def _figure(count, url):
    return Figure(count, number_words(count), url if count else "")


def _complete(counts, key):
    return sum(counts.ratings[entry.code] for entry in key.rated if entry.stage == Stage.COMPLETE)


def _most_to_do(areas, key):
    area = max(areas, key=lambda area: area.counts.actions - _complete(area.counts, key))
    left, every = area.counts.actions - _complete(area.counts, key), area.counts.actions
    if not left:
        return "Every action is complete." if any(each.counts.actions for each in areas) else "There are no actions."
    return (
        f"{area_title(area.number, area.title)} has the most still to do: {number_words(left)} of its "
        f"{plural(every, 'action')} {'is' if left == 1 else 'are'} not complete."
    )


def _over_time(points, key, links):
    title = "Ratings over time"
    then = [PlanAddresses(links.slug, point.on) for point in points]
    rows = tuple(
        Row(in_words(point.on), address.dashboard(), _cells(point, key, address))
        for point, address in zip(points, then, strict=True)
    )
    return Picture(
        "rag-over-time",
        title,
        _change(points, key),
        lambda: rag_over_time(title, columns(points, key)),
        _rated("Report as at", key, rows),
    )


def _change(points, key):
    if not points:
        return "There is no report yet."
    first, last = points[0], points[-1]
    before, now = _complete(first, key), _complete(last, key)
    if len(points) == 1:
        return f"There is one report so far, as at {in_words(last.on)}: {number_words(now)} complete."
    if before == now:
        return f"{number_words(now)} complete on {in_words(last.on)}, as many as on {in_words(first.on)}."
    went = "rose" if now > before else "fell"
    return (
        f"The number of complete actions {went} from {number_words(before)} on {in_words(first.on)} to "
        f"{number_words(now)} on {in_words(last.on)}."
    )


@dataclass(frozen=True, slots=True)
class _Slipped:
    """What slipped of the actions that a post leads; `post` is None where a lead's post is not known."""

    post: str | None
    actions: int
    times: int
    days: int


def _slips(figures, links):
    title, titles = "Slips by lead", {post.abbreviation: post.title for post in figures.plan.posts}
    slipped = [action for action in figures.actions.actions if action.is_counted and action.slips]
    rows, drawn = [], []
    for each in _by_post(slipped):
        name = _lead(each.post, titles)
        link = links.actions(post=each.post, slipped=YES) if each.post else ""
        numbers = (Figure(count, number_words(count), "") for count in (each.times, each.days))
        rows.append(Row(name, "", (_figure(each.actions, link), *numbers)))
        said = f"{plural(each.days, 'day')}: {plural(each.actions, 'action')}, {plural(each.times, 'slip')}"
        drawn.append(Bar(name, each.days, said))
    table = Table("Lead", (("Actions that slipped", ""), ("Slips", ""), ("Days in all", "")), tuple(rows))
    return Picture("slips-by-lead", title, _most_slipped(slipped, rows), lambda: bars(title, drawn), table)


def _by_post(slipped):
    """`_Slipped` of each post that leads some of the actions, the most days first."""
    led = {}
    for action in slipped:
        for post in dict.fromkeys(posts_of(action)) or [None]:
            led.setdefault(post, []).append(action)
    found = [
        _Slipped(post, len(own), sum(action.slips for action in own), sum(action.days_slipped for action in own))
        for post, own in led.items()
    ]
    return sorted(found, key=lambda each: (-each.days, -each.times))


def _lead(post, titles):
    if post is None:
        return "Leads without a post"
    if post == NONE:
        return "Nobody"
    return f"{post} {titles.get(post, '')}".strip() if titles.get(post) != post else post


def _most_slipped(slipped, rows):
    if not slipped:
        return "No due date has been moved to a later day."
    count, most = len(slipped), rows[0]
    return (
        f"{plural(count, 'action has', 'actions have')} slipped; those of {most.name} by the most, "
        f"{plural(most.cells[2].count, 'day')}. An action counts for each post that leads it."
    )
