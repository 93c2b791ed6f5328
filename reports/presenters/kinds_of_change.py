"""The kinds of change between two dates, and one line of each, whatever register it is of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.addresses import PlanAddresses


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line. `was` is given where the rating moved; `note` says what happened, `pieces` the words that changed.

    `was` and `rating` are entries of a key, or what has a stage and a label as they do.
    """

    name: str
    title: str
    url: str
    was: Any
    rating: Any
    direction: str
    note: str
    pieces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change: `name` is its list in the comparison of its `register`, `slug` its place on the page.

    `one` and `many` say after a number what it counts; `note` tells what happened from a `Change` and a `Side`.
    """

    slug: str
    name: str
    title: str
    one: str
    many: str
    note: Callable
    is_about_rating: bool = False
    is_about_words: bool = False
    register: str = "actions"

    def counted(self, count):
        """ "8 completed"."""
        return f"{count:,} {self.one if count == 1 else self.many}"


@dataclass(frozen=True, slots=True)
class ShownKind:
    """A kind with how many changes there are, and those that are shown; `url` leads to all of them."""

    kind: Kind
    count: int
    url: str
    lines: tuple[ShownChange, ...]

    @property
    def words(self):
        return self.kind.counted(self.count)


@dataclass(frozen=True, slots=True)
class Between:
    """The two days compared and where their pages are: `links` as at the later, `links_then` as at the earlier.

    `since` is None where there is no earlier report to compare with.
    """

    since: date | None
    until: date
    links: PlanAddresses
    links_then: PlanAddresses

    def page(self, **query):
        """The address of this comparison, for good."""
        days = {"from": self.since.isoformat(), "to": self.until.isoformat()}
        return PlanAddresses(self.links.slug).page("reports:compare", **days, **query)
