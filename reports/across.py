"""The sections of the pack that tell something of every register: what changed, what looks wrong, which objectives are
safe.

A further register joins by its module in CHANGES and in WRONG, next to its own sections.
"""

import actions.pack.changes
import actions.pack.wrong
import finance.pack.changes
import measures.pack.changes
import measures.pack.wrong
import milestones.pack.changes
import milestones.pack.programme_changes
import milestones.pack.wrong
import risks.pack.changes
import risks.pack.wrong
from actions.assurance import Severity
from actions.pack import findings
from core.dates.calendar import in_words
from core.sections import Section
from measures.pack import findings as of_measures
from risks.pack import findings as of_risks

from .presenters.objectives import shown_objectives

# Each has phrases(document), parts of one sentence, and parts(document), a table for each kind of change.
CHANGES = (
    actions.pack.changes,
    risks.pack.changes,
    finance.pack.changes,
    milestones.pack.changes,
    milestones.pack.programme_changes,
    measures.pack.changes,
)
# Each has rules(document): its rules, with what each saw.
WRONG = (actions.pack.wrong, risks.pack.wrong, milestones.pack.wrong, measures.pack.wrong)


def changes(document):
    """None of a plan's first report: there is nothing to compare it with."""
    if document.comparison is None:
        return None
    since = in_words(document.comparison.before)
    told = [phrase for register in CHANGES for phrase in register.phrases(document)]
    return {
        "since": since,
        "finding": findings.changes(told, since),
        "parts": [part for register in CHANGES for part in register.parts(document)],
    }


def wrong(document):
    """Every rule that has something to look at, the gravest first, with what it saw."""
    grades, figures = list(Severity), document.figures
    rules = [shown for register in WRONG for shown in register.rules(document)]
    count = sum(action.looks_wrong for action in figures.actions.actions)
    finding = findings.wrong(count, len(figures.wrong), figures.actions.total.actions)
    others = (of_risks.wrong(figures.risks), milestones.pack.wrong.finding(figures))
    others += (of_measures.wrong(figures.measures),)
    return {
        "finding": " ".join(filter(None, (finding, *others))),
        "rules": sorted(rules, key=lambda shown: grades.index(shown.rule.severity)),
    }


def objectives(document):
    """None for a plan without objectives."""
    figures = document.figures.objectives
    return {"shown": shown_objectives(figures)} if figures.objectives else None


SECTIONS = (
    Section("changes", "What changed since the last report", changes),
    Section("wrong", "What looks wrong", wrong),
    Section("objectives", "Objectives", objectives),
)
