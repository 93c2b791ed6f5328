"""A pack on its way: prepared, looked at, changed, signed, issued or dropped; and one that is issued again."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.kept_words import keeps_words
from actions.views.pages import typed
from plans.models import Holding
from plans.pages import plan_page, to_change
from plans.permissions import Permission

from .. import services
from ..forms.packs import NewPackForm, PackForm, ReasonForm, ReissueForm, SignedForm
from ..keeping import UNDER_WAY, State
from ..making import MOVED
from ..mentions import private_mentions
from ..models import Pack
from ..moved import may_have_moved
from ..packs import ISSUED, issued_packs, packs_under_way, sign_offs_of
from ..presenters.packs import STUCK, pack_step, signer_rows
from ..services import PackRefused
from ..versions import facts_of

BUSY = "Somebody else was writing for long, so nothing was done. Try again."
to_keep = to_change(Permission.KEEP_PACKS)


def _draft_of(request, plan, on, number):
    """What is prepared of a pack, None where nothing is. Raises PermissionDenied where it is not for the reader."""
    draft = packs_under_way(plan, request.user, request.rights, on).filter(number=number).first()
    if draft is None and plan.packs.exclude(state=ISSUED).filter(number=number).exists():
        raise PermissionDenied("Drafts of packs are for the programme office and for those who sign them.")
    return draft


def of_a_draft(permission=Permission.KEEP_PACKS):
    """A page about what is prepared of a pack: view(request, plan, on, draft). What is refused is said on its page."""

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, number, **arguments):
            draft = _draft_of(request, plan, on, number)
            if draft is None:
                raise Http404
            try:
                return view(request, plan, on, draft, **arguments)
            except PackRefused as refusal:
                messages.error(request, str(refusal))
            except OperationalError:
                messages.error(request, BUSY)
            return redirect("reports:draft", plan.slug, number)

        return to_change(permission)(page)

    return decorate


@to_keep
def prepare(request, plan, on):
    """Prepare the next pack of the plan."""
    form = NewPackForm(typed(request), plan=plan, on=on, initial={"period": request.GET.get("period")})
    if form.is_valid():
        try:
            pack = services.prepare_pack(**form.facts, by=request.user)
        except PackRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reports:draft", plan.slug, pack.number)
    return plan_page(request, "reports/prepare_pack.jinja", on, form=form, has_periods=plan.periods.exists())


@to_change()
@require_safe
def draft(request, plan, on, number):
    """Where a pack is that is prepared: on its way, failed, or a draft to look at and sign."""
    found = _draft_of(request, plan, on, number)
    if found is None and plan.packs.filter(number=number, state=ISSUED).exists():
        return redirect("reports:pack", plan.slug, number)
    if found is None:
        raise Http404
    if found.state in UNDER_WAY:
        step = pack_step(found, timezone.now())
        again_at = found.asked_at + STUCK
        response = plan_page(request, "reports/draft_progress.jinja", on, pack=found, step=step, again_at=again_at)
        if not step.is_stuck:
            response["Refresh"] = str(step.refresh)
        return response
    may_keep = request.rights.may(Permission.KEEP_PACKS)
    rows = signer_rows(sign_offs_of(found), Holding.objects.as_at(plan, on), request.user)
    shown = {"rows": rows, "missing": [each for each in rows if not each.is_signed], "may_keep": may_keep}
    may_sign = any(row.is_own and not row.is_signed for row in rows)
    shown |= _out_of_date(found) if may_keep or may_sign else {}
    shown |= {"mentions": _mentions(found) if may_keep else ()}
    return plan_page(request, "reports/draft.jinja", on, pack=found, facts=facts_of(found), **shown)


def _out_of_date(draft):
    """What is said of a draft that the plan has left behind, before it is signed or issued."""
    was_refused = draft.failure == MOVED
    has_moved = was_refused or (draft.state == State.DRAFT and may_have_moved(draft))
    return {"was_refused": was_refused, "has_moved": has_moved}


def _mentions(draft):
    """Where the words of a public pack name something private."""
    is_public = draft.audience == Pack.Audience.PUBLIC
    return private_mentions(draft.plan, draft.period.as_at, draft) if is_public else ()


@keeps_words
@of_a_draft()
def change(request, plan, on, draft):
    """Put the facts of a draft right."""
    kind = ReissueForm if draft.revision else PackForm
    initial = {name: getattr(draft, name) for name in ("audience", "purpose")}
    initial |= {name: getattr(draft, f"{name}_id") for name in ("meeting", "author", "sponsor")}
    initial |= {"sign_offs": [each.post_id for each in sign_offs_of(draft)], "because": draft.changed_because}
    form = kind(typed(request), plan=plan, on=on, initial=initial)
    if form.is_valid():
        services.change_pack(pack=draft, **{"audience": draft.audience} | form.facts, by=request.user)
        return redirect("reports:draft", plan.slug, draft.number)
    signed = any(each.signed_on for each in sign_offs_of(draft))
    return plan_page(request, "reports/change_pack.jinja", on, form=form, pack=draft, signed=signed)


@of_a_draft()
@require_POST
def again(request, plan, on, draft):
    services.make_again(pack=draft, by=request.user)
    return redirect("reports:draft", plan.slug, draft.number)


@of_a_draft()
def drop(request, plan, on, draft):
    if request.method == "POST":
        services.drop_pack(pack=draft, by=request.user)
        messages.success(request, f"The draft of {draft} was dropped.")
        return redirect("reports:reports", plan.slug)
    return plan_page(request, "reports/drop_pack.jinja", on, pack=draft)


@of_a_draft()
def issue(request, plan, on, draft):
    """Issue a draft, after a page that says what becomes fixed."""
    if request.method == "POST":
        services.issue_pack(pack=draft, seen=request.POST.get("seen", ""), by=request.user)
        return redirect("reports:draft", plan.slug, draft.number)
    if draft.state != State.DRAFT:
        return redirect("reports:draft", plan.slug, draft.number)
    signers = list(sign_offs_of(draft))
    missing = [each for each in signers if each.signed_on is None]
    shown = {"sign_offs": signers, "missing": missing, "mentions": _mentions(draft)} | _out_of_date(draft)
    return plan_page(request, "reports/issue_pack.jinja", on, pack=draft, facts=facts_of(draft), **shown)


@of_a_draft(None)
@require_POST
def sign(request, plan, on, draft, sign_off):
    """Whoever holds a post signs a draft for it."""
    record = get_object_or_404(sign_offs_of(draft), pk=sign_off)
    record.pack = draft
    services.sign_off(sign_off=record, seen=request.POST.get("seen", ""), on=on, by=request.user)
    messages.success(request, f"You have signed {draft} for {record.post}.")
    return redirect("reports:draft", plan.slug, draft.number)


@of_a_draft()
def record_signed(request, plan, on, draft, sign_off):
    """The programme office records a signature that it has on paper."""
    record = get_object_or_404(sign_offs_of(draft), pk=sign_off)
    record.pack = draft
    form = SignedForm(typed(request), initial={"signed_on": on})
    if form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            services.record_sign_off(sign_off=record, seen=seen, **form.cleaned_data, on=on, by=request.user)
        except PackRefused as refusal:
            form.add_error("signed_on", str(refusal))
        else:
            messages.success(request, f"The signature for {record.post} is recorded.")
            return redirect("reports:draft", plan.slug, draft.number)
    return plan_page(request, "reports/record_signed.jinja", on, form=form, pack=draft, record=record)


@keeps_words
@to_keep
def reissue(request, plan, on, number):
    """Issue a pack again: why, and then it is a draft like any other."""
    latest = issued_packs(plan).filter(number=number).first()
    if latest is None:
        raise Http404
    form = ReasonForm(typed(request))
    if form.is_valid():
        try:
            services.reissue_pack(pack=latest, **form.cleaned_data, by=request.user)
        except PackRefused as refusal:
            form.add_error("because", str(refusal))
        else:
            return redirect(reverse("reports:draft", args=[plan.slug, number]))
    return plan_page(request, "reports/reissue_pack.jinja", on, form=form, pack=latest)
