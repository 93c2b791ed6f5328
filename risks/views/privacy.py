"""Whether a risk is private: said by whoever keeps the packs."""

from django.contrib import messages
from django.shortcuts import redirect

from actions.views.privacy import SAID, asked
from plans.pages import plan_page
from plans.permissions import Permission

from ..services import mark_risk_private
from .changing import of_a_risk


@of_a_risk(Permission.KEEP_PACKS)
def risk_privacy(request, plan, on, risk, told):
    if request.method == "POST":
        is_private = asked(request)
        mark_risk_private(risk=risk, is_private=is_private, by=request.user)
        messages.success(request, f"{risk.name} {SAID[is_private]}")
        return redirect(risk.get_absolute_url())
    shown = {"thing": "risk", "name": risk.name, "title_of_it": told.title, "is_private": risk.is_private}
    return plan_page(request, "actions/privacy.jinja", on, **shown, because_of=None, back=risk.get_absolute_url())
