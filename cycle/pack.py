"""This app's section of the board pack: the highlight report of its month; reports/sections.py has the order."""

from core.environment import plural
from core.sections import Section

from .points import PARTS, as_list


def highlights(document):
    """The report of the pack's period, or the newest by then; None where there is none."""
    report = document.figures.highlights.of_the_pack(document.figures.as_at)
    if report is None:
        return None
    parts = [(name, PARTS[name], as_list(points)) for name in PARTS if (points := getattr(report, name))]
    return {"finding": _finding(report), "parts": parts}


def _finding(report):
    """ "M10, January 2019: 5 points on the last 30 days, 6 for the next 30, 3 dates changed." """
    parts = [f"{plural(len(report.last_30_days), 'point')} on the last 30 days"]
    parts.append(f"{len(report.next_30_days)} for the next 30")
    if report.relook_step_up:
        parts.append(f"{len(report.relook_step_up)} to look again at")
    if report.external_decisions:
        parts.append(f"{plural(len(report.external_decisions), 'decision')} by others")
    if report.revised_dates:
        parts.append(f"{plural(len(report.revised_dates), 'date')} changed")
    return f"{report.name}: {', '.join(parts)}."


SECTIONS = (Section("highlights", "Highlight report", highlights),)
