"""Changes of scope: an action added, withdrawn, merged, replaced, reworded, paused or resumed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from accounts.kept_words import keeps_words
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import MeetingRefused

from ..forms.scope import AddForm, EndForm, MergeForm, ReplaceForm, RewordForm, ScopeForm
from ..models import ConcernStatement, ScopeChange
from ..presenters.scope import OFFERED
from ..scope import ENDED, kinds_for
from ..services import (
    ScopeImpossible,
    add_action,
    merge_action,
    pause_action,
    replace_action,
    resume_action,
    reword_action,
    withdraw_action,
)
from .pages import dates_beside, of_an_action, typed

_Kind = ScopeChange.Kind


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of change is made: its form, its service, what is said when it is done."""

    form: type
    service: object
    done: str


WAYS = {
    _Kind.REWORDED: Way(RewordForm, reword_action, "reworded"),
    _Kind.PAUSED: Way(ScopeForm, pause_action, "paused"),
    _Kind.RESUMED: Way(ScopeForm, resume_action, "to be done again"),
    _Kind.WITHDRAWN: Way(EndForm, withdraw_action, "withdrawn"),
    _Kind.MERGED: Way(MergeForm, merge_action, "merged"),
    _Kind.REPLACED: Way(ReplaceForm, replace_action, "replaced"),
}


@of_an_action(Permission.CHANGE_SCOPE)
def choose_change(request, plan, on, action):
    """The changes that an action can have, in words."""
    kinds = [(kind, *OFFERED[kind]) for kind in kinds_for(action.standing, action.is_heading)]
    return plan_page(request, "actions/choose_change.jinja", on, kinds=kinds, **dates_beside(action))


@keeps_words
@of_an_action(Permission.CHANGE_SCOPE)
def change_scope(request, plan, on, action, change):
    """One change of an action's scope."""
    # A form that was sent is judged by the service: it may be one sent twice.
    if change not in WAYS or (request.method != "POST" and change not in kinds_for(action.standing, action.is_heading)):
        raise Http404(f"{action.ref or 'This action'} cannot be changed like this as it stands now.")
    way = WAYS[change]
    children = [child for child in action.children.all() if child.standing not in ENDED]
    initial = {name: getattr(action, name) for name in ("title", "outcome_measure", "success_measure")}
    form = way.form(typed(request), plan=plan, on=on, action=action, children=children, initial=initial)
    if form.is_valid() and _done(form, way.service, action=action, **form.arguments(), on=on, by=request.user):
        messages.success(request, f"{action.ref or 'The action'} is {way.done}.")
        return redirect(action.get_absolute_url())
    title, what_for = OFFERED[change]
    shown = {"form": form, "change": change, "name": title, "what_for": what_for}
    shown["open_concerns"] = ConcernStatement.objects.open_about(action, on).count()
    return plan_page(request, "actions/change_scope.jinja", on, **shown, **dates_beside(action))


@keeps_words
@to_change(Permission.CHANGE_SCOPE)
def add(request, plan, on):
    """A new action for the plan."""
    form = AddForm(typed(request), plan=plan, on=on)
    if form.is_valid() and (added := _done(form, add_action, plan=plan, **form.arguments(), on=on, by=request.user)):
        messages.success(request, f"{added.ref or 'The action'} is added.")
        return redirect(added.get_absolute_url())
    return plan_page(request, "actions/add_action.jinja", on, form=form)


def _done(form, service, **arguments):
    """What the service gives; where it refused, None, and its sentence stands at the field it is about."""
    try:
        return service(**arguments)
    except ScopeImpossible as error:
        name = f"new_{error.field}" if f"new_{error.field}" in form.fields else error.field
        form.add_error(name if name in form.fields else None, str(error))
    except MeetingRefused as error:
        form.add_error("meeting", str(error))
    return None
