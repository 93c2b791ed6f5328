"""Whether a milestone is private: said by whoever keeps the packs."""

from django.contrib import messages
from django.shortcuts import redirect

from actions.views.privacy import SAID, asked
from plans.pages import plan_page
from plans.permissions import Permission

from ..services import mark_milestone_private
from .pages import of_a_milestone


@of_a_milestone(Permission.KEEP_PACKS)
def milestone_privacy(request, plan, on, milestone, told):
    if request.method == "POST":
        is_private = asked(request)
        mark_milestone_private(milestone=milestone, is_private=is_private, by=request.user)
        messages.success(request, f"{milestone} {SAID[is_private]}")
        return redirect(milestone.get_absolute_url())
    shown = {"thing": "milestone", "name": milestone.called, "title_of_it": told.title}
    shown |= {"is_private": milestone.is_private, "because_of": None, "back": milestone.get_absolute_url()}
    return plan_page(request, "actions/privacy.jinja", on, **shown)
