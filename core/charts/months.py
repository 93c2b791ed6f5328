"""Months across a picture: which of them are shown, and where a day stands among them."""

from dataclasses import dataclass
from datetime import date
from statistics import median_low

# Days further than this from the middle one of all are left out: a year of 1900 or 9999 would squeeze the rest.
REACH = 3 * 366
# Every which month is labelled, the first step whose labels have room.
_STEPS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months from day `first` up to before day `last` (ordinals), between `left` and `right` of a picture."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def of(cls, days, on, left, right, reach=REACH):
        """Those that hold `days`, and `on` where it is no further from their middle one than `reach` days."""
        middle = median_low(sorted(days) or [on]).toordinal()
        near = [day for day in (*days, on) if abs(day.toordinal() - middle) <= reach]
        first, final = min(near, default=on), max(near, default=on)
        return cls(first.replace(day=1).toordinal(), _next_month(final.year, final.month), left, right)

    def holds(self, day):
        return self.first <= day.toordinal() < self.last

    def place(self, day, is_end=False):
        """Where a day begins, or ends; a day that is not shown stands at the edge next to it."""
        days = min(max(day.toordinal() + is_end, self.first), self.last) - self.first
        return self.left + (self.right - self.left) * days / (self.last - self.first)

    @property
    def final(self):
        """The last day shown."""
        return date.fromordinal(self.last - 1)

    def begins(self):
        """The first day of each month."""
        day = self.first
        while day < self.last:
            month = date.fromordinal(day)
            yield month
            day = _next_month(month.year, month.month)

    def step(self, room):
        """Every which month can have a label that needs `room`."""
        months = len(list(self.begins()))
        wide = (self.right - self.left) / months
        return next((step for step in _STEPS if step * wide >= room), _STEPS[-1])


def _next_month(year, month):
    """The ordinal of the first day after a month, also after that with which dates end."""
    if (year, month) == (9999, 12):
        return date.max.toordinal() + 1
    return date(year + month // 12, month % 12 + 1, 1).toordinal()
