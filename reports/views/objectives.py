"""The objectives of a plan: which of them is not safe, and why; one added or put right; the actions that serve it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from actions.forms.concerns import TieForm
from actions.models import ActionObjective
from actions.services import ServesNothing, serve_no_longer, serve_objective
from actions.views.pages import typed
from core.forms import read_key
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission
from plans.services import ObjectiveRefused, keep_objective

from ..figures import figures_of
from ..forms.objectives import ObjectiveForm
from ..presenters.objectives import shown_objectives

to_manage = to_change(Permission.MANAGE_PLAN)


@of_a_plan
def objectives(request, plan, on):
    shown = shown_objectives(figures_of(plan, on).objectives, request.links)
    return plan_page(request, "reports/objectives.jinja", on, shown=shown)


@to_manage
def new_objective(request, plan, on):
    return _keep(request, plan, on, None, {})


@to_manage
def edit_objective(request, plan, on, objective):
    objective = get_object_or_404(plan.objectives, pk=objective)
    return _keep(request, plan, on, objective, {name: getattr(objective, name) for name in ObjectiveForm.base_fields})


def _keep(request, plan, on, objective, initial):
    form = ObjectiveForm(typed(request), initial=initial)
    if form.is_valid():
        try:
            kept = keep_objective(plan=plan, objective=objective, **form.cleaned_data, by=request.user)
        except ObjectiveRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"The objective “{kept}” is saved.")
            return redirect("reports:objectives", plan.slug)
    return plan_page(request, "reports/objective_form.jinja", on, form=form, objective=objective)


@to_change(Permission.CHANGE_SCOPE)
def objective_actions(request, plan, on, objective):
    """Say that an action serves an objective; with `untie`, the key of one that does, that it no longer does."""
    objective = get_object_or_404(plan.objectives, pk=objective)
    form = TieForm(typed(request), plan=plan, on=on)
    if request.method == "POST" and (untied := read_key(request.POST.get("untie", ""))):
        action = get_object_or_404(plan.actions, key=untied)
        try:
            serve_no_longer(action=action, objective=objective, on=on, by=request.user)
        except ServesNothing as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{action.ref or 'The action'} no longer serves “{objective}”.")
        return redirect("reports:objective_actions", plan.slug, objective.pk)
    if form.is_valid():
        try:
            serve_objective(**form.cleaned_data, objective=objective, on=on, by=request.user)
        except ServesNothing as refusal:
            form.add_error("action", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['action']} serves “{objective}”.")
            return redirect("reports:objective_actions", plan.slug, objective.pk)
    ties = ActionObjective.objects.lasting(on).filter(objective=objective).select_related("action__plan")
    tied = [tie.action for tie in ties]
    return plan_page(request, "reports/objective_actions.jinja", on, form=form, objective=objective, tied=tied)
