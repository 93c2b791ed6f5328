"""Every write of risks: append-only statements, scores and reviews.

What a person says of a risk is made from a page that showed one statement, or one score (`seen`): of two who save at
once, the second is told what the first said.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from actions.models import Origin
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Holding, Plan
from plans.permissions import Permission, Rights, may, refusal, require
from plans.services import NamedMeeting, keep_meeting

from ..models import Risk, RiskReview, RiskScore, RiskStatement
from ..scoring import product
from .registers import keep_bands, keep_category

FACTS = (
    "title description impact owners owner_as_written objectives objectives_as_written controls gaps_in_control "
    "first_line second_line third_line gaps_in_assurance mitigation is_open closed_because"
).split()


class RiskRefused(ValueError):
    """What was said cannot be kept; nothing was written. The text says why and what to do."""


class RiskChanged(Exception):
    """Somebody else said or scored something since the page was made: `record`, which holds now."""

    def __init__(self, record):
        super().__init__("Somebody changed this risk meanwhile. Read how it stands now, then save yours or drop it.")
        self.record = record


@dataclass(slots=True)
class ScoreEntry:
    """One score of a risk, as read. `score` may be what an office printed, whatever the product is."""

    kind: str
    likelihood: int | None
    consequence: int | None
    score: int | None
    word_as_written: str = ""
    as_written: str = ""
    reason: str = ""


@dataclass(slots=True)
class RiskEntry:
    """One statement about a risk, and its new scores. An unsaved `risk` is created; empty `facts` say nothing."""

    risk: Risk
    facts: dict
    scores: list = field(default_factory=list)
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_risks(*, plan, entries, effective_on, by):
    """Record risks as they stood on one date. Returns the entries. Raises PermissionDenied."""
    require(by, Permission.KEEP_RISKS, plan)
    Plan.objects.held(plan.pk)
    new = [entry.risk for entry in entries if entry.risk.pk is None]
    _number(plan, new)
    create_all(Risk, new, by=by)
    if new:
        keep_bands(plan=plan, by=by)
    said = [_statement(entry, effective_on, by) for entry in entries if entry.facts]
    create_all(RiskStatement, said, by=by)
    scores = [_score(entry, score, effective_on, by) for entry in entries for score in entry.scores]
    create_all(RiskScore, scores, by=by)
    return entries


@transaction.atomic
def add_risk(*, plan, facts, scores=(), category=None, ref="", on, by):
    """Add a risk to the register. Returns it. The same one sent twice by one person is added once.

    `facts` are those of a `RiskStatement` by name, `scores` `ScoreEntry`s; `category` is a `Category` or the name of
    one, which is made where the plan has none of that name. Raises PermissionDenied, RiskRefused.
    """
    require(by, Permission.KEEP_RISKS, plan)
    Plan.objects.held(plan.pk)
    if not facts.get("title", "").strip():
        raise RiskRefused("Enter what may happen: a risk has to be named.")
    ref = " ".join(ref.split())
    if sent := _added_before(plan, ref, facts, scores, category, by):
        return sent
    if ref and plan.risks.filter(ref=ref).exists():
        raise RiskRefused(f"Another risk has the reference {ref}: a reference is never used twice.")
    if isinstance(category, str):
        category = keep_category(plan=plan, name=category, by=by) if category else None
    risk = Risk(ref=ref, category=category)
    entry = RiskEntry(risk, facts, list(scores), origin=Origin.FORM)
    record_risks(plan=plan, entries=[entry], effective_on=on, by=by)
    return risk


@transaction.atomic
def describe_risk(*, risk, facts, seen, on, by):
    """Say what has changed of a risk's facts. Returns the statement. Raises PermissionDenied, RiskRefused, RiskChanged.

    The same facts again write nothing.
    """
    risk, before = _hold(risk, on, by)
    _require_open(before)
    if "title" in facts and not facts["title"].strip():
        raise RiskRefused("Enter what may happen: a risk has to be named.")
    if _says(before, facts):
        return before
    _refuse_stale(before, seen)
    return _write(risk, before, facts, on, by)


@transaction.atomic
def score_risk(*, risk, kind, likelihood, consequence, reason, seen, on, by):
    """Score a risk anew, with the reason. Returns the `RiskScore`.

    `seen` is the key of the score of that kind that the page showed, None where there was none. The same score for the
    same reason, sent twice, is one. Raises PermissionDenied, RiskRefused, RiskChanged.
    """
    risk, before = _hold(risk, on, by)
    _require_open(before)
    if not reason.strip():
        raise RiskRefused("Say why it scores so: the reason stands beside the score.")
    last = risk.scores.filter(kind=kind, effective_on__lte=on).first()
    if last and (last.likelihood, last.consequence) == (likelihood, consequence) and last.reason == reason:
        return last
    if last and last.pk != seen:
        raise RiskChanged(last)
    score = ScoreEntry(kind, likelihood, consequence, product(likelihood, consequence), reason=reason)
    record = _score(RiskEntry(risk, {}, origin=Origin.FORM), score, on, by)
    create_all(RiskScore, [record], by=by)
    return record


@transaction.atomic
def review_risk(*, risk, seen_on=None, meeting=None, said="", on, by):
    """A risk was looked at, at a `meeting` (a `Meeting` or a `NamedMeeting`) or on the day `seen_on`.

    The same review twice is kept once. Returns the `RiskReview`. Raises PermissionDenied, RiskRefused.
    """
    risk, before = _hold(risk, on, by)
    _require_open(before)
    seen_on = meeting.held_on if meeting else seen_on
    if seen_on is None:
        raise RiskRefused("Choose the meeting, or enter the day on which it was looked at.")
    if seen_on > on:
        raise RiskRefused(f"{in_words(seen_on)} is still to come: enter the day on which it was looked at.")
    if isinstance(meeting, NamedMeeting):
        if not may(by, Permission.MANAGE_PLAN, risk.plan):
            raise RiskRefused(
                "You may not add a meeting: choose one of the list, or enter the day on which it was looked at."
            )
        meeting = keep_meeting(plan=risk.plan, committee=meeting.committee, held_on=meeting.held_on, by=by)
    known = risk.reviews.filter(seen_on=seen_on, meeting=meeting, said=said.strip(), recorded_by=by).first()
    if known:
        return known
    review = RiskReview(risk=risk, seen_on=seen_on, meeting=meeting, said=said.strip(), effective_on=on, recorded_by=by)
    create_all(RiskReview, [review], by=by)
    return review


@transaction.atomic
def close_risk(*, risk, reason, seen, on, by):
    """Close a risk that is one no longer. Returns the statement. Raises PermissionDenied, RiskRefused, RiskChanged."""
    require(by, Permission.KEEP_RISKS, risk.plan)
    return _turn(risk, {"is_open": False, "closed_because": reason}, "Say why it is no longer a risk.", seen, on, by)


@transaction.atomic
def reopen_risk(*, risk, reason, seen, on, by):
    """Open a closed risk again. Returns the statement. Raises PermissionDenied, RiskRefused, RiskChanged."""
    require(by, Permission.KEEP_RISKS, risk.plan)
    return _turn(risk, {"is_open": True, "closed_because": reason}, "Say why it is a risk again.", seen, on, by)


def _turn(risk, facts, need, seen, on, by):
    risk, before = _hold(risk, on, by)
    if not facts["closed_because"].strip():
        raise RiskRefused(need)
    if before.is_open == facts["is_open"]:
        return before  # the form was sent twice, or somebody else was quicker
    _refuse_stale(before, seen)
    return _write(risk, before, facts, on, by)


def may_update(user, risk_owners, plan, on, rights=None):
    """Whether `user` may describe, score and review a risk whose owners are the posts of those keys."""
    rights = Rights.of(user, plan) if rights is None else rights
    if rights.may(Permission.KEEP_RISKS):
        return True
    if not rights.may(Permission.UPDATE_OWN_RISK) or user.person_id is None:
        return False
    return Holding.objects.posts_of(user.person_id, on).filter(post__in=risk_owners).exists()


def require_update(user, risk_owners, plan, on, rights=None):
    """Raise PermissionDenied unless `may_update`."""
    if not may_update(user, risk_owners, plan, on, rights):
        raise refusal(Permission.UPDATE_OWN_RISK)


def _hold(risk, on, by):
    """(the risk, its statement as at `on`), for one writer at a time. Raises PermissionDenied, RiskRefused."""
    require(by, Permission.READ_PLAN, risk.plan)
    risk = Risk.objects.held(risk)
    before = risk.statements.filter(effective_on__lte=on).first()
    if before is None:
        raise RiskRefused(f"This risk is not known as at {in_words(on)}: look at it on a later day.")
    require_update(by, before.owners, risk.plan, on)
    return risk, before


def hold_to_update(risk, on, by):
    """The risk as it is now, open, for one writer at a time. Raises PermissionDenied, RiskRefused."""
    risk, before = _hold(risk, on, by)
    _require_open(before)
    return risk


def _require_open(before):
    if not before.is_open:
        raise RiskRefused("This risk is closed: reopen it first.")


def _refuse_stale(before, seen):
    if before.pk != seen:
        raise RiskChanged(before)


def _says(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _write(risk, before, facts, on, by):
    facts = {name: getattr(before, name) for name in FACTS} | facts
    statement = _statement(RiskEntry(risk, facts, origin=Origin.FORM), on, by)
    create_all(RiskStatement, [statement], by=by)
    return statement


def _statement(entry, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where, "recorded_by": by}
    return RiskStatement(risk=entry.risk, **told, **entry.facts)


def _score(entry, score, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where, "recorded_by": by}
    names = "kind likelihood consequence score word_as_written as_written reason".split()
    return RiskScore(risk=entry.risk, **told, **{name: getattr(score, name) for name in names})


def _number(plan, new):
    """Give new risks their plan, the next keys and, where none is given, a place at the end."""
    last = plan.risks.aggregate(key=Max("key"), position=Max("position"))
    key, position = last["key"] or 0, last["position"] or 0
    for place, risk in enumerate(new, 1):
        risk.plan, risk.key = plan, key + place
        risk.position = risk.position or position + place


def _added_before(plan, ref, facts, scores, category, by):
    """The risk that was added by this form, where it was sent before and nothing was said or scored of it since."""
    last = plan.risks.filter(ref=ref).select_related("category").order_by("-key").first()
    told = last and list(last.statements.filter(recorded_by=by)[:2])
    if not told or len(told) > 1 or not _says(told[0], facts):
        return None
    names = ("kind", "likelihood", "consequence", "reason")
    scored = sorted(last.scores.values_list(*names))
    asked = sorted(tuple(getattr(score, name) for name in names) for score in scores)
    return last if scored == asked and str(last.category or "") == str(category or "") else None
