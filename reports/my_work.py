"""What waits for one person, over all their plans, as at a day: updates they owe, what came back, what to decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q

from actions.assurance import last_word
from actions.models import (
    Action,
    Assignment,
    DateRequest,
    Evidence,
    EvidenceVerdict,
    EvidenceVersion,
    Standing,
    Statement,
)
from measures.owned import OwnedMeasure, measures_waiting
from milestones import exceptions_waiting
from milestones.models import MilestoneException
from milestones.owned import OwnedMilestone, owned_milestones
from plans.models import Holding, Period, Plan, Stage
from plans.permissions import Permission, Rights
from risks.owned import OwnedRisk, owned_risks

from .models import Pack, PackSignOff
from .packs_waiting import to_go_on_with, to_sign

# Without a reporting period that is open, a word is owed when nothing was said for four weeks.
OWED_AFTER = timedelta(days=28)
# For how long an answer to a request stays among what came back.
ANSWERS_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Owed:
    """An action that somebody leads: its statement, and by when they owe a word of it; None where nobody has said."""

    statement: Statement
    since: date
    by: date | None

    @property
    def is_owed(self):
        return owes_a_word(self.last_word_on, self.since)

    @property
    def last_word_on(self):
        return last_word(self.statement.said_on, self.statement.said_anew_on)


def owes_a_word(last_word_on, since):
    """Whether nothing was said since the period opened, or for `OWED_AFTER`."""
    return last_word_on is None or last_word_on < since


@dataclass(frozen=True, slots=True)
class OwedMilestone:
    """A milestone that somebody answers for, and since when a word of it is owed."""

    owned: OwnedMilestone
    since: date

    @property
    def is_owed(self):
        return owes_a_word(self.owned.updated_on, self.since)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Decisions that wait in one plan for somebody who may make them."""

    plan: Plan
    dates: int
    evidence: int
    exceptions: int = 0


@dataclass(frozen=True, slots=True)
class MyWork:
    """`leads` is False for somebody of whom no update is asked: they may make none, or any and lead nothing.

    `is_named` is False where no person is known for them, `has_a_seat` where they hold no post now, deputise for none
    and lead no action by name. `asked`, `offered` and `reported` are theirs and wait for somebody else, `answered` and
    `decided` are those that somebody decided lately. `to_sign` are drafts that
    wait for their signature, `packs` those that they have to make again or may issue. `risks` and `milestones` are
    those that they answer for.
    """

    leads: bool
    is_named: bool
    has_a_seat: bool
    owed: tuple[Owed, ...]
    said: tuple[Owed, ...]
    sent_back: tuple[EvidenceVersion, ...]
    answered: tuple[DateRequest, ...]
    waiting: tuple[Waiting, ...]
    to_sign: tuple[PackSignOff, ...]
    packs: tuple[Pack, ...]
    asked: tuple[DateRequest, ...]
    offered: tuple[EvidenceVersion, ...]
    risks: tuple[OwnedRisk, ...]
    milestones: tuple[OwedMilestone, ...]
    measures: tuple[OwnedMeasure, ...]
    reported: tuple[MilestoneException, ...]
    decided: tuple[MilestoneException, ...]

    @property
    def count(self):
        """How much waits for them: what `waiting_count` gives."""
        decisions = sum(each.dates + each.evidence + each.exceptions for each in self.waiting)
        return len(self.owed) + len(self.sent_back) + decisions + len(self.to_sign) + len(self.packs)


