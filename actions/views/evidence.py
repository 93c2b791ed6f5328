"""Evidence: offered for an action, judged, handed out again, and the list of what waits to be judged."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect

from accounts.kept_words import keeps_words
from core.forms import read_key
from core.paging import page_links
from core.uploads import UploadRefused, hand_out
from plans.pages import NotUnderstood, of_a_plan, plan_page, to_change
from plans.permissions import Permission

from ..forms.evidence import OfferForm, VerdictForm
from ..models import Evidence, EvidenceVersion
from ..presenters.evidence import shown_pieces, shown_version
from ..rights import require_update
from ..services import EvidenceRefused, NotToBeUpdated, judge_evidence, offer_evidence
from .pages import of_an_action

ROWS_A_PAGE = 50
# What the list can be narrowed to: {value in the address: outcome of the latest version}.
STATES = {"waiting": "", "sent-back": "sent_back", "accepted": "accepted"}


@of_a_plan
def evidence_list(request, plan, on):
    """Every piece of evidence of the plan: what waits to be judged, or what was sent back or accepted."""
    state = request.GET.get("state", "waiting")
    if state not in STATES:
        raise NotUnderstood(
            f"“{state[:40]}” is not a state of evidence. Ask for state=waiting, state=sent-back or state=accepted."
        )
    found = Evidence.objects.filter(action__plan=plan).as_at(on).filter(outcome=STATES[state])
    found = found.select_related("action__plan").with_versions().order_by("offered", "pk")
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return plan_page(
        request,
        "actions/evidence_list.jinja",
        on,
        rows=[(piece.action, shown) for piece, shown in zip(page, shown_pieces(page, on), strict=True)],
        count=page.paginator.count,
        state=state,
        may_judge=request.rights.may(Permission.JUDGE_EVIDENCE) and not request.links.as_at,
        pages=page_links(page, lambda number: request.links.page("actions:evidence", state=state, page=number)),
    )


@keeps_words
@of_an_action()
def offer(request, plan, on, action):
    """Whoever may update an action offers evidence for it: a new piece, or with ?piece= a further version of one."""
    require_update(request.user, plan, [action], on)
    piece = _piece(request, action)
    form = OfferForm(request, piece=piece)
    if form.is_valid():
        sent = form.cleaned_data | {"title": piece.title if piece else form.cleaned_data["title"]}
        try:
            version = offer_evidence(action=action, **sent, evidence=piece, on=on, by=request.user)
        except UploadRefused as error:
            form.add_error("file", str(error))
        except NotToBeUpdated as error:
            form.add_error(None, str(error))
        except EvidenceRefused as error:
            form.add_error("link" if sent["link"] else "file", str(error))
        else:
            messages.success(
                request, f"“{version.evidence.title}” is offered. Somebody else will accept it or send it back."
            )
            return redirect(f"{action.get_absolute_url()}#evidence")
    form.ask_for_the_file_again()
    pieces = list(shown_pieces(action.evidence.with_versions(), on))
    return plan_page(request, "actions/offer_evidence.jinja", on, form=form, piece=piece, pieces=pieces, action=action)


@keeps_words
@to_change(Permission.JUDGE_EVIDENCE)
def judge(request, plan, on, evidence_version):
    """The programme office accepts what somebody else offered, or sends it back with a question."""
    version = get_object_or_404(_versions(plan), pk=evidence_version)
    action, form = version.evidence.action, VerdictForm(request.POST or None)
    if form.is_valid():
        try:
            verdict = judge_evidence(version=version, **form.cleaned_data, on=on, by=request.user)
        except EvidenceRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{version.evidence.title}” is {verdict.get_outcome_display()}.")
            return redirect("actions:evidence", plan.slug)
    pieces = shown_pieces(Evidence.objects.filter(pk=version.evidence_id).with_versions(), on)
    shown = {"version": shown_version(version, on), "piece": next(pieces), "action": action}
    return plan_page(request, "actions/judge_evidence.jinja", on, form=form, **shown)


@of_a_plan
def evidence_file(request, plan, on, evidence_version):
    """The bytes of a file, only ever to be saved: never shown by the browser as a page of the tracker."""
    version = get_object_or_404(_versions(plan).exclude(file=""), pk=evidence_version)
    return hand_out(version.file, name=version.file_name, media_type=version.media_type)


def _versions(plan):
    return EvidenceVersion.objects.filter(evidence__action__plan=plan).select_related(
        "evidence__action__plan", "offered_by__person", "verdict__judged_by__person"
    )


def _piece(request, action):
    """The piece of which a further version is offered, None for a new one."""
    asked = request.GET.get("piece", "")
    if not asked:
        return None
    return get_object_or_404(action.evidence, pk=read_key(asked))
