"""Small workbooks of milestones and exceptions, and what the plan says of them once they were handed in."""

from datetime import date

from milestones.models import MilestoneException, MilestoneStatement

from .workbooks import KEY, ON, POSTS

FIRST_DAY, DECEMBER, APRIL, MAY = date(2019, 2, 14), date(2018, 12, 13), date(2019, 4, 11), date(2019, 5, 9)
HEAD = ["No.", "CP", "Team", "Milestone", "Start Date", "Due Date", "Status", "Delivery Owner", "Department"]
HEAD += ["COT Owner", "Committee sign off", "M Due", "Q Due"]
EXCEPTION_HEAD = ["Milestone Number", "Team", "Milestone", "Date Due", "Rationale for Delay", "Proposed Revised Date"]
TITLE = "Delivery milestones 2018/2019"
FIRST = "Sign the contracts"


def milestone(ref=1, title=FIRST, due="29-Mar-19", status="On-Track", **rest):
    """A row below HEAD, whose month and quarter fit the date unless they are given."""
    month, quarter = rest.get("month", "March"), rest.get("quarter", "Q4")
    row = [ref, rest.get("critical"), rest.get("team", "CFO"), title, rest.get("start", "01-Apr-18"), due, status]
    row += [rest.get("owner"), rest.get("department", "Finance"), rest.get("chief", "AO"), rest.get("sign_off")]
    return [*row, month, quarter]


def exception(ref=1, title=FIRST, due="29-Mar-19", why="A supplier left.", asked="31-May-19", team="CFO"):
    """A row below EXCEPTION_HEAD."""
    return [ref, team, title, due, why, asked]


def sheets(*rows, exceptions=(), head=HEAD, report="Exceptions"):
    told = {"Key": KEY, "Posts": POSTS}
    if rows:
        told["Milestones"] = [[TITLE], [], head, *rows]
    if exceptions:
        told[report] = [["Exceptions to the plan"], [], EXCEPTION_HEAD, *exceptions]
    return told


def milestones(office, on=ON):
    """{number, or title without one: its statement} as at a date."""
    told = MilestoneStatement.objects.as_at(office.plan, on)
    return {each.milestone.ref or each.title: each for each in told}


def exceptions(office):
    """All exceptions that were ever told, the oldest first."""
    return list(MilestoneException.objects.filter(plan=office.plan).order_by("pk"))
