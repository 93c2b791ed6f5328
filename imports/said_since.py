"""What was said in the tracker since a workbook last spoke: an import asks before it takes any of it back.

A fact that a form or a decision gave its value is guarded. A workbook that still has a value from before is behind: the
fact is left, and asked about. One that has a third value is newer: it is taken, unless the value was decided, and asked
about too. No side is lost: both values stand in the question.
"""

from dataclasses import dataclass
from datetime import date

from accounts.names import name_of
from actions.models import EvidenceStatus, Origin, Statement
from actions.words import same_words
from core.dates import in_words
from milestones.models import DeliveryStatus
from plans.models import Rating, Status

_SAID = (Origin.FORM, Origin.DECISION)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A fact as a question calls it, the field that decides whether it differs, and those that go with it.

    `words` are what a question says for False and for True.
    """

    name: str
    field: str
    with_it: tuple[str, ...] = ()
    words: tuple[str, str] = ("out of scope", "in scope")


GUARDED = (
    Guarded("rating", "rating", ("rating_as_written",)),
    Guarded("status", "status"),
    Guarded("due date", "due_on", ("due_as_written",)),
    Guarded("SRO", "sro_as_written"),
    Guarded("operational lead", "ops_lead_as_written"),
    Guarded("scope", "in_scope", ("scope_as_written",)),
    Guarded("evidence status", "evidence_status"),
    Guarded("progress", "progress"),
    Guarded("left to do", "to_complete"),
    Guarded("title", "title"),
    Guarded("outcome measure", "outcome_measure"),
    Guarded("measure of success", "success_measure"),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A guarded fact for which a workbook has another value: `said` is the statement that gave it its own."""

    fact: Guarded
    said: Statement
    workbook: object
    is_left: bool

    def in_words(self):
        """The sentence that asks, with both values and the remedy."""
        name, day = self.fact.name, in_words(self.said.effective_on)
        by = (
            "decided"
            if self.said.origin == Origin.DECISION
            else f"said in the tracker by {name_of(self.said.recorded_by)}"
        )
        words = self.fact.words
        now, workbook = (_shown(value, words) for value in (getattr(self.said, self.fact.field), self.workbook))
        since = f"{now} was {by} on {day}"
        if self.is_left:
            return (
                f"the workbook has the {name} {workbook}, but {since}, and was left; write it into the "
                "workbook, or change it in the plan."
            )
        return (
            f"the workbook has the {name} {workbook}, though {since}; the workbook's was taken, change it "
            "in the plan if that is not meant."
        )


def doubts(past, facts, guarded=GUARDED):
    """`Doubt`s about what a row says (`facts`), given all statements of its record until then, the oldest first."""
    for fact in guarded if past else ():
        said, earlier = given_by(past, fact.field)
        workbook = facts.get(fact.field)
        if said.origin not in _SAID or not earlier or _same(workbook, getattr(said, fact.field)):
            continue
        if fact.field == "progress" and _holds(workbook, getattr(said, "newest_words", said.progress)):
            continue  # the office wrote its own words beside those of the lead
        is_behind = any(_same(workbook, value) for value in earlier)
        yield Doubt(fact, said, workbook, is_behind or said.origin == Origin.DECISION)


def later_word(past, said_on):
    """The day of the last word of a lead: that which a row gives, or a later one that was said in the tracker."""
    if not past or past[-1].said_on is None or given_by(past, "said_on")[0].origin not in _SAID:
        return said_on
    return max(filter(None, (said_on, past[-1].said_on)))


def pasts(plan, as_at):
    """{action id: its statements until `as_at`, the oldest first} of those of which a form or a decision spoke."""
    told = Statement.objects.filter(action__plan=plan, effective_on__lte=as_at)
    spoken = told.filter(origin__in=_SAID).values("action")
    rows = told.filter(action__in=spoken).select_related("rating", "status", "recorded_by__person")
    found = {}
    for statement in rows.order_by("effective_on", "pk"):
        found.setdefault(statement.action_id, []).append(statement)
    return found


def given_by(past, field):
    """The statement that gave a fact the value it has last, and the values that it had before."""
    now, first = getattr(past[-1], field), len(past) - 1
    while first and _same(getattr(past[first - 1], field), now):
        first -= 1
    return past[first], [getattr(each, field) for each in past[:first]]


def _same(one, other):
    return same_words(one, other) if isinstance(one, str) and isinstance(other, str) else one == other


def _holds(text, words):
    return bool(words) and " ".join(words.split()) in " ".join(text.split())


def _shown(value, words):
    if isinstance(value, bool):
        return f"“{words[value]}”"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Rating | Status):
        return f"“{value.word}”"
    if value in EvidenceStatus.values:
        return f"“{EvidenceStatus(value).label}”"
    if value in DeliveryStatus.values:
        return f"“{DeliveryStatus(value).label}”"
    line = " ".join((value or "").split())
    return f"“{line[:80]}”" if line else "“nothing”"
