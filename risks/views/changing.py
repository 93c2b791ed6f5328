"""The pages on which risks are changed: added, described, scored, reviewed, closed, reopened, tied to actions."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.kept_words import keeps_words
from accounts.names import name_of
from actions.forms.concerns import TieForm
from actions.views.pages import typed
from core.forms import read_key
from core.meanwhile import joined
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import MeetingRefused

from .. import forms, services
from ..querysets import ties_on
from ..services import RiskChanged, RiskRefused

# What is chosen of what the plan has: {its keys: the words beside them}.
_WRITTEN = {"owners": "owner_as_written", "objectives": "objectives_as_written"}


def of_a_risk(permission=None):
    """A page that changes something of one risk: view(request, plan, on, risk, told), `told` its latest statement.

    Raises PermissionDenied where the reader has not `permission`, or without one may not update this risk.
    """

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, risk_key):
            risk = get_object_or_404(plan.risks.select_related("category"), key=risk_key)
            risk.plan = plan
            told = risk.statements.filter(effective_on__lte=on).select_related("recorded_by__person").first()
            if told is None:
                raise Http404
            if permission is None:
                services.require_update(request.user, told.owners, plan, on, request.rights)
            return view(request, plan, on, risk, told)

        return to_change(permission)(page)

    return decorate


@keeps_words
@to_change(Permission.KEEP_RISKS)
def add(request, plan, on):
    form = forms.AddRiskForm(typed(request), plan=plan, on=on)
    if form.is_valid():
        facts = {"facts": form.facts, "scores": form.scores}
        facts |= {name: form.cleaned_data[name] for name in ("category", "ref")}
        try:
            risk = services.add_risk(plan=plan, **facts, on=on, by=request.user)
        except RiskRefused as error:
            form.add_error("ref", str(error))
        else:
            messages.success(request, f"{risk} is in the register.")
            return redirect(risk.get_absolute_url())
    return plan_page(request, "risks/risk_form.jinja", on, form=form, risk=None, told=None, title="Add a risk")


@keeps_words
@of_a_risk()
def describe(request, plan, on, risk, told):
    form = forms.RiskForm(typed(request), plan=plan, on=on, initial=_initial(told))
    if form.is_valid():
        changed = form.facts
        for name, written in _WRITTEN.items():
            if changed.get(name) == getattr(told, name):
                changed[written] = getattr(told, written)  # the office's own words stay
        shown = risk.statements.filter(pk=form.seen_key).first()
        given = {"risk": risk, "facts": changed, "shown": _initial(shown) if shown else {}}
        if _done(request, form, services.describe_risk, **given, seen=form.seen_key, on=on):
            messages.success(request, f"What you said of {risk.name} is saved.")
            return redirect(risk.get_absolute_url())
    return plan_page(request, "risks/risk_form.jinja", on, form=form, **_shown(risk, told, "Describe the risk"))


def _initial(told):
    """What fills the form of a risk's facts."""
    initial = {name: getattr(told, name) for name in ("title", *(name for name, _ in forms.TEXTS))}
    initial |= {name: [str(key) for key in getattr(told, name)] for name in _WRITTEN}
    return initial | {"seen": told.pk}


@keeps_words
@of_a_risk()
def score(request, plan, on, risk, told):
    last = {each.kind: each for each in reversed(risk.scores.filter(effective_on__lte=on))}
    current = last.get("current")
    initial = {"likelihood": current.likelihood, "consequence": current.consequence} if current else {}
    about = {"plan": plan, "on": on, "seen": {kind: score.pk for kind, score in last.items()}}
    form = forms.ScoreForm(typed(request), **about, initial=initial)
    if form.is_valid():
        given = {"risk": risk, **form.score, "seen": form.seen_key}
        if _done(request, form, services.score_risk, **given, on=on):
            messages.success(request, f"The score of {risk.name} is saved.")
            return redirect(risk.get_absolute_url())
    shown = _shown(risk, told, "Score the risk") | {"last": last}
    return plan_page(request, "risks/score.jinja", on, form=form, **shown)


@keeps_words
@of_a_risk()
def review(request, plan, on, risk, told):
    form = forms.ReviewForm(typed(request), plan=plan, on=on)
    if form.is_valid() and _done(request, form, services.review_risk, risk=risk, **form.cleaned_data, on=on):
        messages.success(request, "The review is recorded.")
        return redirect(risk.get_absolute_url())
    return plan_page(request, "risks/risk_form.jinja", on, form=form, **_shown(risk, told, "Record a review"))


def _turning(form_class, service, title, done):
    @keeps_words
    @of_a_risk(Permission.KEEP_RISKS)
    def page(request, plan, on, risk, told):
        form = form_class(typed(request), plan=plan, on=on, initial={"seen": told.pk})
        if form.is_valid():
            given = {"risk": risk, "reason": form.cleaned_data["reason"], "seen": form.seen_key}
            if _done(request, form, service, **given, on=on):
                messages.success(request, done)
                return redirect(risk.get_absolute_url())
        return plan_page(request, "risks/risk_form.jinja", on, form=form, **_shown(risk, told, title))

    return page


close = _turning(forms.CloseForm, services.close_risk, "Close the risk", "The risk is closed.")
reopen = _turning(forms.ReopenForm, services.reopen_risk, "Reopen the risk", "The risk is open again.")


@of_a_risk()
def tie(request, plan, on, risk, told):
    """Tie an action to a risk; with `untie`, the key of one that is, take it off."""
    form = TieForm(typed(request), plan=plan, on=on)
    if request.method == "POST" and (untied := read_key(request.POST.get("untie", ""))):
        action = get_object_or_404(plan.actions, key=untied)
        services.untie_action(risk=risk, action=action, on=on, by=request.user)
        messages.success(request, f"{action.ref or 'The action'} is no longer tied to {risk.name}.")
        return redirect(reverse("risks:tie", args=[plan.slug, risk.key]))
    if form.is_valid() and _done(request, form, services.tie_action, risk=risk, **form.cleaned_data, on=on):
        messages.success(request, f"The action is tied to {risk.name}.")
        return redirect(risk.get_absolute_url())
    tied = [tie.action for tie in ties_on(plan, on).filter(risk=risk)]
    shown = _shown(risk, told, "Actions that mitigate it") | {"tied": tied}
    return plan_page(request, "risks/tie.jinja", on, form=form, **shown)


def _done(request, form, service, shown=None, **given):
    """Call the service; whether it was done. What it refuses stands in the form.

    `shown` is what the page had filled the form with, {} where that is not known; None of a form that fills nothing.
    """
    try:
        service(**given, by=request.user)
    except RiskChanged as error:
        form.add_error(None, str(error))
        form.see(error.record, meanwhile=None if shown is None else joined(form, shown, form.initial))
        return False
    except (RiskRefused, MeetingRefused) as error:
        form.add_error(None, str(error))
        return False
    return True


def _shown(risk, told, title):
    return {"risk": risk, "told": told, "told_by": name_of(told.recorded_by), "title": title}
