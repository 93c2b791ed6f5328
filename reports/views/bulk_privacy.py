"""Several actions made private at once: chosen on the list, or all that its filter finds."""

from django.contrib import messages
from django.shortcuts import redirect

from actions.forms.privacy import PrivacyForm
from actions.services import mark_several_private
from core.environment import plural
from core.forms import read_key
from plans.pages import plan_page, to_change
from plans.permissions import Permission

from .bulk import chosen_actions
from .lists import asked_of, sort_of


@to_change(Permission.KEEP_PACKS)
def mark(request, plan, on):
    """What is marked is what the page showed, whatever the filter finds by then."""
    asked = asked_of(request, plan, on)
    back = request.links.actions(**asked.query(sort=sort_of(request).value))
    form = PrivacyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keys = list(filter(None, map(read_key, request.POST.get("keys", "").split(","))))
        is_private = form.cleaned_data["is_private"]
        changed = mark_several_private(plan=plan, keys=keys, is_private=is_private, by=request.user)
        what = "marked as private" if is_private else "no longer marked as private"
        messages.success(request, f"{plural(len(changed), 'action')} {what}; {_others(len(keys) - len(changed))}")
        return redirect(back)
    chosen = chosen_actions(request, plan, on, asked)
    shown = {"title": "Make actions private, or public again", "back": back, "chosen": chosen}
    return plan_page(request, "reports/bulk_privacy.jinja", on, form=form, **shown)


def _others(count):
    return f"{plural(count, 'other')} {'was' if count == 1 else 'were'} so already." if count else "all that you chose."
