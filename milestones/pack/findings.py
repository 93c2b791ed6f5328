"""What the milestones of a plan come to, in a sentence. Values in, words out."""

from actions.pack.findings import joined
from core.environment import plural


def since(comparison, day):
    """ "Since 12 February 2019 2 were completed and 1 is newly late." from a `MilestonesComparison`."""
    told = [
        f"{len(found):,} {one if len(found) == 1 else many}"
        for name, one, many in _MOVED
        if (found := comparison.told(name))
    ]
    if not told:
        return f"Since {day} none was completed, fell late, moved, came or went."
    return f"Since {day} {joined(told)}."


def exceptions(figures, decided, day):
    """ "2 milestones ask for another date, and wait for a decision; since 12 February 2019 1 date was agreed."

    `decided` are the `ExceptionFigure`s that were decided since the `day`, or so far where that is "".
    """
    count = len(figures.waiting)
    asks = f"{plural(count, 'milestone asks', 'milestones ask')} for another date and wait{'s' if count == 1 else ''}"
    waiting = f"{asks} for a decision" if count else "No exception waits for a decision"
    told = [
        f"{number:,} {'was' if number == 1 else 'were'} {word}"
        for word in ("agreed", "refused")
        if (number := sum(each.state == word for each in decided))
    ]
    since = f"since {day}" if day else "so far"
    return f"{waiting}; {since} {joined(told) if told else 'none was decided'}."


_MOVED = (
    ("completed", "was completed", "were completed"),
    ("newly_late", "is newly late", "are newly late"),
    ("dates", "has another approved date", "have another approved date"),
    ("new", "is new", "are new"),
    ("ended", "was removed, merged or replaced", "were removed, merged or replaced"),
)
CHANGES = {
    "completed": "completed",
    "no_longer_complete": "no longer complete",
    "newly_late": "newly late",
    "dates": "with another approved date",
    "forecasts": "expected at another date",
    "statuses": "with another status",
    "new": "new",
    "ended": "removed, merged or replaced",
    "owners": "with another owner",
    "words": "with other words",
}
