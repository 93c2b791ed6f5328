"""The demonstration: three months of a plan, brought in as an office would, with log-ins, periods, texts and packs."""

import tomllib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import Person, User
from accounts.services import save_user, update_person
from actions.models import EvidenceVerdict
from actions.services import ask_later_date, decide_date, judge_evidence, offer_evidence
from core.charts.png import png
from core.workbooks import read
from plans.models import Holding, Plan, Role
from plans.services import NamedMeeting, deputise, give_role, make_period, save_reference
from reports.models import Pack
from reports.services import add_picture, issue_pack, prepare_pack, record_sign_off, write_narrative
from reports.tasks import issue, make_draft

from .demonstration_measures import keep_measures
from .demonstration_milestones import keep_milestones
from .demonstration_money import keep_money
from .demonstration_programmes import keep_programmes
from .demonstration_risks import keep_objectives, keep_risks
from .proposal import propose
from .services import apply_import

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
SLUG = "demonstration"
ORGANISATION = "Estuary Vale Clinical Commissioning Group"
MONTHS = {"2019-01": date(2019, 1, 10), "2019-02": date(2019, 2, 12), "2019-03": date(2019, 3, 14)}
DOMAIN, PASSWORD = "demonstration.example", "demonstration only"
LED_POST = "CFO"  # a post that leads many actions
# The post whose holder a log-in is for.
HELD = {Role.LEAD: LED_POST, Role.RISK_OWNER: "CN", Role.MILESTONE_OWNER: "DSP"}
PARTNER, PARTNER_SLUG = "Demonstration partner organisation", "demonstration-two"
DEPUTY = "deputy"  # whose log-in is for who deputises for the holder of LED_POST


def email_of(role):
    return f"{role.replace('_', '-')}@{DOMAIN}"


@transaction.atomic
def load(by):
    """All of it or nothing, but for the packs, which take a while: they are made in the background."""
    plan, told = Plan(slug=SLUG, name=SLUG), _told()
    for month, as_at in MONTHS.items():
        proposal = propose(read(FIXTURES / f"improvement-plan-{month}.xlsx"), plan, as_at, today=as_at)
        apply_import(proposal=proposal, organisation=ORGANISATION, by=by)
        keep_money(plan, told, FIXTURES, on=as_at, by=by)
        if as_at == min(MONTHS.values()):
            keep_objectives(plan, told, on=as_at, by=by)
    log_ins = {role: _log_in(role, by) for role in Role}
    for role, user in log_ins.items():
        give_role(plan=plan, user=user, role=role, by=by)
    _deputy(plan, by)
    _partner([(role, log_ins[role]) for role in (Role.PMO, Role.READER)], by)
    for organisation in plan.organisations.all():
        organisation.colour = told["colour"]
        save_reference(record=organisation, by=by)
    _work(plan, told, lead=log_ins[Role.LEAD], office=log_ins[Role.PMO])
    days, owner = list(MONTHS.values()), log_ins[Role.MILESTONE_OWNER]
    keep_milestones(plan, told, FIXTURES, days, owner=owner, office=log_ins[Role.PMO])
    keep_measures(plan, FIXTURES, days, by=log_ins[Role.PMO])
    keep_programmes(plan, FIXTURES / "demonstration", on=min(MONTHS.values()), by=log_ins[Role.PMO])
    keep_risks(plan, told, owner=log_ins[Role.RISK_OWNER], office=log_ins[Role.PMO])
    for period in told["period"]:
        days = {name: period[name] for name in ("label", "opens_on", "updates_due_on", "as_at")}
        make_period(plan=plan, **days, by=by)
    for narrative in told["narrative"]:
        _write(plan, narrative, by)
    transaction.on_commit(lambda: issue_packs.enqueue(plan.pk, log_ins[Role.PMO].pk))


@task()
def issue_packs(plan, by):
    """Make a pack of each month as the log-in `by`: the earlier ones are issued, the last one is a draft to sign."""
    plan, by, told = Plan.objects.get(pk=plan), User.objects.get(pk=by), _told()
    posts = {post.abbreviation: post for post in plan.posts.all()}
    for month in told["period"]:
        pack = prepare_pack(
            period=plan.periods.get(label=month["label"]),
            audience=Pack.Audience.FULL,
            purpose=Pack.Purpose.ASSURANCE,
            meeting=NamedMeeting(told["committee"], month["meeting"]),
            author=posts[told["author"]],
            sponsor=posts[told["sponsor"]],
            sign_offs=[posts[each] for each in told["sign_off"]],
            by=by,
        )
        make_draft.call(pack.pk, pack.asked_at.isoformat(), by.pk)
        pack.refresh_from_db()
        if month["issue"] and pack.state == Pack.State.DRAFT:
            _issue(pack, by)


