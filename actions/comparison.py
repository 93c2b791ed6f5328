"""What changed between the figures of a plan at two dates: action by action, and in the counts. Values in, values out.

An action is the same one by its `key`, whatever it is called. Headings are left out, as they are not counted. What was
withdrawn, merged or replaced is gone, and what was resumed from that is new.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from plans.models import Stage

from .assurance import is_judged
from .figures import ActionFigure, ConcernFigure
from .models import LeadRole, Standing
from .words import changed_words, newest_first, same_words

# From the least advanced. What is delayed or has a new date is on no rung: it can only be told from complete.
_LADDER = (Stage.NOT_STARTED, Stage.UNDERWAY, Stage.IN_PLACE, Stage.COMPLETE)


class Direction(StrEnum):
    FORWARD = "forward"
    BACK = "back"
    UNSAID = ""  # from or to a rating that is neither more nor less advanced


@dataclass(frozen=True, slots=True)
class Change:
    """An action at two dates: `before` is None where it was not known then, `after` where it no longer is."""

    before: ActionFigure | None
    after: ActionFigure | None

    @property
    def action(self):
        """The action as it stands now, or as it last stood."""
        return self.after or self.before

    @property
    def area_number(self):
        return self.action.area_number

    @property
    def is_new(self):
        return _counted(self.after) and not _counted(self.before)

    @property
    def is_gone(self):
        return _counted(self.before) and not _counted(self.after)

    @property
    def is_kept(self):
        """Whether it is counted at both dates, so that what is said of it can be compared."""
        return _counted(self.before) and _counted(self.after)

    @property
    def days(self):
        """By how many days its due date moved later, less than 0 for earlier; None unless it has both dates."""
        dates = self.before and self.before.due_on, self.after and self.after.due_on
        return (dates[1] - dates[0]).days if all(dates) else None

    @property
    def direction(self):
        """The `Direction` in which its rating moved."""
        was, now = self.before and self.before.stage, self.after and self.after.stage
        if was == now or not was or not now:
            return Direction.UNSAID
        if was in _LADDER and now in _LADDER:
            return Direction.FORWARD if _LADDER.index(now) > _LADDER.index(was) else Direction.BACK
        if Stage.COMPLETE in (was, now):
            return Direction.FORWARD if now == Stage.COMPLETE else Direction.BACK
        return Direction.UNSAID

    @property
    def other_leads(self):
        """Of "sro" and "ops_lead", those in which somebody else leads it now."""
        return [role for role in LeadRole if _led(self.before, role) != _led(self.after, role)]

    @property
    def why_not_late(self):
        """Why it is no longer late though it is not complete, or "" where its due date moved."""
        if self.after.standing == Standing.PAUSED:
            return "Paused"
        return "" if self.after.in_scope else "Out of the plan's scope now"

    @property
    def words(self):
        """[(kind, words)] that lead from its words then to those now: kind is "same", "gone" or "new"."""
        was, now = self.before.progress or "", self.after.progress or ""
        if same_words(was, now):
            return [("new", self.elsewhere)] if self.elsewhere else []
        return changed_words(was, now)

    @property
    def elsewhere(self):
        """New words that stand in another column than the progress, or "": told where the progress stayed the same."""
        was, now = self.before.newest_words or "", self.after.newest_words or ""
        return "" if same_words(was, now) else newest_first(self.after.progress, now).elsewhere


@dataclass(frozen=True, slots=True)
class ConcernChange:
    """A concern at two dates; `before` is None where it was not known then, `after` where it no longer is.

    `area_number` is that of the action meant, None where that has none or is not known.
    """

    before: ConcernFigure | None
    after: ConcernFigure | None
    area_number: int | None = None

    @property
    def concern(self):
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class CountsChange:
    """By how much each count grew, less than 0 for fewer. `ratings` are by code, `complete` over all that mean it."""

    actions: int
    ratings: dict[str, int]
    unrated: int
    late: int
    complete: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, each list in the order of the plan. One action may stand in several.

    `newly_late` and `no_longer_late` count as the figures do, what is in scope. `completed` and `newly_late` have new
    actions among them; what is gone stands in `gone` alone. `not_updated` are still to be done, and nothing is said of
    them that was not said before. `areas` are {number of an area: `CountsChange`}.
    """

    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    completed: tuple[Change, ...]
    no_longer_complete: tuple[Change, ...]
    newly_late: tuple[Change, ...]
    no_longer_late: tuple[Change, ...]
    ratings: tuple[Change, ...]
    dates: tuple[Change, ...]
    leads: tuple[Change, ...]
    words: tuple[Change, ...]
    concerns_raised: tuple[ConcernChange, ...]
    concerns_closed: tuple[ConcernChange, ...]
    not_updated: tuple[Change, ...]
    areas: dict[int | None, CountsChange]
    total: CountsChange

    def told(self, name):
        """The changes of the list `name` without those that a list before it tells: what was completed is told once."""
        told = {change.action.key for each in _TOLD_ALREADY.get(name, ()) for change in getattr(self, each)}
        return tuple(change for change in getattr(self, name) if not told or change.action.key not in told)

    @property
    def is_empty(self):
        """Whether nothing changed that is told here."""
        return not any(getattr(self, name) for name in (*_CHANGES, "concerns_raised", "concerns_closed"))


