"""What changed of the money between two dates, as a page shows it."""

from finance.pack.changes import called, confidence, moved, stage, value

from .kinds_of_change import Kind, ShownChange


def _headline(change, between):
    was, now, by = moved(change)
    return f"{now}; was {was}" if change.by is None else f"{now}; was {was}, {by} better / (worse)"


def _of_scheme(cells):
    def note(change, between):
        was, now = cells(change)
        return f"{now}; was {was}" if change.before else now

    return note


def _kind(name, title, one, many, note):
    return Kind(f"money-{name.replace('_', '-')}", name, title, one, many, note, register="finance")


MONEY_KINDS = (
    _kind(
        "headlines",
        "The money, in £'000",
        "headline figure of money moved",
        "headline figures of money moved",
        _headline,
    ),
    _kind("new_schemes", "New savings schemes", "new savings scheme", "new savings schemes", _of_scheme(stage)),
    _kind(
        "stages", "Schemes at another stage", "scheme at another stage", "schemes at another stage", _of_scheme(stage)
    ),
    _kind(
        "confidence",
        "Schemes of another confidence",
        "scheme of another confidence",
        "schemes of another confidence",
        _of_scheme(confidence),
    ),
    _kind(
        "values", "Schemes of another value", "scheme of another value", "schemes of another value", _of_scheme(value)
    ),
)


def shown_money(change, kind, between):
    """`ShownChange` of a `HeadlineChange` or of a `SchemeChange`."""
    links = between.links if change.after else between.links_then
    if kind.name == "headlines":
        name, title, url = change.figure.month, called(change.figure), links.page(change.figure.page)
    else:
        name, title, url = change.scheme.called, change.scheme.name, links.keep(change.scheme.url)
    return ShownChange(
        name=name, title=title, url=url, was=None, rating=None, direction="", note=kind.note(change, between)
    )
