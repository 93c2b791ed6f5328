"""Which report an exception belongs to: the one that its document is called, or the reporting period it was told in.

Values in, values out. `exceptions` have the attributes of an `ExceptionFigure`, `periods` those of a `Period`.
"""


def reports_of(exceptions, periods):
    """The names of all reports that have an exception, those of the latest exceptions first."""
    told = sorted(exceptions, key=lambda each: each.reported_on, reverse=True)
    names = [name for each in told for name in _names(each, periods)]
    return list(dict.fromkeys(names))


def of_report(exceptions, name, periods):
    """Those of `exceptions` that belong to the report of that name; all of them for ""."""
    return [each for each in exceptions if not name or name in _names(each, periods)]


def open_reports(periods, on):
    """The labels of the periods to which what is reported on a day can belong: not frozen, and not over yet."""
    return [each.label for each in periods if each.frozen_at is None and each.as_at >= on]


def _names(exception, periods):
    """What the exception says itself goes before where its day falls."""
    if exception.report:
        return [exception.report]
    return [each.label for each in periods if each.opens_on <= exception.reported_on <= each.as_at]