def my_work(user, on, rights=None):
    """`MyWork` of `user` as at `on`, in a constant number of queries; `rights` everywhere where they are known."""
    rights = Rights.everywhere(user) if rights is None else rights
    mine = _updated_by(rights)
    led = _led(user, mine, on)
    return MyWork(
        leads=bool(led) or len(mine) > len(_with(rights, Permission.UPDATE_ANY_ACTION)),
        is_named=user.person_id is not None,
        has_a_seat=bool(led) or _has_a_seat(user, mine, on),
        owed=tuple(each for each in led if each.is_owed),
        said=tuple(each for each in led if not each.is_owed),
        sent_back=tuple(_sent_back(user, mine, on)),
        answered=tuple(_answered(user, rights, on)),
        waiting=tuple(_waiting(user, rights, on)),
        to_sign=tuple(_to_sign(user, rights, on).select_related("pack__plan", "pack__period", "post")),
        packs=tuple(_packs(rights).select_related("plan", "period")),
        asked=tuple(_asked(user, rights)),
        offered=tuple(_offered(user, rights, on)),
        risks=tuple(_risks(user, rights, on)),
        milestones=tuple(_milestones(user, rights, on)),
        measures=tuple(_measures(user, rights, on)),
        reported=tuple(exceptions_waiting.reported_by(user, _owning(rights), on)),
        decided=tuple(exceptions_waiting.answered(user, _owning(rights), on - ANSWERS_SHOWN, on)),
    )


def waiting_count(user, on, rights=None):
    """How much waits for `user`: the number that stands on every page. Of what is owed no words are read."""
    rights = Rights.everywhere(user) if rights is None else rights
    plans = _updated_by(rights)
    owed = 0
    if user.person_id and plans:
        periods = _open_periods(plans, on)
        said = _to_do(user, plans, on).order_by().values_list("action__plan", "said_on", "said_anew_on")
        owed = sum(owes_a_word(last_word(*days), _since(periods.get(plan), on)) for plan, *days in said)
    requests, offers = _requests(user, rights), _offers(user, rights, on)
    returned = _sent_back(user, plans, on).count() if plans else 0
    packs = _to_sign(user, rights, on).count() + _packs(rights).count()
    return (
        owed + returned + sum(requests.values()) + sum(offers.values()) + _exceptions(user, rights, on).total() + packs
    )


def _with(rights, *permissions):
    """The keys of the plans in which the user may do one of these."""
    return [plan for plan, own in rights.items() if own.permissions.intersection(permissions)]


def _updated_by(rights):
    return _with(rights, Permission.UPDATE_OWN_ACTION, Permission.UPDATE_ANY_ACTION)


def _to_do(user, plans, on):
    """The statements of every action still to be done that the user leads."""
    actions = Action.objects.filter(plan__in=plans).led_by(user.person_id, on)
    open_still = ~Q(rating__stage=Stage.COMPLETE) | Q(rating=None)
    statements = Statement.objects.of(actions, on).said_anew(on)
    return statements.filter(open_still, is_heading=False, in_scope=True, standing=Standing.LIVE)


def _led(user, plans, on):
    """`Owed` of every action still to be done that the user leads, the earliest due date first."""
    if user.person_id is None or not plans:
        return []
    statements = _to_do(user, plans, on).select_related("action__plan", "rating")
    periods, found = _open_periods(plans, on), []
    for statement in statements.order_by(F("due_on").asc(nulls_last=True), "action__position", "pk"):
        period = periods.get(statement.action.plan_id)
        found.append(Owed(statement, _since(period, on), period and period.updates_due_on))
    return found


def _has_a_seat(user, plans, on):
    """Whether the user holds a post of `plans`, deputises for one, or leads an action by name."""
    seats = Holding.objects.covering(on).filter(person=user.person_id, post__plan__in=plans)
    named = Assignment.objects.filter(person=user.person_id, action__plan__in=plans)
    return user.person_id is not None and (seats.exists() or named.exists())


def _since(period, on):
    return period.opens_on if period else on - OWED_AFTER


def _open_periods(plans, on):
    """{key of a plan: the reporting period in which updates are collected as at `on`}."""
    found = Period.objects.filter(plan__in=plans, frozen_at=None, opens_on__lte=on).filter(
        Q(updates_due_on__gte=on) | Q(as_at__gte=on)
    )
    return {period.plan_id: period for period in found.order_by("opens_on")}


def _latest(plans, outcome, on):
    """The latest versions of the evidence in some plans that stands as `outcome`, "" for what waits."""
    pieces = Evidence.objects.filter(action__plan__in=plans).as_at(on).filter(outcome=outcome)
    return EvidenceVersion.objects.filter(pk__in=pieces.values("latest"))


