"""Concerns of a plan: all of them, and one with everything recorded of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from actions.figures import Names, action_figure, concern_figure
from actions.past import past_of, said_anew
from plans.figures import figures_of as own_figures_of
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.permissions import Permission
from plans.presenters.key import Key

from .. import querysets
from ..figures import figures_of
from ..presenters.concerns import recorded, shown_concern, shown_concerns

STATES = {"open": True, "closed": False}


@of_a_plan
def concerns(request, plan, on):
    figures = figures_of(plan, on)
    key, state = Key(figures.plan.ratings), request.GET.get("state", "")
    if state and state not in STATES:
        raise NotUnderstood(f"“{state[:40]}” is not a state of a concern. Ask for state=open or state=closed.")
    every = shown_concerns(figures.actions.concerns, figures.actions.actions, key, request.links)
    shown = [concern for concern in every if not state or concern.is_open == STATES[state]]
    return plan_page(request, "reports/concerns.jinja", on, concerns=shown, every=len(every), state=state, key=key)


@of_a_plan
def concern(request, plan, on, concern):
    """One concern as at a day, with what was recorded of it, and the ways to keep it for who may."""
    record = get_object_or_404(plan.concerns, pk=concern)
    told = querysets.concern_statements(record, on)
    if not told:
        raise Http404
    action = record.action and _figure(record.action, plan, on)
    key = Key(own_figures_of(plan, on).ratings)
    shown = shown_concern(concern_figure(told[0], action, on, plan.actions.private()), action, key, request.links)
    may_keep = request.rights.may(Permission.KEEP_CONCERNS) and not request.links.as_at
    may_keep_private = request.rights.may(Permission.KEEP_PACKS) and not request.links.as_at
    said = tuple(recorded(told))
    page = {"concern": shown, "recorded": said, "said_again": len(told) - len(said), "may_keep": may_keep, "key": key}
    return plan_page(request, "reports/concern_page.jinja", on, may_keep_private=may_keep_private, **page)


def _figure(action, plan, on):
    """The `ActionFigure` of an action, None where it is not known as at the day."""
    told = querysets.statements_of(action, on)
    names = Names.of(plan, plan.actions.filter(pk=action.pk))
    return action_figure(told[0], names, on, past_of(told), said_anew(told)) if told else None
