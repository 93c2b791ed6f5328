"""Activity: the plan of a year, and what was counted against it."""

from core.environment import plural

from ..presenters.plan import activity_table


def activity(document):
    """The activity of each year; None where there is none."""
    figures = document.figures.finance.activity
    if not figures:
        return None
    tables = [activity_table(each) for each in figures]
    counted = [
        line for each in figures for line in each.lines if None not in (line.planned_to_date, line.counted_to_date)
    ]
    above = sum(line.counted_to_date > line.planned_to_date for line in counted)
    if counted:
        finding = f"Above their plan to date: {above} of {plural(len(counted), 'line')} that {_were(counted)} counted."
    elif found := [line for each in figures for line in each.lines if line.counted_to_date is not None]:
        finding = f"{plural(len(found), 'line')} of activity {_were(found)} counted, of which no plan to date is known."
    else:
        planned = sum(len(each.lines) for each in figures)
        finding = f"The plan has {plural(planned, 'line')} of activity; nothing was counted yet."
    return {"finding": finding, "tables": tables}


def _were(counted):
    return "was" if len(counted) == 1 else "were"
