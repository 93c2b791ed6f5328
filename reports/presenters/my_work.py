"""My work: what a person owes and what came back to them, in words and with the buttons to press."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from accounts.names import name_of
from core.dates.calendar import in_words
from core.environment import plural
from plans.presenters.key import KeyEntry

from .words import cut, days_late, due


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An action in the list. "No change" sends `seen`, the statement shown, and `submission`, which press it was."""

    name: str
    title: str
    plan: str
    url: str
    rating: KeyEntry
    due: str
    lateness: str
    last_word: str
    last_word_on: date | None
    seen: int
    submission: uuid.UUID

    @property
    def update_url(self):
        return f"{self.url}update/"

    @property
    def no_change_url(self):
        return f"{self.url}no-change/"


@dataclass(frozen=True, slots=True)
class CameBack:
    """Something that came back, or that waits with others: what it is about, what was said, and where to go on."""

    heading: str
    url: str
    text: str
    on: date


def work_rows(owed, keys, on, with_plan):
    """A `WorkRow` for each `Owed`; `keys` are {key of a plan: its `Key`}. Several plans are told apart by name."""
    return [_row(each, keys, on, with_plan) for each in owed]


def _row(owed, keys, on, with_plan):
    statement = owed.statement
    action, rating = statement.action, statement.rating
    return WorkRow(
        name=action.ref or f"No reference ({action.key})",
        title=statement.title,
        plan=action.plan.name if with_plan else "",
        url=action.get_absolute_url(),
        rating=keys[action.plan_id].entry(rating and rating.code),
        due=due(statement),
        lateness=days_late(statement.due_on, on) if statement.due_on and statement.due_on < on else "",
        last_word=_last_word(statement),
        last_word_on=owed.last_word_on,
        seen=statement.pk,
        submission=uuid.uuid4(),
    )


def _last_word(statement):
    if statement.no_change:
        return "No change"
    return cut(statement.newest_words or statement.progress, 140)


def came_back(work):
    """A `CameBack` for each piece of evidence sent back, and for each answer to a request or an exception."""
    for version in work.sent_back:
        verdict, action = version.verdict, version.evidence.action
        text = f"“{version.evidence.title}” was sent back by {name_of(verdict.judged_by)}: {verdict.question}"
        yield CameBack(
            f"Evidence for {_called(action)}", f"{action.get_absolute_url()}evidence/", text, verdict.judged_on
        )
    for request in work.answered:
        decision = request.decision
        text = f"{_answer(request.due_on, request.agreed_on, decision)} {decision.text}".strip()
        yield CameBack(
            f"Later date for {_called(request.action)}", request.action.get_absolute_url(), text, decision.decided_on
        )

    for exception in work.decided:
        milestone, decision = exception.milestone, exception.decision
        text = f"{_answer(exception.asked_on, exception.agreed_on, decision)} {decision.text}".strip()
        heading = f"Exception about milestone {milestone.called}"
        yield CameBack(heading, milestone.get_absolute_url(), text, decision.decided_on)


def _answer(asked_for, agreed_on, decision):
    """What was decided on a date that was asked for, with the one that holds where it is another."""
    if agreed_on and agreed_on != asked_for:
        return f"{in_words(agreed_on)} was agreed (you asked for {in_words(asked_for)})."
    return f"You asked for {in_words(asked_for)}: {decision.get_kind_display()}."


def with_others(work):
    """A `CameBack` for each request and each piece of evidence of the reader's that waits for somebody else."""
    for request in work.asked:
        text = f"You asked for {in_words(request.due_on)}. The programme office decides."
        heading = f"Later date for {_called(request.action)}"
        yield CameBack(heading, request.action.get_absolute_url(), text, request.requested_on)
    for exception in work.reported:
        text = f"You asked for {in_words(exception.asked_on)}. The programme office decides."
        heading, url = f"Exception about milestone {exception.milestone.called}", exception.milestone.get_absolute_url()
        yield CameBack(heading, url, text, exception.effective_on)
    for version in work.offered:
        action = version.evidence.action
        text = f"You offered “{version.evidence.title}”. Somebody else accepts it or sends it back."
        yield CameBack(f"Evidence for {_called(action)}", action.get_absolute_url(), text, version.offered_on)


def _called(action):
    return f"{action.ref} {cut(action.title, 80)}".strip()


def by_when(owed):
    """When the updates are due, in words: at once where no period says by when."""
    days = Counter(each.by or date.min for each in owed)
    told = [(plural(count, "update"), day) for day, count in sorted(days.items())]
    return "; ".join(f"{updates} due {'now' if day == date.min else f'by {in_words(day)}'}" for updates, day in told)
