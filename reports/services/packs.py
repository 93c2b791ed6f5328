"""Packs: prepared from a period, changed, made again, issued again, dropped. What is issued is never touched."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import NamedMeeting, keep_meeting

from ..keeping import BEING_MADE, UNDER_WAY, PackRefused, State, forget_files, locked, name_files, save
from ..models import Pack, PackSignOff
from ..tasks import issue, make_draft

_COPIED = ("plan", "period", "number", "audience", "meeting", "purpose", "author", "sponsor")


@transaction.atomic
def prepare_pack(*, period, audience, purpose, meeting=None, author=None, sponsor=None, sign_offs=(), by):
    """The next pack of a plan, as a draft that is made in the background. Returns the `Pack`.

    `meeting` is a `Meeting`, a `NamedMeeting` or None, and may be to come. `author`, `sponsor` and each of `sign_offs`,
    who have to sign it, are posts of the plan. Asked for twice by the same person, while it is being made, it is
    prepared once. Raises PackRefused where something is another plan's.
    """
    require(by, Permission.KEEP_PACKS, period.plan)
    plan = Plan.objects.held(period.plan_id)
    last = plan.packs.order_by("-number").values_list("number", flat=True).first()
    pack = Pack(plan=plan, period=period, number=(last or 0) + 1, created_by=by)
    _say(pack, audience, purpose, meeting, author, sponsor, by)
    if asked := _asked_already(pack, sign_offs):
        return asked
    ask(pack, by)
    _name_signers(pack, sign_offs, by)
    return pack


def _asked_already(pack, sign_offs):
    """The pack with the same facts that the same person has just asked for, where the form was sent twice; or None."""
    same = {name: getattr(pack, name) for name in _COPIED if name != "number"}
    making = Pack.objects.filter(**same, revision=0, created_by=pack.created_by, state__in=BEING_MADE)
    signers = [post.pk for post in sign_offs]
    return next((each for each in making if [one.post_id for one in each.sign_offs.all()] == signers), None)


@transaction.atomic
def change_pack(
    *, pack, audience, purpose, meeting=None, author=None, sponsor=None, sign_offs=(), changed_because="", by
):
    """Put the facts of a draft right. It is made again, and what was signed has to be signed again.

    As `prepare_pack`; `changed_because` is for a re-issue, which is for the readers of the pack it replaces: what
    changed in it would tell others of what was not for them. Raises PackRefused.
    """
    pack = _free(pack, by)
    if pack.revision and audience != pack.audience:
        raise PackRefused("A pack that is issued again is for the same readers: prepare a new pack for others.")
    _say(pack, audience, purpose, meeting, author, sponsor, by)
    if pack.revision:
        pack.changed_because = _reason(changed_because)
    ask(pack, by)
    _name_signers(pack, sign_offs, by)
    return pack


@transaction.atomic
def make_again(*, pack, by):
    """Have a draft made once more, of the plan as it is now; or go on with an issue that did not come to its end.

    A draft made again has to be signed again. Raises PackRefused.
    """
    pack = locked(pack, by)
    if pack.state == State.ISSUING:
        pack.issued_by = by
        return ask(pack, by, State.ISSUING)
    posts = [each.post for each in pack.sign_offs.select_related("post")]
    ask(pack, by)
    _name_signers(pack, posts, by)
    return pack


@transaction.atomic
def reissue_pack(*, pack, because, by):
    """The next version of an issued pack, as a draft like any other: same facts, the plan as it is now.

    `because` says why. Raises PackRefused where that is missing, or this is not the version that holds.
    """
    require(by, Permission.KEEP_PACKS, pack.plan)
    plan = Plan.objects.held(pack.plan_id)
    pack = plan.packs.filter(number=pack.number).first()
    if pack.state != State.ISSUED:
        raise PackRefused(f"{pack} is being prepared already: go on with that.")
    again = Pack(**{name: getattr(pack, name) for name in _COPIED}, revision=pack.revision + 1, created_by=by)
    again.changed_because = _reason(because)
    ask(again, by)
    _name_signers(again, [each.post for each in pack.sign_offs.select_related("post")], by)
    return again


@transaction.atomic
def drop_pack(*, pack, by):
    """Give a draft up: its row and its files go, the audit trail keeps that it was there. Raises PackRefused."""
    pack = locked(pack, by)
    if pack.state == State.ISSUING:
        raise PackRefused("This pack is being issued: wait until that has come to its end.")
    forget_files(pack)
    for record in [*pack.sign_offs.all(), pack]:
        record._history_user = by
        record.delete()


@transaction.atomic
def issue_pack(*, pack, seen, by):
    """Issue a draft that everybody named has signed, in the background. Returns the `Pack`.

    `seen` is the SHA-256 of the draft's HTML that whoever issues had before them. Asked by two at once it is issued
    once. Raises PackRefused where somebody has not signed, or the draft was made again meanwhile.
    """
    pack = locked(pack, by)
    if pack.state == State.ISSUING:
        return pack
    if pack.state != State.DRAFT or pack.html_sha256 != seen:
        raise PackRefused("This is not the draft that you looked at: look at it again, then issue it.")
    if missing := [str(each.post) for each in pack.sign_offs.filter(signed_on=None).select_related("post")]:
        raise PackRefused(f"Still to be signed by {', '.join(missing)}: it is issued when all have signed.")
    pack.issued_by = by
    return ask(pack, by, State.ISSUING)


def ask(pack, by, state=State.WAITING):
    """Put a pack in line for the background, and what was asked of it earlier out of it."""
    if pack.state == State.ISSUING:
        forget_files(pack)  # of an attempt that did not come to its end
    if state == State.WAITING:
        name_files(pack)
    pack.state, pack.progress, pack.failure, pack.asked_at = state, 0, "", timezone.now()
    save(pack, by)
    task = issue if state == State.ISSUING else make_draft
    transaction.on_commit(partial(task.enqueue, pack.pk, pack.asked_at.isoformat(), by.pk))
    return pack


def _free(pack, by):
    """The pack as it is now, while the background is not at it."""
    pack = locked(pack, by)
    if pack.state in UNDER_WAY:
        raise PackRefused("This pack is being made: wait until that has come to its end, then change it.")
    return pack


def _say(pack, audience, purpose, meeting, author, sponsor, by):
    if isinstance(meeting, NamedMeeting):
        meeting = keep_meeting(plan=pack.plan, committee=meeting.committee, held_on=meeting.held_on, by=by)
    if meeting and meeting.committee.plan_id != pack.plan_id:
        raise PackRefused("This meeting belongs to another plan: choose one of this plan.")
    _of_the_plan(pack, [author, sponsor])
    pack.audience, pack.purpose, pack.meeting = audience, purpose, meeting
    pack.author, pack.sponsor = author, sponsor


def _of_the_plan(pack, posts):
    for post in filter(None, posts):
        if post.plan_id != pack.plan_id:
            raise PackRefused(f"The post {post} belongs to another plan: choose one of this plan.")


def _reason(because):
    if not because.strip():
        raise PackRefused("Say why the pack is issued again: it stands in the new version.")
    return because.strip()


def _name_signers(pack, posts, by):
    """The posts that have to sign the draft as it is made now; what was signed of an earlier one is no more."""
    _of_the_plan(pack, posts)
    for record in pack.sign_offs.all():
        record._history_user = by
        record.delete()
    for position, post in enumerate(posts):
        record = PackSignOff(pack=pack, post=post, position=position)
        record._history_user = by
        record.save()
