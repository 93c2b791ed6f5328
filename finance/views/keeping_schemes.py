"""The pages on which savings schemes are kept: added, described, decided on, their months, and the target."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from accounts.kept_words import keeps_words
from accounts.names import name_of
from actions.views.pages import typed
from core.meanwhile import joined
from plans.models import Holding
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import MeetingRefused

from .. import services
from ..forms.exposure import posts_named
from ..forms.fields import typed as typed_amount
from ..forms.schemes import AddSchemeForm, GatewayForm, ProfileGrid, SchemeForm, TargetForm
from ..plan_figures import year_name
from ..savings_figures import savings_of
from ..services import MoneyRefused, SchemeChanged
from .months import asked_organisation, year_to_enter


def of_a_scheme(view):
    """A page that changes one scheme: view(request, plan, on, scheme, told), `told` its latest statement."""

    @wraps(view)
    def page(request, plan, on, scheme_key):
        scheme = get_object_or_404(plan.schemes, key=scheme_key)
        scheme.plan = plan
        told = scheme.statements.filter(effective_on__lte=on).select_related("recorded_by__person", "gateway").first()
        if told is None:
            raise Http404
        return view(request, plan, on, scheme, told)

    return to_change(Permission.KEEP_FINANCE)(page)


def _asked(plan, on):
    """What the forms of a scheme's facts are made with."""
    return {"plan": plan, "post_of": posts_named(plan, Holding.objects.holders(plan, on))}


@keeps_words
@to_change(Permission.KEEP_FINANCE)
def add(request, plan, on):
    gateways = services.keep_gateways(plan=plan, by=request.user) if request.method == "POST" else plan.gateways.all()
    form = AddSchemeForm(typed(request), gateways=gateways, **_asked(plan, on))
    if form.is_valid():
        given = {"facts": form.facts, "ref": form.cleaned_data["ref"], "organisation": form.chosen_organisation}
        try:
            scheme = services.add_scheme(plan=plan, **given, on=on, by=request.user)
        except MoneyRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{scheme} is kept.")
            return redirect(scheme.get_absolute_url())
    return plan_page(request, "finance/scheme_form.jinja", on, form=form, scheme=None, told=None, title="Add a scheme")


@keeps_words
@of_a_scheme
def describe(request, plan, on, scheme, told):
    asked = {"gateways": plan.gateways.all(), "at": told.gateway, "initial": SchemeForm.initial_of(told)}
    form = SchemeForm(typed(request), **asked, **_asked(plan, on))
    if form.is_valid():
        shown = scheme.statements.filter(pk=form.seen_key).first()
        given = {"scheme": scheme, "facts": form.facts, "shown": SchemeForm.initial_of(shown) if shown else {}}
        if _done(request, form, services.describe_scheme, **given, seen=form.seen_key, on=on):
            messages.success(request, f"What you said of {scheme.called} is saved.")
            return redirect(scheme.get_absolute_url())
    return plan_page(request, "finance/scheme_form.jinja", on, form=form, **_shown(scheme, told, "Describe the scheme"))


@keeps_words
@of_a_scheme
def gateway(request, plan, on, scheme, told):
    form = GatewayForm(typed(request), plan=plan, on=on, gateways=plan.gateways.all(), initial={"seen": told.pk})
    if form.is_valid():
        given = {"scheme": scheme, **form.cleaned_data, "seen": form.seen_key}
        if _done(request, form, services.decide_gateway, **given, on=on):
            messages.success(request, "The decision is recorded.")
            return redirect(scheme.get_absolute_url())
    shown = _shown(scheme, told, "Record a decision at a gateway")
    return plan_page(request, "finance/gateway.jinja", on, form=form, **shown)


@keeps_words
@of_a_scheme
def profile(request, plan, on, scheme, told):
    year, years = year_to_enter(request, savings_of(plan, on), on)
    held = scheme.profiles.filter(financial_year=year, effective_on__lte=on).first()
    months = held.months.all() if held else []
    form = ProfileGrid(typed(request), financial_year=year, held=months, initial={"seen": held.pk if held else ""})
    if form.is_valid():
        given = {"scheme": scheme, "financial_year": year, "months": form.entries}
        if _done(request, form, services.keep_profile, shown={}, **given, seen=form.seen_key, on=on):
            messages.success(request, f"The months of {scheme.called} in {year_name(year)} are saved.")
            return redirect(request.links.keep(scheme.get_absolute_url(), year=request.GET.get("year")))
    shown = _shown(scheme, told, f"Savings by month, {year_name(year)}") | {"year": year, "years": years}
    return plan_page(request, "finance/profile.jinja", on, form=form, **shown)


@keeps_words
@to_change(Permission.KEEP_FINANCE)
def target(request, plan, on):
    """The target of one organisation, ?organisation=, in the financial year ?year=."""
    organisation, (year, years) = asked_organisation(request, plan), year_to_enter(request, savings_of(plan, on), on)
    about = {"organisation": organisation, "financial_year": year}
    held = plan.savings_targets.filter(**about, effective_on__lte=on).first()
    initial = {"target": typed_amount(held.target), "headroom": _percent(held.headroom)} if held else {}
    form = TargetForm(typed(request), initial=initial | {"seen": held.pk if held else ""})
    if form.is_valid():
        given = {"plan": plan, **about, **form.cleaned_data, "seen": form.seen_key}
        if _done(request, form, services.set_target, shown={}, **given, on=on):
            messages.success(request, f"The target of {year_name(year)} is saved.")
            return redirect(request.links.page("finance:savings", year=request.GET.get("year")))
    shown = {
        "year": year,
        "years": years,
        "organisation": organisation,
        "organisations": list(plan.organisations.all()),
        "title": f"Savings target of {year_name(year)}",
    }
    return plan_page(request, "finance/target.jinja", on, form=form, **shown)


def _percent(value):
    return "" if value is None else f"{value.normalize():f}"


def _done(request, form, service, shown=None, **given):
    """Call the service; whether it was done. What it refuses stands in the form.

    `shown` is what the page had filled the form with, {} where that is not known; None of a form that fills nothing.
    """
    try:
        service(**given, by=request.user)
    except SchemeChanged as error:
        form.add_error(None, str(error))
        saved = {field.name: field.initial for field in form.visible_fields()}
        form.see(error.record, meanwhile=None if shown is None else joined(form, shown, saved))
        return False
    except (MoneyRefused, MeetingRefused) as error:
        form.add_error(None, str(error))
        return False
    return True


def _shown(scheme, told, title):
    return {"scheme": scheme, "told": told, "told_by": name_of(told.recorded_by), "title": title}
