"""What changed of the money since the last report, for the section that tells it of the whole plan."""

from actions.pack.changes import Part, Row
from core.environment import plural
from core.money import shown

from ..presenters.schemes import CONFIDENCES, stage_of


def phrases(document):
    """What the one sentence on all that changed says of money."""
    found = document.comparison.finance
    counted = (
        (len(found.headlines), "headline figure of money moved", "headline figures of money moved"),
        (len(found.stages), "scheme at another stage", "schemes at another stage"),
    )
    return [plural(count, one, many) for count, one, many in counted if count]


def parts(document):
    """A `Part` for each kind of change; without those that nothing is in."""
    found = document.comparison.finance
    if found.headlines:
        rows = tuple(Row(each.figure.month, called(each.figure), moved(each)) for each in found.headlines)
        yield Part("money", "The money", ("Last report", "Now", "Better / (worse)"), rows, "£'000")
    for title, name, cells in _OF_SCHEMES:
        if changes := found.told(name):
            rows = tuple(Row(each.scheme.called, each.scheme.name, cells(each)) for each in changes)
            yield Part("money", title, ("Last report", "Now"), rows, "Scheme")


def called(headline):
    """What a headline figure is called where several organisations have one."""
    return f"{headline.what}, {headline.organisation}" if headline.organisation else headline.what


def moved(change):
    """(as it was, as it is, by how much it moved) in words."""
    was, now = (shown(each.amount) if each else "Not known" for each in (change.before, change.after))
    return was, now, "Not known" if change.by is None else shown(change.by)


def stage(change):
    return (stage_of(change.before) if change.before else "Not there"), stage_of(change.after)


def confidence(change):
    return tuple(CONFIDENCES[each.confidence][1] for each in (change.before, change.after))


def value(change):
    return shown(change.before.value), shown(change.after.value)


_OF_SCHEMES = (
    ("New savings schemes", "new_schemes", stage),
    ("Schemes at another stage", "stages", stage),
    ("Schemes of another confidence", "confidence", confidence),
    ("Schemes of another value", "values", value),
)
