"""The words of the tracker and of the field, each explained once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or an abbreviation, and what it means here."""

    term: str
    meaning: str


GLOSSARY = [
    Entry(
        "Action", "What is done about a recommendation. It has leads, a due date, a rating and everything said of it."
    ),
    Entry(
        "Approved due date",
        "The date that stands. It moves only by a decision, and every move is kept with its reason.",
    ),
    Entry(
        "Area", "A numbered part of the plan, with its aim, its lead and the Governing Body members who watch over it."
    ),
    Entry("As at", "The plan as it stood on a day: of each action, the latest statement effective by then."),
    Entry(
        "Assurance",
        "How one knows that a control works. First line: what management sees; second: others in it; third: outsiders.",
    ),
    Entry(
        "Band",
        "Scores of risks called by one word, such as extreme from 15 to 25. Each plan has its own.",
    ),
    Entry("Bridge", "A picture that leads from last year’s money to this year’s plan, one movement after the other."),
    Entry("Concern", "An action raised to a committee: why, since when, what remedial action is required and taken."),
    Entry("Consequence", "How bad it would be if a risk came true, from 1 (negligible) to 5 (catastrophic)."),
    Entry("Control", "What is in place to keep a risk from coming true. A gap in control is what is missing."),
    Entry(
        "Decision",
        "What was decided, on which day and by which meeting: a date agreed, a concern seen, a change of scope.",
    ),
    Entry(
        "Declared and computed",
        "The rating is the lead’s to declare. What the facts suggest is shown beside it, never instead.",
    ),
    Entry(
        "Critical path",
        "The milestones that hold up others when they are late. They are marked with “!” and the words.",
    ),
    Entry("Deputy", "Somebody who acts for the holder of a post, from a day to a day, with the same rights to update."),
    Entry("Evidence", "The proof of an action: a file or a link, offered by one person and accepted by another."),
    Entry(
        "Exception",
        "Why a milestone is late, how it is to recover, and the date asked for; the programme office decides on it.",
    ),
    Entry("Exposure", "Financial risks less what is to mend them, each counted by how likely it is."),
    Entry(
        "Forecast",
        "Of an action: when its lead expects it done, not the approved due date. Of money: how the year will end.",
    ),
    Entry(
        "Gateway", "What a savings scheme has to pass to go on to its next stage: a decision, with its day and reason."
    ),
    Entry("Governing Body", "The board of the organisation, which answers for the plan."),
    Entry("Headroom", "By how much savings schemes are worth more than the target, in case some do not deliver."),
    Entry("Heading", "A line of the plan that stands above other actions and is not counted itself."),
    Entry("Highlight report", "The month in points: what was done, what comes next, what needs another look."),
    Entry("Holding", "Who holds a post, or deputises for its holder, from when to when."),
    Entry("In place", "Done, but not yet reviewed as complete."),
    Entry(
        "Late",
        "Not complete, and the approved due date is past. An action that is in place or unrated can be late too.",
    ),
    Entry("Lead", "The SRO or the operational lead of an action."),
    Entry("Likelihood", "How likely it is that a risk comes true, from 1 (rare) to 5 (almost certain)."),
    Entry(
        "Map of risks",
        "The open risks by likelihood and consequence: where each stands now, and where it shall come to.",
    ),
    Entry(
        "Mean and limits",
        "Of the values of a measure: the mean, and how far from it values lie by chance. Few values give trial limits.",
    ),
    Entry("Measure", "Something counted over time, with a target and a value for each week, month, quarter or year."),
    Entry(
        "Milestone",
        "Something to be done by a day, with owners, a status and three dates: original, approved, expected.",
    ),
    Entry("Mitigation", "What is done about a risk, in words or as actions of the plan that are tied to it."),
    Entry(
        "Narrative section", "Text and pictures in a pack, carried forward from the last one until they are changed."
    ),
    Entry("NHSE", "NHS England."),
    Entry(
        "Objective",
        "What the plan is to achieve. Actions, milestones and measures serve it, risks threaten it; it is as safe "
        "as the gravest of what is tied to it.",
    ),
    Entry("Operational lead", "The post that does the work of an action from day to day."),
    Entry("Original due date", "The first due date that was ever stated for an action."),
    Entry("PMO", "Programme management office: the people who run the plan from month to month."),
    Entry("Position", "The money of a month, line by line: plan, actual and forecast, with what explains them."),
    Entry(
        "Post", "A job in the organisation, written by its abbreviation. People come and go; actions belong to posts."
    ),
    Entry("Private", "Left out of public packs, and not counted in them. Whoever may read the plan still sees it."),
    Entry(
        "Programme",
        "Work that belongs together: an objective, leads, deliverables by quarter, projects, and milestones.",
    ),
    Entry("QIPP", "Quality, Innovation, Productivity and Prevention: an NHS savings programme."),
    Entry("RAG key", "What the ratings of a plan mean. There is no national one, so each plan prints its own."),
    Entry("Rating", "How an action stands by the plan’s own key: a word, a shape and a colour together."),
    Entry(
        "Recommendation",
        "What was recommended to the organisation, and by whom. Actions meet it; with none, that is shown.",
    ),
    Entry(
        "Reporting period", "From when to when updates are collected for a report, and the day as at which it speaks."
    ),
    Entry("Review of a risk", "Somebody looked at it on a day, at a meeting or not, whether or not anything changed."),
    Entry(
        "Risk", "Something that may keep a plan from what it is for. It has owners, scores and everything said of it."
    ),
    Entry(
        "Roadmap", "The milestones by the quarter in which they are due, in a lane for each department or programme."
    ),
    Entry("Scope", "Whether an action belongs to the plan. Those out of scope are shown, and counted apart when late."),
    Entry(
        "Score",
        "Likelihood times consequence of a risk, 1 to 25: that of the year’s start, the current one and the target.",
    ),
    Entry("Sent back", "Evidence that was not accepted, with the question to answer."),
    Entry(
        "Signal",
        "Values of a measure that chance does not explain: one outside the limits, 7 in a row on one side of the mean, "
        "7 in a row rising or falling, or 2 of 3 near a limit.",
    ),
    Entry("Silent", "Nothing has been said of the action for 60 days. “No change” is a word too."),
    Entry("Slip", "A move of the due date to a later day. The slips are counted, and the days are added up."),
    Entry("SRO", "Senior responsible owner: the post that answers for an action."),
    Entry(
        "Statement",
        "The action as it stood on a day, with what was said, by whom, and where it was written. It never changes.",
    ),
    Entry("Stated total", "A figure printed in an imported document, kept to be shown beside the computed one."),
    Entry("Target score", "What a risk shall come to by what is done about it."),
    Entry("Variance", "How far money is from its plan: above zero better than planned, in brackets worse."),
    Entry(
        "Variation",
        "What the latest value of a measure says: improvement, concern, or common cause, which is chance alone.",
    ),
]
