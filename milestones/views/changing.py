"""The pages on which milestones are changed: updated, described, added, tied to what they belong to."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.kept_words import keeps_words
from actions.views.pages import typed
from core.forms import read_key
from plans.pages import plan_page, to_change
from plans.permissions import Permission

from .. import services
from ..forms.milestones import AddForm, DescribeForm, TieForm, UpdateForm, initial_of
from ..models import MilestoneStatement
from ..presenters.milestones import shown_status
from ..querysets import tied_to
from ..services import DeliveryRefused, MilestoneChanged
from .pages import about, done, of_a_milestone

NO_CHANGE = "no-change"


@keeps_words
@of_a_milestone()
def update(request, plan, on, milestone, told):
    form = UpdateForm(typed(request), plan=plan, on=on, initial=_how_it_stands(told))
    says_no_change = request.POST.get("step") == NO_CHANGE
    if says_no_change and not form.refuse_no_change():
        return _nothing_changed(request, on, milestone, form.seen_key)
    if not says_no_change and form.is_valid():
        shown = milestone.statements.filter(pk=form.seen_key).first()
        given = {"milestone": milestone, "facts": form.facts, "shown": _how_it_stands(shown) if shown else {}}
        if done(request, form, services.update_milestone, **given, seen=form.seen_key, on=on):
            messages.success(request, f"Your update of {milestone.called} was saved.")
            return redirect(_next(request) or milestone.get_absolute_url())
    more = {"how_it_stands": shown_status(told.status), "said_today": told.effective_on == on, "next": _next(request)}
    return plan_page(
        request, "milestones/update.jinja", on, form=form, **about(milestone, told, "Update the milestone"), **more
    )


def _how_it_stands(told):
    """What fills the form of an update; what happened is said anew each time."""
    return {"status": told.status, "forecast_on": told.forecast_on, "note": told.note.strip(), "seen": told.pk}


@require_POST
@of_a_milestone()
def no_change(request, plan, on, milestone, told):
    """“No change” from a page on which nothing was typed."""
    return _nothing_changed(request, on, milestone, read_key(request.POST.get("seen", "")))


def _nothing_changed(request, on, milestone, seen):
    try:
        services.update_milestone(milestone=milestone, facts={}, seen=seen, on=on, by=request.user)
    except MilestoneChanged:
        messages.warning(
            request, "Somebody changed this milestone meanwhile, so “no change” was not saved. Read it below."
        )
        return redirect(milestone.get_absolute_url())
    except DeliveryRefused as error:
        messages.warning(request, str(error))
        return redirect(milestone.get_absolute_url())
    messages.success(request, f"No change to {milestone.called} was saved.")
    return redirect(_next(request) or milestone.get_absolute_url())


def _next(request):
    """Where to go afterwards, of this site alone; "" where nothing is asked for."""
    to = request.POST.get("next") or request.GET.get("next", "")
    return to if url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()) else ""


@keeps_words
@of_a_milestone(Permission.KEEP_MILESTONES)
def describe(request, plan, on, milestone, told):
    form = DescribeForm(typed(request), plan=plan, on=on, initial=initial_of(told, milestone.programme_id))
    if form.is_valid():
        shown = MilestoneStatement.objects.filter(milestone=milestone, pk=form.seen_key).first()
        facts = {"facts": form.facts(shown or told), "programme": form.programme_beside(milestone)}
        initial = initial_of(shown, milestone.programme_id) if shown else {}
        given = {"milestone": milestone, **facts, "shown": initial, "seen": form.seen_key}
        if done(request, form, services.describe_milestone, **given, on=on):
            messages.success(request, f"What you said of {milestone.called} is saved.")
            return redirect(milestone.get_absolute_url())
    return plan_page(
        request, "milestones/milestone_form.jinja", on, form=form, **about(milestone, told, "Describe the milestone")
    )


@keeps_words
@to_change(Permission.KEEP_MILESTONES)
def add(request, plan, on):
    form = AddForm(typed(request), plan=plan, on=on)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("ref", "reason")}
        try:
            milestone = services.add_milestone(
                plan=plan, facts=form.facts(), programme=form.chosen_programme, **given, on=on, by=request.user
            )
        except DeliveryRefused as error:
            form.add_error("ref", str(error))
        else:
            messages.success(request, f"{milestone} is in the register.")
            return redirect(milestone.get_absolute_url())
    shown = {"milestone": None, "told": None, "title": "Add a milestone"}
    return plan_page(request, "milestones/milestone_form.jinja", on, form=form, **shown)


@of_a_milestone(Permission.KEEP_MILESTONES)
def tie(request, plan, on, milestone, told):
    """Tie a milestone to what it belongs to; with `untie`, "action-12" of something that it is tied to, take it off."""
    form = TieForm(typed(request), plan=plan, on=on)
    if untied := request.POST.get("untie"):
        record = _named(plan, untied)
        try:
            services.untie_milestone(milestone=milestone, to=record, on=on, by=request.user)
            messages.success(request, f"{record} is no longer tied to {milestone.called}.")
        except DeliveryRefused as error:
            messages.warning(request, str(error))
        return redirect(reverse("milestones:tie", args=[plan.slug, milestone.key]))
    if form.is_valid() and all(
        done(request, form, services.tie_milestone, milestone=milestone, to=each, on=on) for each in form.chosen
    ):
        messages.success(request, f"What you named is tied to {milestone.called}.")
        return redirect(milestone.get_absolute_url())
    shown = about(milestone, told, "What it is tied to") | {"tied": tied_to(milestone, on)}
    return plan_page(request, "milestones/tie.jinja", on, form=form, **shown)


def _named(plan, text):
    """The action, risk or objective of a plan that a button names: "risk-12", by its id."""
    kind, _, key = text.partition("-")
    known = {"action": plan.actions, "risk": plan.risks, "objective": plan.objectives}
    return get_object_or_404(known.get(kind, plan.actions.none()), pk=read_key(key) or 0)
