"""A later date: asked for, decided, set; and the list of what was asked and decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.kept_words import keeps_words
from core.dates.calendar import in_words
from core.paging import page_links
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission
from plans.services import MeetingRefused

from ..duedates import no_date_to_move
from ..forms.dates import AGREE_ANOTHER, REFUSE, DateDecisionForm, DueDateForm, LaterDateForm
from ..models import DateRequest
from ..presenters.dates import shown_request
from ..rights import require_update
from ..services import DateImpossible, ask_later_date, decide_date, set_due_date
from .pages import dates_beside, of_an_action, seen_date, typed

ROWS_A_PAGE = 50


@of_a_plan
def date_requests(request, plan, on):
    """Every later date asked for in the plan by `on`: those that wait, and those decided, newest first."""
    asked = DateRequest.objects.of_plan(plan).as_shown()
    if only_mine := request.GET.get("whose") == "mine":
        asked = asked.asked_by(request.user)
    page = Paginator(asked.decided_by(on), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return plan_page(
        request,
        "actions/date_requests.jinja",
        on,
        waiting=[_shown(request, each) for each in asked.open_at(on)],
        decided=[_shown(request, each) for each in page],
        decided_count=page.paginator.count,
        only_mine=only_mine,
        pages=page_links(
            page, lambda number: request.links.page("actions:dates", whose=only_mine and "mine", page=number)
        ),
        may_decide=request.rights.may(Permission.DECIDE_DATE) and not request.links.as_at,
    )


@keeps_words
@of_an_action()
def ask_date(request, plan, on, action):
    """A lead asks for a later date."""
    require_update(request.user, plan, [action], on)
    form = LaterDateForm(typed(request))
    if form.is_valid():
        try:
            asked = ask_later_date(action=action, **form.cleaned_data, on=on, by=request.user)
        except DateImpossible as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, f"You asked for {in_words(asked.due_on)}. The programme office will decide.")
            return redirect(action.get_absolute_url())
    waiting = action.date_requests.open().as_shown().first()
    shown = {"waiting": waiting and _shown(request, waiting), "why_not": _why_not(action)}
    return plan_page(request, "actions/ask_date.jinja", on, form=form, **shown, **dates_beside(action))


@keeps_words
@of_an_action(Permission.DECIDE_DATE)
def set_date(request, plan, on, action):
    """The programme office sets a due date by decision."""
    form = DueDateForm(typed(request), plan=plan, on=on)
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("due_on", "reason", "meeting")}
        if _done(form, set_due_date, action=action, **chosen, seen=seen_date(request), on=on, by=request.user):
            messages.success(request, f"The due date is {in_words(chosen['due_on'])} now.")
            return redirect(action.get_absolute_url())
        action.refresh_from_db()
    waiting = action.date_requests.open().as_shown().first()
    shown = {"waiting": waiting and _shown(request, waiting), "why_not": _why_not(action)}
    return plan_page(request, "actions/set_date.jinja", on, form=form, **shown, **dates_beside(action))


@keeps_words
@to_change(Permission.DECIDE_DATE)
def decide(request, plan, on, date_request):
    """The programme office agrees a later date, or refuses it."""
    asked = get_object_or_404(DateRequest.objects.of_plan(plan).as_shown(), pk=date_request)
    action = asked.action
    form = DateDecisionForm(typed(request), plan=plan, on=on, asked_for=asked.due_on)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        chosen = {name: form.cleaned_data[name] for name in ("reason", "meeting")}
        if outcome == AGREE_ANOTHER:
            chosen["due_on"] = form.cleaned_data["due_on"]
        chosen |= {"agreed": outcome != REFUSE, "seen": seen_date(request)}
        if _done(form, decide_date, request=asked, **chosen, on=on, by=request.user):
            day, which = in_words(chosen.get("due_on") or asked.due_on), action.ref or "the action"
            messages.success(request, f"{day} is {'refused' if outcome == REFUSE else 'agreed'} for {which}.")
            return redirect(reverse("actions:dates", args=[plan.slug]))
        asked = DateRequest.objects.as_shown().get(pk=date_request)
    shown = {"asked": _shown(request, asked), "is_own": asked.requested_by == request.user}
    return plan_page(request, "actions/decide_date.jinja", on, form=form, **shown, **dates_beside(asked.action))


def _done(form, service, **arguments):
    """Whether the service did it; where it did not, its sentence stands at the form."""
    try:
        service(**arguments)
    except DateImpossible as error:
        form.add_error(None, str(error))
    except MeetingRefused as error:
        form.add_error("meeting", str(error))
    return not form.errors


def _shown(request, asked):
    return shown_request(asked, request.links.keep(asked.action.get_absolute_url()))


def _why_not(action):
    stage = action.rating and action.rating.stage
    return no_date_to_move(is_heading=action.is_heading, stage=stage, standing=action.standing)
