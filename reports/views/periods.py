"""Reporting periods: the list of them, a new one, one put right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from actions.views.pages import typed
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import PeriodRefused, change_period, make_period

from ..forms.periods import PeriodForm
from ..packs import periods_of

to_manage = to_change(Permission.MANAGE_PLAN)


@to_manage
@require_safe
def periods(request, plan, on):
    return plan_page(request, "reports/periods.jinja", on, periods=periods_of(plan))


@to_manage
def new_period(request, plan, on):
    form = PeriodForm(typed(request))
    if form.is_valid() and _done(form, make_period, plan=plan, by=request.user):
        messages.success(request, f"The period “{form.cleaned_data['label']}” was made.")
        return redirect("reports:periods", plan.slug)
    return plan_page(request, "reports/period.jinja", on, form=form, period=None)


@to_manage
def edit_period(request, plan, on, period):
    period = get_object_or_404(periods_of(plan), pk=period)
    form = PeriodForm(typed(request), initial={name: getattr(period, name) for name in PeriodForm.base_fields})
    if form.is_valid() and _done(form, change_period, period=period, by=request.user):
        messages.success(request, f"The period “{form.cleaned_data['label']}” was saved.")
        return redirect("reports:periods", plan.slug)
    return plan_page(request, "reports/period.jinja", on, form=form, period=period)


def _done(form, service, **arguments):
    """Whether the service did it; where it did not, its sentence stands at the field it is about."""
    try:
        service(**form.cleaned_data, **arguments)
    except PeriodRefused as refusal:
        form.add_error(refusal.field, str(refusal))
    return not form.errors
