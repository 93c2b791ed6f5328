"""What changed between two dates, as a page shows it: in sections, each line with what it was and what it is."""

from dataclasses import dataclass

from django.urls import reverse

from actions.comparison import Change, Direction
from actions.models import Standing
from core.dates.calendar import in_words
from core.environment import plural
from plans.presenters.key import UNRATED, KeyEntry

from ..filters import area_value
from .action_list import leads_of
from .compared_measures import MEASURE_KINDS, shown_measure
from .compared_milestones import MILESTONE_KINDS, shown_milestone
from .compared_money import MONEY_KINDS, shown_money
from .compared_programmes import PROGRAMME_KINDS, shown_programme
from .compared_risks import RISK_KINDS, shown_risk
from .kinds_of_change import Kind, ShownChange, ShownKind
from .position import Figure
from .words import cut, days_late, due

_DIRECTIONS = {Direction.FORWARD: "forward", Direction.BACK: "back", Direction.UNSAID: ""}


def _new(change, between):
    if change.before:
        return f"Taken up again; it was {Standing(change.before.standing).label}"
    return f"Due {due(change.after)}"


def _gone(change, between):
    if change.after is None:
        return f"Not known as at {in_words(between.until)}"
    return Standing(change.after.standing).label.capitalize()


def _since_new(change, between):
    return "New" if change.is_new else ""


def _completed(change, between):
    before, new = change.before, _since_new(change, between)
    was_late = before and not new and before.late and before.in_scope
    return f"Was {days_late(before.due_on, between.since)}" if was_late else new


def _newly_late(change, between):
    new = "New, due" if change.is_new else "Due"
    return f"{new} {due(change.after)}, {days_late(change.after.due_on, between.until)}"


def _no_longer_late(change, between):
    return change.why_not_late or _date(change, between)


def _date(change, between):
    moved = ""
    if change.days:
        moved = f", {plural(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'}"
    return f"Due {due(change.after)}; was {due(change.before)}{moved}"


def _leads(change, between):
    was, now = (", ".join(leads_of(each)) or "nobody" for each in (change.before, change.after))
    return f"{now}; was {was}"


def _said(change, between):
    return f"Last word {in_words(change.after.last_word_on)}" if change.after.last_word_on else ""


def _silent(change, between):
    said_on = change.after.last_word_on
    return f"Last word {in_words(said_on)}" if said_on else "No word of its lead has a date"


def _concern(change, between):
    return cut(change.concern.closed_because if not change.concern.open else change.concern.concern, 160)


_RATING, _WORDS = {"is_about_rating": True}, {"is_about_words": True}
KINDS = (
    Kind("completed", "completed", "Completed", "completed", "completed", _completed, **_RATING),
    Kind(
        "no-longer-complete",
        "no_longer_complete",
        "No longer complete",
        "no longer complete",
        "no longer complete",
        _since_new,
        **_RATING,
    ),
    Kind("newly-late", "newly_late", "Newly late", "newly late", "newly late", _newly_late),
    Kind("no-longer-late", "no_longer_late", "No longer late", "no longer late", "no longer late", _no_longer_late),
    Kind("ratings", "ratings", "Rating moved", "rating moved", "ratings moved", _since_new, **_RATING),
    Kind("dates", "dates", "Due date moved", "due date moved", "due dates moved", _date),
    Kind("leads", "leads", "Other leads", "with other leads", "with other leads", _leads),
    Kind("words", "words", "Other words", "with other words", "with other words", _said, **_WORDS),
    Kind("new", "new", "New actions", "new action", "new actions", _new),
    Kind("gone", "gone", "Gone from the plan", "gone from the plan", "gone from the plan", _gone),
    Kind("concerns-raised", "concerns_raised", "Concerns raised", "concern raised", "concerns raised", _concern),
    Kind("concerns-closed", "concerns_closed", "Concerns closed", "concern closed", "concerns closed", _concern),
)
# What did not change: a page lists it only where it is asked for.
NOT_UPDATED = Kind("not-updated", "not_updated", "Not updated", "not updated", "not updated", _silent)
_EVERY = (*KINDS, *RISK_KINDS, *MONEY_KINDS, *MILESTONE_KINDS, *PROGRAMME_KINDS, *MEASURE_KINDS)
BY_SLUG = {kind.slug: kind for kind in (*_EVERY, NOT_UPDATED)}
# Of actions a line says what none of another register does: {register: what makes its lines}.
_SHOWN = {
    "risks": shown_risk,
    "finance": shown_money,
    "milestones": shown_milestone,
    "programmes": shown_programme,
    "measures": shown_measure,
}


