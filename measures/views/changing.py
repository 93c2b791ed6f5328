"""The pages on which measures are changed: added, described, closed, reopened, tied, and marked as private."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.kept_words import keeps_words
from accounts.names import name_of
from actions.views.pages import typed
from actions.views.privacy import SAID, asked
from core.forms import read_key
from core.meanwhile import joined
from milestones.models import ProgrammeStatement
from plans.pages import plan_page, to_change
from plans.permissions import Permission

from .. import forms, services
from ..figures import ties_on
from ..models import MeasureObjective
from ..services import MeasureChanged, MeasureRefused

_FORM = "measures/measure_form.jinja"


def of_a_measure(permission=Permission.KEEP_MEASURES):
    """A page that changes something of one measure: view(request, plan, on, measure, told), `told` its statement."""

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, measure_key):
            measure = get_object_or_404(plan.measures.select_related("programme"), key=measure_key)
            measure.plan = plan
            told = measure.statements.filter(effective_on__lte=on).select_related("recorded_by__person").first()
            if told is None:
                raise Http404
            return view(request, plan, on, measure, told)

        return to_change(permission)(page)

    return decorate


def programmes_of(plan, on):
    """[(a programme of the plan, its name)] as at a day."""
    return [(told.programme, told.name) for told in ProgrammeStatement.objects.as_at(plan, on)]


@keeps_words
@to_change(Permission.KEEP_MEASURES)
def add(request, plan, on):
    form = forms.PlacedForm(typed(request), plan=plan, programmes=programmes_of(plan, on))
    if form.is_valid():
        try:
            measure = services.add_measure(plan=plan, facts=form.facts, **form.place, on=on, by=request.user)
        except MeasureRefused as error:
            form.add_error("ref", str(error))
        else:
            messages.success(request, f"{measure} is kept.")
            return redirect(measure.get_absolute_url())
    return plan_page(request, _FORM, on, form=form, measure=None, told=None, title="Add a measure")


@keeps_words
@of_a_measure()
def describe(request, plan, on, measure, told):
    place = {"ref": measure.ref, "programme": str(measure.programme_id or "")}
    initial = forms.MeasureForm.initial_of(told) | place
    form = forms.PlacedForm(typed(request), plan=plan, told=told, programmes=programmes_of(plan, on), initial=initial)
    if form.is_valid():
        shown = measure.statements.filter(pk=form.seen_key).first()
        given = {"measure": measure, "facts": form.facts, "place": form.place_beside(measure), "shown": _initial(shown)}
        if _done(request, form, services.describe_measure, **given, seen=form.seen_key, on=on):
            messages.success(request, f"What you said of {measure.called} is saved.")
            return redirect(measure.get_absolute_url())
    return plan_page(request, _FORM, on, form=form, **_shown(measure, told, "Describe the measure"))


def _initial(shown):
    return forms.MeasureForm.initial_of(shown) if shown else {}


def _turning(form_class, service, title, done):
    @keeps_words
    @of_a_measure()
    def page(request, plan, on, measure, told):
        form = form_class(typed(request), initial={"seen": told.pk})
        if form.is_valid():
            given = {"measure": measure, "reason": form.cleaned_data["reason"], "seen": form.seen_key}
            if _done(request, form, service, **given, on=on):
                messages.success(request, done)
                return redirect(measure.get_absolute_url())
        return plan_page(request, _FORM, on, form=form, **_shown(measure, told, title))

    return page


close = _turning(forms.CloseForm, services.close_measure, "Close the measure", "The measure is closed.")
reopen = _turning(forms.ReopenForm, services.reopen_measure, "Reopen the measure", "The measure is open again.")


@of_a_measure()
def tie(request, plan, on, measure, told):
    """Tie an action or an objective to a measure; with `untie`, "action-KEY" or "objective-ID", take one off."""
    form = forms.TieMeasureForm(typed(request), plan=plan, on=on)
    if request.method == "POST" and "untie" in request.POST:
        to = _tied_to(plan, request.POST["untie"])
        if _done(request, form, services.untie_measure, measure=measure, to=to, on=on):
            messages.success(request, f"{to.ref or 'It'} is no longer tied to {measure.called}.")
            return redirect(reverse("measures:tie", args=[plan.slug, measure.key]))
    elif form.is_valid() and _done(request, form, services.tie_measure, measure=measure, **form.cleaned_data, on=on):
        messages.success(request, f"It is tied to {measure.called}.")
        return redirect(measure.get_absolute_url())
    objectives = MeasureObjective.objects.lasting(on).filter(measure=measure).select_related("objective")
    shown = _shown(measure, told, "What the measure shows") | {
        "actions": [tie.action for tie in ties_on(plan, on).filter(measure=measure)],
        "objectives": [tie.objective for tie in objectives],
    }
    return plan_page(request, "measures/tie.jinja", on, form=form, **shown)


def _tied_to(plan, named):
    """The action or the objective of `plan` that a button names."""
    kind, _, key = named.partition("-")
    if kind == "action":
        return get_object_or_404(plan.actions, key=read_key(key))
    return get_object_or_404(plan.objectives, pk=read_key(key))


@of_a_measure(Permission.KEEP_PACKS)
def measure_privacy(request, plan, on, measure, told):
    if request.method == "POST":
        is_private = asked(request)
        services.mark_measure_private(measure=measure, is_private=is_private, by=request.user)
        messages.success(request, f"{measure.called} {SAID[is_private]}")
        return redirect(measure.get_absolute_url())
    shown = {"thing": "measure", "name": measure.called, "title_of_it": told.name, "is_private": measure.is_private}
    return plan_page(request, "actions/privacy.jinja", on, **shown, because_of=None, back=measure.get_absolute_url())


@require_POST
@to_change(Permission.KEEP_MEASURES)
def of_action(request, plan, on, key):
    """Make the outcome measure of an action a measure that is tied to it."""
    action = get_object_or_404(plan.actions, key=key)
    action.plan = plan
    try:
        measure = services.make_measure_of(action=action, on=on, by=request.user)
    except MeasureRefused as error:
        messages.error(request, str(error))
        return redirect(action.get_absolute_url())
    messages.success(request, f"{measure.called} is tied to the action. Say how it is counted, and its target.")
    return redirect(reverse("measures:describe", args=[plan.slug, measure.key]))


def _done(request, form, service, shown=None, **given):
    """Call the service; whether it was done. What it refuses stands in the form.

    `shown` is what the page had filled the form with, {} where that is not known; None of a form that fills nothing.
    """
    try:
        service(**given, by=request.user)
    except MeasureChanged as error:
        form.add_error(None, str(error))
        form.see(error.record, meanwhile=None if shown is None else joined(form, shown, _initial(error.record)))
        return False
    except MeasureRefused as error:
        form.add_error(None, str(error))
        return False
    return True


def _shown(measure, told, title):
    return {"measure": measure, "told": told, "told_by": name_of(told.recorded_by), "title": title}
