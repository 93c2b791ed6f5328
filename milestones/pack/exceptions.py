"""The exceptions of a plan: why milestones are late, how they are to recover, which dates are asked for and agreed."""

from core.dates.calendar import in_words

from ..exceptions import AGREED, REFUSED
from ..presenters.exceptions import shown_exception
from . import findings


def exceptions(document):
    """None for a plan with no exception that waits, and none told or decided since the last report."""
    figures, on, last = document.figures.exceptions, document.figures.as_at, document.before
    since = last.as_at if last else None
    new = [each for each in figures.others if since is None or _told_on(each) > since]
    if not (figures.waiting or new):
        return None
    decided = [each for each in new if each.state in (AGREED, REFUSED)]
    tables = (
        ("waiting", "To be agreed or refused", figures.waiting),
        ("decided", "Decided", decided),
        ("others", "Reported, with nothing to decide", [each for each in new if each not in decided]),
    )
    return {
        "finding": findings.exceptions(figures, decided, in_words(since) if since else ""),
        "since": in_words(since) if since else "",
        "tables": [(name, title, [shown_exception(each, on) for each in rows]) for name, title, rows in tables if rows],
        "earlier": len(figures.others) - len(new),
    }


def _told_on(exception):
    """The last day on which something was said of it."""
    return max(filter(None, (exception.reported_on, exception.decided_on)))
