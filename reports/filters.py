"""What a reader asks of a list in its address, and which actions that leaves."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404

NONE = "none"  # the area of actions that stand in no area
UNRATED = "unrated"


class NotUnderstood(Http404):
    """An address that asks for something there cannot be. Its text is the sentence that the reader is shown."""


def read_as_at(text):
    """The date in `?as_at=`, None where there is none. Raises NotUnderstood for what is not a date."""
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no time zone
    except ValueError:
        raise NotUnderstood(
            f"“{text[:40]}” is not a date. Write the date to look at as year-month-day, for example as_at=2019-03-14."
        ) from None


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """The filters of the list of actions as they stand in the address; "" asks for nothing.

    `area` is a number or "none", `rating` a code of the key or "unrated", `late` "yes" or "no", `scope` "in" or "out".
    Any other value is one that no action has.
    """

    area: str = ""
    rating: str = ""
    late: str = ""
    scope: str = ""

    def matches(self, action):
        """Whether an `ActionFigure` is asked for."""
        return (
            self.area in ("", area_value(action.area_number))
            and self.rating in ("", action.rating or UNRATED)
            and self.late in ("", "yes" if action.late else "no")
            and self.scope in ("", "in" if action.in_scope else "out")
        )

    def chosen(self):
        """{name: value} of the filters that ask for something."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def without(self, name):
        return replace(self, **{name: ""})


def area_value(number):
    """What the filter calls the area of that number."""
    return NONE if number is None else str(number)


def read_action_filter(query):
    """The `ActionFilter` of a request's query."""
    return ActionFilter(**{name: query.get(name, "").strip() for name in ActionFilter.__slots__})
