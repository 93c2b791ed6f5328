"""Changes of what a milestone is: reworded, removed, merged, replaced, brought back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from accounts.kept_words import keeps_words
from actions.views.pages import typed
from plans.pages import plan_page
from plans.permissions import Permission

from .. import services
from ..changes import ENDED, kinds_for
from ..forms.changes import ChangeForm, IntoForm, RewordForm
from ..models import MilestoneChange
from ..presenters.changes import OFFERED
from .pages import about, done, of_a_milestone

_Kind = MilestoneChange.Kind


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of change is made: its form and its service."""

    form: type
    service: object


WAYS = {
    _Kind.REWORDED: Way(RewordForm, services.reword_milestone),
    _Kind.WITHDRAWN: Way(ChangeForm, services.withdraw_milestone),
    _Kind.MERGED: Way(IntoForm, services.merge_milestone),
    _Kind.REPLACED: Way(IntoForm, services.replace_milestone),
    _Kind.RESUMED: Way(ChangeForm, services.resume_milestone),
}


@of_a_milestone(Permission.KEEP_MILESTONES)
def choose_change(request, plan, on, milestone, told):
    """The changes that a milestone can have, in words."""
    kinds = [(kind, *OFFERED[kind][:2]) for kind in kinds_for(told.standing)]
    shown = about(milestone, told, "Change this milestone") | {"kinds": kinds, "became": ENDED.get(told.standing)}
    return plan_page(request, "milestones/choose_change.jinja", on, **shown)


@keeps_words
@of_a_milestone(Permission.KEEP_MILESTONES)
def change_milestone(request, plan, on, milestone, told, change):
    """One change of a milestone."""
    # A form that was sent is judged by the service: it may be one sent twice.
    if change not in WAYS or (request.method != "POST" and change not in kinds_for(told.standing)):
        raise Http404(f"{milestone} cannot be changed like this as it stands now.")
    way, (name, what_for, was_done) = WAYS[change], OFFERED[change]
    initial = {"title": told.title, "seen": told.pk}
    form = way.form(typed(request), plan=plan, on=on, milestone=milestone, initial=initial)
    if form.is_valid():
        shown = milestone.statements.filter(pk=form.seen_key).first()
        given = {"milestone": milestone, **form.arguments(), "shown": {"title": shown.title} if shown else {}}
        if done(request, form, way.service, **given, on=on):
            messages.success(request, f"{milestone} is {was_done}.")
            return redirect(milestone.get_absolute_url())
    shown = about(milestone, told, name.replace(" it", " this milestone", 1))
    shown |= {"change": change, "what_for": what_for, "ends": change in ENDED}
    return plan_page(request, "milestones/change.jinja", on, form=form, **shown)