def shown_kinds(comparison, between, key, at_most, area=""):
    """A `ShownKind` for each kind of change that there is, with the first of its lines.

    `comparison` is a `PlanComparison`; `area` leaves only what stands in one, as the list of actions calls it.
    """
    for kind in _EVERY:
        if found := changes_of(comparison, kind, area):
            lines = tuple(shown_change(change, kind, between, key) for change in found[:at_most])
            yield ShownKind(kind, len(found), between.page(area=area, show=kind.slug), lines)


def changes_of(comparison, kind, area=""):
    """All changes of a kind, those of one area where one is asked for: no risk stands in one."""
    found = comparison.parts[kind.register].told(kind.name)
    if area and kind.register != "actions":
        return []
    return [change for change in found if not area or area_value(change.area_number) == area]


def shown_change(change, kind, between, key):
    """`ShownChange` of a `Change`, of a `ConcernChange`, or of what changed of another register."""
    if kind.register in _SHOWN:
        return _SHOWN[kind.register](change, kind, between)
    if not isinstance(change, Change):
        return _shown_concern(change, kind, between)
    action, links = change.action, between.links if change.after else between.links_then
    return ShownChange(
        name=action.name if action.ref else "No reference",
        title=action.title,
        url=links.keep(action.url),
        was=key.entry(change.before.rating) if kind.is_about_rating and change.before else None,
        rating=key.entry(action.rating),
        direction=_DIRECTIONS[change.direction] if kind.is_about_rating else "",
        note=kind.note(change, between),
        pieces=tuple(change.words) if kind.is_about_words else (),
    )


def _shown_concern(change, kind, between):
    concern, links = change.concern, between.links if change.after else between.links_then
    return ShownChange(
        name=concern.matched_to or concern.ref or "No reference",
        title=concern.title or "No title",
        url=links.keep(reverse("reports:concern", args=[links.slug, concern.key])),
        was=None,
        rating=None,
        direction="",
        note=kind.note(change, between),
    )


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One count at both days; `change` is in words: "2 more", "the same". `rating` is its entry of the key, if any."""

    label: str
    rating: KeyEntry | None
    then: Figure
    now: Figure
    change: str


def side_by_side(before, after, between, key, area=""):
    """`SideBySide` of each count of two `actions.figures.Counts`: by rating, unrated, late, all."""
    for entry in key.entries:
        asked = {"area": area, "rating": entry.code}
        counts = [each.unrated if entry.code == UNRATED else each.ratings[entry.code] for each in (before, after)]
        yield _beside(entry.label, entry, counts, between, asked)
    late = {"area": area, "late": "yes", "scope": "in"}
    yield _beside("Late", None, [before.late, after.late], between, late)
    yield _beside("All actions", None, [before.actions, after.actions], between, {"area": area})


def _beside(label, entry, counts, between, asked):
    sides = zip(counts, (between.links_then, between.links), strict=True)
    then, now = (Figure(count, f"{count:,}", links.actions(**asked) if count else "") for count, links in sides)
    return SideBySide(label, entry, then, now, more_or_fewer(now.count - then.count))


def more_or_fewer(difference):
    """ "2 more", "1 fewer", "the same"."""
    if not difference:
        return "the same"
    return f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}"
