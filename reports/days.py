"""Which two days a reader compares, as the address has them. Values in, values out."""

from dataclasses import dataclass, field
from datetime import date, datetime

SIDES = ("from", "to")
_WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class ComparedDays:
    """The earlier day, None where it is not said, and the later one.
    `problems` are {side: sentence}, `typed` {side: text}.

    `is_untidy` says that the address should be written shorter: the other way round, or without what is empty.
    """

    since: date | None
    until: date
    problems: dict = field(default_factory=dict)
    typed: dict = field(default_factory=dict)
    is_untidy: bool = False


def read_days(query, on):
    """`ComparedDays` of a request's query: `from` and `to`, which a day typed as `other_from` or `other_to` replaces.

    The later is `on` where it is not said.
    """
    typed = {side: query.get(f"other_{side}", "").strip() for side in SIDES}
    texts = {side: typed[side] or query.get(side, "").strip() for side in SIDES}
    found = {side: _read(text) for side, text in texts.items()}
    problems = {
        side: f"“{text[:40]}” is not a date. Enter a day such as 14/3/2019"
        for side, text in texts.items()
        if text and not found[side]
    }
    since, until = found["from"], found["to"] or on
    if since == until:
        problems["to"] = "Both are the same day. Choose two different days"
    is_turned = bool(since and since > until)
    if is_turned:
        since, until = until, since
    is_untidy = is_turned or any(f"other_{side}" in query or query.get(side) == "" for side in SIDES)
    return ComparedDays(since, until, problems, typed if any(typed.values()) else texts, is_untidy)


def _read(text):
    for written in _WRITTEN:
        try:
            return datetime.strptime(text, written).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None
