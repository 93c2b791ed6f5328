"""A plan of any size for tests, made quickly and through the services, so that it is what an import would have made."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Person, User
from accounts.services import update_person
from actions.models import Action, Concern, ConcernReview, EvidenceStatus, LeadRole, Origin, Recommendation
from actions.services import ConcernEntry, Entry, record_concerns, record_statements, write_recommendations
from plans.models import Area, Holding, Plan, Post, Rating, StatedTotal
from plans.services import create_plan, give_role, make_period, save_reference, state_totals

PASSWORD = "correct horse battery staple"
JANUARY, FEBRUARY, MARCH = date(2019, 1, 10), date(2019, 2, 12), date(2019, 3, 14)
KEY = [
    ("R", "Red", "No progress against action", "not_started"),
    ("A", "Amber", "Actions underway", "underway"),
    ("G", "Green", "All actions in place", "in_place"),
    ("B", "Blue", "Completed", "complete"),
]


def make_plan(by, slug="sample", actions=12, dates=(JANUARY, FEBRUARY)):
    """A plan of two areas with `actions` actions, of which the last has no reference; returns it.

    Action n has reference 1.n or 2.n; every fifth is unrated, the others go round the key. On each of `dates` every
    action says something; from the second on, what is due before `dates[0]` has slipped by 31 days. There are two
    recommendations (one that no action meets), two concerns (one closed) and a printed total.
    """
    plan = create_plan(plan=Plan(slug=slug, name=f"The {slug} plan"), organisation="Example Partners", by=by)
    ratings = [
        save_reference(record=Rating(plan=plan, code=c, word=w, meaning=m, stage=s, position=i), by=by)
        for i, (c, w, m, s) in enumerate(KEY)
    ]
    areas = [save_reference(record=Area(plan=plan, number=n, title=f"Area number {n}"), by=by) for n in (1, 2)]
    post = save_reference(record=Post(plan=plan, abbreviation="AO", title="Accountable Officer"), by=by)
    met = Recommendation(area=areas[0], text="Do what was advised.", source="Review 1")
    idle = Recommendation(area=areas[1], text="Do this too.", source="Review 2", position=1)
    write_recommendations(plan=plan, new=[met, idle], reworded=[], by=by)
    rows = [
        Action(area=areas[n % 2], ref=f"{n % 2 + 1}.{n}" if n < actions else "", position=n)
        for n in range(1, actions + 1)
    ]
    before = {}
    for turn, on in enumerate(dates):
        entries = [_entry(n, row, turn, ratings, post, met, before) for n, row in enumerate(rows, 1)]
        statements = record_statements(plan=plan, entries=entries, effective_on=on, by=by)
        before = {statement.action_id: statement for statement in statements}
    _raise_concerns(plan, rows[0], dates[0], by)
    total = StatedTotal(label="Total", rating=ratings[0], count=actions, where="plan.xlsx, Summary B2")
    state_totals(plan=plan, as_at=dates[0], totals=[total], by=by)
    return plan


def _entry(n, action, turn, ratings, post, recommendation, before):
    due = date(2018, 12, 1) + timedelta(days=n % 60)
    slipped = turn and due < JANUARY
    facts = {
        "title": f"Do thing {n} <b>well</b>",
        "leads": [{"role": LeadRole.SRO, "post": post.pk, "person": None}],
        "sro_as_written": "AO",
        "due_on": due + timedelta(days=31) if slipped else due,
        "due_as_written": "soon",
        "progress": "It was begun.\n" + "It goes on. " * turn,
        "newest_words": "It goes on." if turn else "",
        "said_on": date(2019, 1, 2),
        "rating": ratings[n % 5] if n % 5 < 4 else None,
        "in_scope": n % 7 != 0,
        "evidence_status": EvidenceStatus.REQUIRED,
        "success_measure": "It is done.",
    }
    known = before.get(action.pk)
    return Entry(
        action,
        facts,
        origin=Origin.IMPORT,
        where=f"plan.xlsx, Plan, row {n}",
        recommendations=[] if known else [recommendation],
        before=known,
    )


def _raise_concerns(plan, action, on, by):
    told = {"why": "Overdue", "required": "Say when.", "taken": "Asked.", "deadline_as_written": "30/11/18"}
    entries = [
        ConcernEntry(
            Concern(action=action, match=match, ref_as_written="2.1", title_as_written="Do thing 1", position=position),
            told | {"is_open": is_open},
            reviews=[ConcernReview(as_written="seen - 02/10")],
            where=f"plan.xlsx, Concerns, row {position}",
        )
        for position, (match, is_open) in enumerate([("exact", False), ("likely", True)], 2)
    ]
    record_concerns(plan=plan, entries=entries, effective_on=on, by=by)


def member(plan, role, *, by, posts=(), deputy_for=(), email=""):
    """A new log-in with a role in `plan`; its person holds `posts` and deputises for `deputy_for` (abbreviations)."""
    person = update_person(person=Person(), name=f"Somebody {role}", by=by)
    user = User.objects.create_user(email or f"{role}@example.org", PASSWORD, person=person)
    give_role(plan=plan, user=user, role=role, by=by)
    for capacity, names in ((Holding.Capacity.HOLDER, posts), (Holding.Capacity.DEPUTY, deputy_for)):
        for post in plan.posts.filter(abbreviation__in=names):
            save_reference(record=Holding(post=post, person=person, capacity=capacity), by=by)
    return user


def freeze(plan, as_at, by, label="Month 11"):
    """A reporting period of `plan` that was frozen as at a day. Returns it."""
    days = {"opens_on": as_at, "updates_due_on": as_at, "as_at": as_at}
    period = make_period(plan=plan, label=label, **days, by=by)
    period.frozen_at, period._history_user = timezone.now(), by
    period.save()
    return period
