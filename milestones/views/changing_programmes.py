"""The pages on which programmes are changed: added, described, closed, reopened, tied to risks, marked private."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.kept_words import keeps_words, kept_words
from accounts.names import name_of
from actions.leads import post_key
from actions.views.pages import typed
from actions.views.privacy import SAID, asked
from core.forms import read_key
from plans.models import Holding
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from risks.models import RiskStatement

from .. import services
from ..forms import programmes as forms
from ..models import ProgrammeRisk
from ..services import DeliveryRefused, ProgrammeChanged


def of_a_programme(permission=None):
    """A page that changes one programme: view(request, plan, on, programme, told), `told` its latest statement.

    Raises PermissionDenied where the reader has not `permission`, or without one may not update this programme.
    """

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, programme_key):
            programme = get_object_or_404(plan.programmes, key=programme_key)
            programme.plan = plan
            told = programme.statements.filter(effective_on__lte=on).select_related("recorded_by__person").first()
            if told is None:
                raise Http404
            if permission is None:
                services.require_update(request.user, told.leads, plan, on, request.rights)
            return view(request, plan, on, programme, told)

        return to_change(permission)(page)

    return decorate


@keeps_words
@to_change(Permission.KEEP_MILESTONES)
def add(request, plan, on):
    form = _form(forms.AddProgrammeForm, request, plan, on)
    if form.is_valid():
        try:
            given = {"facts": form.facts, "ref": form.cleaned_data["ref"]}
            programme = services.add_programme(plan=plan, **given, on=on, by=request.user)
        except DeliveryRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{programme} is kept.")
            return redirect(programme.get_absolute_url())
    return _page(request, on, "programme_facts", form, None, None, "Add a programme")


@keeps_words
@of_a_programme()
def change(request, plan, on, programme, told):
    initial = forms.ProgrammeForm.initial_of(told)
    form = _form(forms.ProgrammeForm, request, plan, on, told=told, initial=initial)
    if form.is_valid():
        given = {"programme": programme, "facts": form.facts, "seen": form.seen_key}
        try:
            services.change_programme(**given, on=on, by=request.user)
        except DeliveryRefused as error:
            form.add_error(None, str(error))
        except ProgrammeChanged as error:
            form = _joined(form, programme, error)
        else:
            messages.success(request, f"What you said of {programme.called} is saved.")
            return redirect(programme.get_absolute_url())
    return _page(request, on, "programme_facts", form, programme, told, "Change the programme")


def _form(form_class, request, plan, on, **given):
    """The form of a programme's facts as sent, as kept, or as it is at first; with more rows where those are wanted."""
    holders = Holding.objects.holders(plan, on)
    initials = {
        post_key(each.abbreviation): holders[each.pk].initials for each in plan.posts.all() if each.pk in holders
    }
    given |= {"plan": plan, "initials": initials}
    form = form_class(typed(request), **given, words=kept_words(request))
    if not request.POST.get("more"):
        return form
    words = form.with_more_rows()
    form = form_class(None, **given, words=words)
    for name, field in form.fields.items():
        if name in words:
            form.initial[name] = field.widget.value_from_datadict(words, {}, name)
    return form


def _joined(form, programme, error):
    """The form once more, with what somebody else saved since its page was made."""
    data, meanwhile = forms.meanwhile(form, programme.statements.filter(pk=form.seen_key).first(), error.record)
    again = type(form)(data, plan=form.plan, initials=form.initials, told=error.record)
    again.add_error(None, str(error))
    again.meanwhile = meanwhile
    return again


def _turning(form_class, service, title, done):
    @keeps_words
    @of_a_programme(Permission.KEEP_MILESTONES)
    def page(request, plan, on, programme, told):
        form = form_class(typed(request), initial={"seen": told.pk})
        if form.is_valid():
            given = {"programme": programme, "reason": form.cleaned_data["reason"], "seen": form.seen_key}
            try:
                service(**given, on=on, by=request.user)
            except (DeliveryRefused, ProgrammeChanged) as error:
                form.add_error(None, str(error))
                if isinstance(error, ProgrammeChanged):
                    form.see(error.record)
            else:
                messages.success(request, done)
                return redirect(programme.get_absolute_url())
        return _page(request, on, "programme_form", form, programme, told, title)

    return page


close = _turning(forms.CloseProgrammeForm, services.close_programme, "Close the programme", "The programme is closed.")
reopen = _turning(
    forms.ReopenProgrammeForm, services.reopen_programme, "Reopen the programme", "The programme is open again."
)


@of_a_programme()
def tie(request, plan, on, programme, told):
    """Tie a risk of the register to a programme; with `untie`, the key of one that is, take it off."""
    titles = {each.risk: each.title for each in RiskStatement.objects.as_at(plan, on).filter(is_open=True)}
    ties = ProgrammeRisk.objects.lasting(on).filter(programme=programme).select_related("risk")
    tied = [each.risk for each in ties]
    form = forms.RiskRunForm(typed(request), risks=[pair for pair in titles.items() if pair[0] not in tied])
    back = reverse("milestones:tie_programme", args=[plan.slug, programme.key])
    if request.method == "POST" and (untied := read_key(request.POST.get("untie", ""))):
        risk = get_object_or_404(plan.risks, key=untied)
        done = f"{risk.name} is no longer tied to {programme.called}."
        return _tied(request, back, done, services.untie_risk, programme=programme, risk=risk, on=on)
    if form.is_valid():
        risk = form.cleaned_data["risk"]
        done = f"{risk.name} is tied to {programme.called}."
        return _tied(request, back, done, services.tie_risk, programme=programme, risk=risk, on=on)
    shown = {"tied": [(risk, titles.get(risk, "")) for risk in tied]}
    return _page(request, on, "programme_risks", form, programme, told, "Risks that it runs", **shown)


def _tied(request, back, done, service, **given):
    """Call the service and go back; what was done, or why not, stands on top of the page."""
    try:
        service(**given, by=request.user)
    except DeliveryRefused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)


@of_a_programme(Permission.KEEP_PACKS)
def privacy(request, plan, on, programme, told):
    back = programme.get_absolute_url()
    if request.method == "POST":
        is_private = asked(request)
        services.mark_programme_private(programme=programme, is_private=is_private, by=request.user)
        messages.success(request, f"{programme.called} {SAID[is_private]}")
        return redirect(back)
    shown = {"thing": "programme", "name": programme.called, "title_of_it": told.name}
    shown |= {"is_private": programme.is_private, "because_of": None, "back": back}
    return plan_page(request, "actions/privacy.jinja", on, **shown)


def _page(request, on, template, form, programme, told, title, **shown):
    shown |= {"form": form, "programme": programme, "told": told, "title": title}
    return plan_page(request, f"milestones/{template}.jinja", on, **shown, told_by=told and name_of(told.recorded_by))