def _sent_back(user, plans, on):
    """Versions of evidence that were sent back to who offered them, or leads the action."""
    own = Q(offered_by=user)
    if user.person_id:
        own |= Q(evidence__action__in=Action.objects.led_by(user.person_id, on))
    found = _latest(plans, EvidenceVerdict.Outcome.SENT_BACK, on).filter(own)
    return found.select_related("verdict__judged_by__person", "evidence__action__plan").order_by("-verdict__judged_at")


def _answered(user, rights, on):
    """Requests for a later date that were decided, or whose decision was written down, lately; the newest first."""
    since = on - ANSWERS_SHOWN
    lately = Q(decision__decided_on__gte=since) | Q(decision__recorded_at__date__range=(since, on))
    found = DateRequest.objects.asked_by(user).filter(lately, action__plan__in=rights)
    return found.as_shown().order_by("-decision__decided_on", "-pk")


def _asked(user, rights):
    """The user's own requests for a later date that nobody has decided yet, the one that waits longest first."""
    found = DateRequest.objects.open().asked_by(user).filter(action__plan__in=rights)
    return found.select_related("action__plan").order_by("requested_on", "pk")


def _offered(user, rights, on):
    """The evidence that the user offered and nobody has judged yet, what waits longest first."""
    found = _latest(rights, "", on).filter(offered_by=user)
    return found.select_related("evidence__action__plan").order_by("offered_on", "pk")


def _waiting(user, rights, on):
    """`Waiting` of each plan in which something waits that the user may decide."""
    requests, offers = _requests(user, rights), _offers(user, rights, on)
    exceptions = _exceptions(user, rights, on)
    for plan in Plan.objects.filter(pk__in=requests.keys() | offers.keys() | exceptions.keys()):
        yield Waiting(plan, requests.get(plan.pk, 0), offers.get(plan.pk, 0), exceptions[plan.pk])


def _to_sign(user, rights, on):
    """The signatures that are missing under drafts and that the user may give; of nobody in particular, none."""
    return to_sign(user, _with(rights, Permission.READ_PLAN) if user.person_id else [], on)


def _packs(rights):
    return to_go_on_with(_with(rights, Permission.KEEP_PACKS))


def _risks(user, rights, on):
    """The open risks of the user's posts in the plans in which they may say something of them."""
    plans = _with(rights, Permission.UPDATE_OWN_RISK, Permission.KEEP_RISKS)
    return owned_risks(user.person_id, plans, on) if user.person_id and plans else ()


def _measures(user, rights, on):
    """The measures of the user's posts whose values wait, where they may enter them."""
    plans = _with(rights, Permission.UPDATE_OWN_MEASURE, Permission.KEEP_MEASURES)
    return measures_waiting(user.person_id, plans, on) if user.person_id and plans else ()


def _owning(rights):
    """The keys of the plans in which the user may say something of milestones."""
    return _with(rights, Permission.UPDATE_OWN_MILESTONE, Permission.KEEP_MILESTONES)


def _milestones(user, rights, on):
    """The milestones still to be done that the user answers for, where they may say something of them."""
    plans = _owning(rights)
    owned = owned_milestones(user.person_id, plans, on) if user.person_id and plans else ()
    periods = _open_periods(plans, on) if owned else {}
    return [OwedMilestone(each, _since(periods.get(each.statement.milestone.plan_id), on)) for each in owned]


def _requests(user, rights):
    """{key of a plan: later dates asked for that the user may decide}; nobody decides on their own."""
    plans = _with(rights, Permission.DECIDE_DATE)
    asked = DateRequest.objects.open().filter(action__plan__in=plans).exclude(requested_by=user)
    return _counts(asked, "action__plan") if plans else {}


def _exceptions(user, rights, on):
    """{key of a plan: exceptions about milestones that the user may decide}; nobody decides their own."""
    return exceptions_waiting.to_decide(user, _with(rights, Permission.DECIDE_DATE), on)


def _offers(user, rights, on):
    """{key of a plan: pieces of evidence that the user may judge}; nobody judges their own."""
    plans = _with(rights, Permission.JUDGE_EVIDENCE)
    return _counts(_latest(plans, "", on).exclude(offered_by=user), "evidence__action__plan") if plans else {}


def _counts(rows, path):
    return dict(rows.order_by().values_list(path).annotate(Count("pk")))
