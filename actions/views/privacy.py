"""Whether an action or a concern is private: said by whoever keeps the packs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from plans.pages import plan_page, to_change
from plans.permissions import Permission

from ..services import mark_concern_private, mark_private
from .pages import of_an_action

SAID = {True: "is private now: public packs leave it out.", False: "is no longer marked as private."}


@of_an_action(Permission.KEEP_PACKS)
def action_privacy(request, plan, on, action):
    name = action.ref or "The action"
    if request.method == "POST":
        is_private = asked(request)
        mark_private(action=action, is_private=is_private, by=request.user)
        messages.success(request, f"{name} {SAID[is_private]}")
        return redirect(action.get_absolute_url())
    above = action.parent if action.parent_id in plan.actions.private() else None
    shown = {"thing": "action", "name": name, "title_of_it": action.title, "is_private": action.is_private}
    shown |= {"because_of": above, "has_children": action.children.exists(), "back": action.get_absolute_url()}
    return plan_page(request, "actions/privacy.jinja", on, **shown)


@to_change(Permission.KEEP_PACKS)
def concern_privacy(request, plan, on, concern):
    concern = get_object_or_404(plan.concerns.select_related("action", "plan"), pk=concern)
    back = reverse("reports:concern", args=[plan.slug, concern.pk])
    if request.method == "POST":
        is_private = asked(request)
        mark_concern_private(concern=concern, is_private=is_private, by=request.user)
        messages.success(request, f"The concern {SAID[is_private]}")
        return redirect(back)
    about = concern.action if concern.action_id in plan.actions.private() else None
    shown = {"thing": "concern", "name": concern.ref_as_written, "title_of_it": concern.title_as_written}
    shown |= {"because_of": about, "is_private": concern.is_private, "back": back}
    return plan_page(request, "actions/privacy.jinja", on, **shown)


def asked(request):
    """What the button said, so that pressing it twice does not undo it."""
    return request.POST.get("private") == "yes"