def _partner(log_ins, by):
    """The plan of another organisation, which some of the `log_ins`, (role, user), have a part in too."""
    plan, as_at = Plan(slug=PARTNER_SLUG, name=PARTNER_SLUG), max(MONTHS.values())
    proposal = propose(read(FIXTURES / "partner-plan.xlsx"), plan, as_at, today=as_at)
    apply_import(proposal=proposal, organisation=PARTNER, by=by)
    for role, user in log_ins:
        give_role(plan=plan, user=user, role=role, by=by)


def _issue(pack, by):
    today = timezone.localdate()
    for sign_off in pack.sign_offs.select_related("post", "pack__plan"):
        name = f"Holder of the post {sign_off.post.abbreviation}"
        record_sign_off(sign_off=sign_off, seen=pack.html_sha256, name=name, signed_on=today, on=today, by=by)
    pack = issue_pack(pack=pack, seen=pack.html_sha256, by=by)
    issue.call(pack.pk, pack.asked_at.isoformat(), by.pk)


def _work(plan, told, lead, office):
    """What the lead asked for and offered, and what the office said to it."""
    for asked in told["date_request"]:
        action = plan.actions.get(ref=asked["ref"])
        said = {"due_on": asked["due_on"], "reason": asked["reason"], "on": asked["asked_on"]}
        request = ask_later_date(action=action, **said, by=lead)
        if "decided_on" in asked:
            said = {"due_on": asked["agreed_due_on"], "reason": asked["because"], "on": asked["decided_on"]}
            decide_date(request=request, agreed=asked["agreed"], seen=action.due_on, **said, by=office)
    for piece in told["evidence"]:
        action = plan.actions.get(ref=piece["ref"])
        said = {"title": piece["title"], "link": piece["link"], "on": piece["offered_on"]}
        version = offer_evidence(action=action, **said, by=lead)
        if "accepted_on" in piece:
            accepted = EvidenceVerdict.Outcome.ACCEPTED
            judge_evidence(version=version, outcome=accepted, on=piece["accepted_on"], by=office)


def _told():
    return tomllib.loads((FIXTURES / "demonstration" / "reports.toml").read_text(encoding="utf-8"))


def _write(plan, told, by):
    """A narrative section with its later texts and its picture."""
    said = {"plan": plan, "title": told["title"], "is_private": told.get("is_private", False), "by": by}
    first = write_narrative(text=told["text"], on=told["effective_on"], **said)
    for later in told.get("later", ()):
        write_narrative(narrative=first, text=later["text"], on=later["effective_on"], **said)
    if "picture" in told:
        drawing = FIXTURES / "demonstration" / told["picture"]
        file = ContentFile(png(drawing.read_text(encoding="utf-8")), name=f"{drawing.stem}.png")
        words = {"description": told["description"], "caption": told["caption"]}
        add_picture(narrative=first, file=file, **words, on=told["effective_on"], by=by)


def _log_in(role, by):
    """The log-in for a role. The administrator looks after the tracker too; some hold a post."""
    known = User.objects.filter(email=email_of(role)).first()
    if known:
        return known
    everything = role == Role.ADMINISTRATOR
    name = role.label.partition(" (")[0].capitalize()
    user = User(email=email_of(role), first_name=name, is_staff=everything, is_superuser=everything)
    if role in HELD:
        user.person = _holder(HELD[role]).person
    return _saved(user, by)


def _deputy(plan, by):
    """Somebody who deputises for the lead, and has a log-in."""
    if User.objects.filter(email=email_of(DEPUTY)).exists():
        return
    holding = _holder(LED_POST)
    person = update_person(person=Person(), name=f"Deputy of the {LED_POST}", by=by)
    deputise(post=holding.post, person=person, on=min(MONTHS.values()), by=by)
    user = _saved(User(email=email_of(DEPUTY), first_name="Deputy", person=person), by)
    give_role(plan=plan, user=user, role=Role.LEAD, by=by)


def _holder(post):
    capacity = Holding.Capacity.HOLDER
    return Holding.objects.filter(post__plan__slug=SLUG, post__abbreviation=post, capacity=capacity).last()


def _saved(user, by):
    user.set_password(PASSWORD)
    return save_user(user=user, by=by)
