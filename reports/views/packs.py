"""Packs of a plan: all that was issued, one of them, and its documents."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission

from ..making import figures_digest
from ..models import Pack
from ..packs import ISSUED, issued_packs, packs_under_way, readable_packs, sign_offs_of
from ..presenters.packs import state_in_words
from ..serving import DocumentDamaged, as_download, as_page
from ..versions import facts_of


@of_a_plan
def reports(request, plan, on):
    """What the plan's board was given, and where else its figures are told."""
    now = timezone.now()
    drafts = packs_under_way(plan, request.user, request.rights, timezone.localdate())
    return plan_page(
        request,
        "reports/reports.jinja",
        on,
        issued=issued_packs(plan),
        under_way=[(pack, state_in_words(pack, now)) for pack in drafts],
        may_keep=request.rights.may(Permission.KEEP_PACKS),
    )


@of_a_plan
def pack(request, plan, on, number):
    """A version of a pack, the one that holds unless `revision` names another; a draft of the next is a link."""
    versions = readable_packs(plan, request.user, request.rights, timezone.localdate()).filter(number=number)
    versions = list(versions.defer(None))
    if not versions:
        raise Http404
    issued = [each for each in versions if each.state == ISSUED]
    latest = issued[0] if issued else None
    asked = request.GET.get("revision")
    shown = next((each for each in issued if str(each.revision) == asked), latest)
    return plan_page(
        request,
        "reports/pack.jinja",
        on,
        number=number,
        pack=shown,
        latest=latest,
        issued=issued,
        draft=next((each for each in versions if each.state != ISSUED), None),
        facts=facts_of(shown) if shown else {},
        sign_offs=sign_offs_of(shown) if shown else [],
        figures_sha256=figures_digest(shown.figures) if shown else "",
        may_keep=request.rights.may(Permission.KEEP_PACKS),
    )


@of_a_plan
def pdf(request, plan, on, number, revision):
    return _document(request, plan, on, number, revision, as_download)


@of_a_plan
def html(request, plan, on, number, revision):
    """The pack as a page. Of a version that was replaced that is said first: its own bytes cannot say it."""
    if "as_issued" not in request.GET and issued_packs(plan).filter(number=number, revision=revision, is_replaced=True):
        return redirect(reverse("reports:pack", args=[plan.slug, number]) + f"?revision={revision}")
    return _document(request, plan, on, number, revision, as_page)


def _document(request, plan, on, number, revision, answer):
    packs = readable_packs(plan, request.user, request.rights, timezone.localdate())
    found = get_object_or_404(packs, number=number, revision=revision)
    if found.state not in (ISSUED, Pack.State.DRAFT, Pack.State.ISSUING):
        raise Http404
    try:
        return answer(found)
    except DocumentDamaged as damage:
        return plan_page(request, "reports/damaged.jinja", on, status=500, pack=found, sentence=str(damage))
