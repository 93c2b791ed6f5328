"""Every write of what a lead says of an action: an update, or that nothing has changed since.

Both are made from a form that showed one statement (`seen`). They hold the plan, so that of two people who save at
once the second is told what the first said, instead of writing over it.

An update holds from the day on which it is made. Where a statement of a later day is known already (a workbook imported
as at the end of the month), the update holds until that day and the later statement from then on: a date decides, never
the order in which people saved.
"""

from types import SimpleNamespace

from django.db import transaction

from ..models import FACTS, Action, Origin, Statement
from ..rights import may_waive_evidence, require_update
from ..updating import SAID_BY_A_LEAD, missing, needs_a_reason, why_no_update, with_newest
from .statements import Entry, record_statements


class NotToBeUpdated(ValueError):
    """Nobody can say what happened to this action; the text says why and what to do instead."""


class UpdateRefused(ValueError):
    """What was said falls short; `problems` are (fact or "words", a sentence with the remedy)."""

    def __init__(self, problems):
        super().__init__(". ".join(sentence for _, sentence in problems) + ".")
        self.problems = problems


class SaidMeanwhile(Exception):
    """Somebody else said something since the form was made: `statement`, which stands now."""

    def __init__(self, statement):
        super().__init__("Somebody updated this action meanwhile. Read what they said, then save yours or drop it.")
        self.statement = statement


@transaction.atomic
def record_update(*, action, facts, words, seen, submission, on, by):
    """Record what happened to `action`, in `words`, on the day `on`. Returns the statement.

    `facts` are {fact: value} out of SAID_BY_A_LEAD; what is not named stays as it was. `seen` is the key of the
    statement that the form showed, `submission` a UUID of the form: sent twice, it gives one statement.

    Raises PermissionDenied, NotToBeUpdated, UpdateRefused, SaidMeanwhile.
    """
    words = words.strip()
    held, before = _hold(action, on, by)
    sent = _sent_before(submission)
    if sent and sent.action == held and _says(sent, facts, words):
        return sent
    _require_seen(before, seen)
    after = facts_after(before, facts)
    if problems := problems_of(held.plan, before, after, words, on, by):
        raise UpdateRefused(problems)
    told = {"progress": with_newest(words, before.progress), "newest_words": words}
    return _write(held, before, after | told, None if sent else submission, on, by)


@transaction.atomic
def record_no_change(*, action, seen, submission, on, by):
    """Record that nothing has changed with `action` since the statement `seen`. Returns the statement.

    The words stay, and are no longer new. Raises PermissionDenied, NotToBeUpdated, SaidMeanwhile.
    """
    held, before = _hold(action, on, by)
    sent = _sent_before(submission)
    if sent and sent.action == held and sent.no_change:
        return sent
    _require_seen(before, seen)
    return _write(held, before, {"newest_words": ""}, None if sent else submission, on, by, no_change=True)


def statement_to_update(action, on):
    """The statement from which an update of `action` starts. Raises NotToBeUpdated, with a sentence, where none can."""
    before = action.statements.filter(effective_on__lte=on).select_related("rating", "recorded_by__person").first()
    if before is None:
        raise NotToBeUpdated("Nothing is known of this action today yet, so there is nothing to update.")
    if sentence := why_no_update(is_heading=before.is_heading, standing=before.standing):
        raise NotToBeUpdated(sentence)
    return before


def facts_after(before, facts):
    """{fact: value} of an update that says `facts`, with what follows from them."""
    if unknown := set(facts) - set(SAID_BY_A_LEAD):
        raise ValueError(f"A lead does not say {', '.join(sorted(unknown))}.")
    after = dict(facts)
    rating = facts.get("rating", before.rating)
    if rating != before.rating:
        # A workbook that says the same next month brings no change.
        after["rating_as_written"] = rating.code if rating else ""
        after.setdefault("rating_reason", "")
    if not needs_a_reason(rating):
        after["rating_reason"] = facts.get("rating_reason", "")
    return after


def problems_of(plan, before, facts, words, on, by):
    """[(fact or "words", a sentence with the remedy)] of an update that leaves `facts`, as `facts_after` gives them."""
    after = SimpleNamespace(**{name: getattr(before, name) for name in FACTS} | facts)
    rules = {"complete_needs_evidence": plan.complete_needs_evidence, "may_waive": may_waive_evidence(by, plan)}
    problems = list(missing(words=words, before=before, after=after, on=on, **rules))
    if after.rating and after.rating.plan_id != plan.pk:
        problems.append(("rating", "Choose a rating of this plan's own key"))
    return problems


def _hold(action, on, by):
    """The action, held until the transaction ends, and the statement that holds."""
    require_update(by, action.plan, [action], on)
    held = Action.objects.held(action)
    return held, statement_to_update(held, on)


def _sent_before(submission):
    """The statement that this form gave when it was sent the first time, if it was."""
    return Statement.objects.filter(submission=submission).first() if submission else None


def _says(statement, facts, words):
    """Whether a statement is what this form says: gone back to and changed, a form says something new."""
    return statement.newest_words == words and all(getattr(statement, name) == facts[name] for name in facts)


def _require_seen(before, seen):
    if before.pk != seen:
        raise SaidMeanwhile(before)


def _write(action, before, facts, submission, on, by, no_change=False):
    entry = Entry(
        action,
        facts | {"said_on": on},
        origin=Origin.FORM,
        before=before,
        no_change=no_change,
        submission=submission,
    )
    return record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)[0]