def compare(before, after, ratings):
    """`Comparison` of two `ActionsFigures`; `ratings` are those of the plan's key, with code and stage."""
    changes = _paired(before.actions, after.actions, lambda action: action.key, Change)
    changes = [change for change in changes if not change.action.is_heading]
    areas = {action.key: action.area_number for action in (*before.actions, *after.actions)}
    concerns = [
        replace(each, area_number=areas.get(each.concern.action_key))
        for each in _paired(before.concerns, after.concerns, lambda concern: concern.key, ConcernChange)
    ]
    complete = {rating.code for rating in ratings if rating.stage == Stage.COMPLETE}
    known = {area.number: area.counts for area in before.areas}
    return Comparison(
        **{name: tuple(filter(has_changed, changes)) for name, has_changed in _CHANGES.items()},
        concerns_raised=tuple(each for each in concerns if _open(each.after) and not _open(each.before)),
        concerns_closed=tuple(each for each in concerns if _open(each.before) and not _open(each.after)),
        not_updated=tuple(filter(_not_updated, changes)),
        areas={area.number: _growth(known.get(area.number), area.counts, complete) for area in after.areas},
        total=_growth(before.total, after.total, complete),
    )


def _paired(before, after, key, kind):
    """A `kind` of each thing known at either date, in the order of `after`; what is known no longer comes last."""
    known = {key(each): each for each in before}
    pairs = [kind(known.pop(key(each), None), each) for each in after]
    return pairs + [kind(each, None) for each in known.values()]


def _counted(action):
    return action is not None and action.is_counted


def _complete(action):
    return _counted(action) and action.is_complete


def _late(action):
    return _counted(action) and action.late and action.in_scope


def _open(concern):
    return concern is not None and concern.open


def _growth(before, after, complete):
    was = before.ratings if before else {}
    ratings = {code: count - was.get(code, 0) for code, count in after.ratings.items()}
    grown = {
        name: getattr(after, name) - (getattr(before, name) if before else 0) for name in ("actions", "unrated", "late")
    }
    return CountsChange(ratings=ratings, complete=sum(ratings[code] for code in complete), **grown)


def _has_other_date(change):
    was, now = change.before, change.after
    return was.due_on != now.due_on or (was.due_on is None and _apart(was.due_as_written, now.due_as_written))


def _led(action, role):
    """Who leads it, as pages tell it. White space tells nobody apart."""
    return "".join(action.led_by(role).split())


def _not_updated(change):
    """Whether it is still to be done, and all that is said of it is as it was, the day of its last word as well."""
    if not change.is_kept or not is_judged(change.after) or _complete(change.after):
        return False
    was, now = change.before, change.after
    if change.other_leads or any(_apart(getattr(was, name), getattr(now, name)) for name in _SAID_OF_IT):
        return False
    return not any(has_changed(change) for has_changed in (_has_other_date, _has_other_words))


_SAID_OF_IT = (
    "rating status updated_on rating_reason forecast_on evidence_status evidence_as_written evidence_detail to_complete"
).split()


def _apart(was, now):
    return not same_words(str(was or ""), str(now or ""))


def _has_other_words(change):
    return _apart(change.before.progress, change.after.progress) or bool(change.elsewhere)


# {list of a `Comparison`: the lists that tell of the same change}.
_TOLD_ALREADY = {"ratings": ("completed", "no_longer_complete"), "no_longer_late": ("completed",)}
# {list of a `Comparison`: whether a `Change` belongs to it}, in the order in which they are told.
_CHANGES = {
    "new": lambda change: change.is_new,
    "gone": lambda change: change.is_gone,
    "completed": lambda change: _complete(change.after) and not _complete(change.before),
    "no_longer_complete": lambda change: change.is_kept and _complete(change.before) and not _complete(change.after),
    "newly_late": lambda change: _late(change.after) and not _late(change.before),
    "no_longer_late": lambda change: change.is_kept and _late(change.before) and not _late(change.after),
    "ratings": lambda change: change.is_kept and change.before.rating != change.after.rating,
    "dates": lambda change: change.is_kept and _has_other_date(change),
    "leads": lambda change: change.is_kept and bool(change.other_leads),
    "words": lambda change: change.is_kept and _has_other_words(change),
}
