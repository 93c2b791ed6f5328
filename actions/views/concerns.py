"""Concerns: raised about an action, reviewed, answered, closed and opened again, and tied to the action meant."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.kept_words import keeps_words
from accounts.names import name_of
from core.forms import read_key
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import MeetingRefused

from .. import services
from ..forms import concerns as forms
from ..services import ConcernChanged, ConcernRefused
from .pages import of_an_action


@keeps_words
@of_an_action(Permission.KEEP_CONCERNS)
def raise_concern(request, plan, on, action):
    form = forms.RaiseForm(request.POST or None, plan=plan, on=on)
    if form.is_valid():
        try:
            concern = services.raise_concern(action=action, **form.cleaned_data, on=on, by=request.user)
        except ConcernRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"The concern about {action.ref or 'the action'} is raised.")
            return redirect(_page_of(concern))
    return plan_page(request, "actions/raise_concern.jinja", on, form=form, action=action)


def _page(form_class, service, title, button, done, keeps_seen=True):
    """A page on which somebody says something of a concern, with one form and one service behind it."""

    @keeps_words
    @to_change(Permission.KEEP_CONCERNS)
    def page(request, plan, on, concern):
        concern = get_object_or_404(plan.concerns.select_related("action", "plan"), pk=concern)
        form = form_class(request.POST or None, plan=plan, on=on)
        given = {"seen": _seen(request)} if keeps_seen else {}
        if form.is_valid():
            try:
                service(concern=concern, **form.cleaned_data, **given, on=on, by=request.user)
            except (ConcernRefused, ConcernChanged, MeetingRefused) as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, done)
                return redirect(_page_of(concern))
        told = concern.statements.filter(effective_on__lte=on).select_related("recorded_by__person").first()
        if told is None:
            raise Http404
        shown = {"concern": concern, "told": told, "told_by": name_of(told.recorded_by)}
        shown |= {"title": title, "button_text": button}
        return plan_page(request, "actions/concern_form.jinja", on, form=form, **shown)

    return page


def _tie(*, concern, action, on, by):
    return services.tie_concern(concern=concern, action=action, by=by)


review = _page(
    forms.ReviewForm,
    services.review_concern,
    "Record a review",
    "Save this review",
    "The review is recorded.",
    keeps_seen=False,
)
remedy = _page(
    forms.RemedyForm,
    services.record_remedy,
    "Say what was done",
    "Save what was done",
    "The remedial action is recorded.",
)
deadline = _page(
    forms.DeadlineForm,
    services.change_deadline,
    "Move the deadline",
    "Move the deadline",
    "The deadline is moved, and the first one is kept beside it.",
)
close = _page(
    forms.CloseForm, services.close_concern, "Close the concern", "Close the concern", "The concern is closed."
)
reopen = _page(
    forms.ReopenForm, services.reopen_concern, "Reopen the concern", "Reopen the concern", "The concern is open again."
)
tie = _page(
    forms.TieForm,
    _tie,
    "Say which action is meant",
    "Save this action",
    "The concern belongs to this action now.",
    keeps_seen=False,
)


def _page_of(concern):
    return reverse("reports:concern", args=[concern.plan.slug, concern.pk])


def _seen(request):
    """The key of the statement that stood on the page from which the form was sent."""
    return read_key(request.POST.get("seen", ""))
