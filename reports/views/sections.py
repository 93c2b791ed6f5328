"""What the packs of a plan hold: every section in order, chosen for all packs and for public ones."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from core.forms import read_key
from plans.pages import plan_page, to_change
from plans.permissions import Permission

from ..composition import moved, placed
from ..mentions import private_mentions
from ..narratives import narratives_at
from ..presenters.sections import section_rows
from ..sections import parts_of
from ..services.composition import compose_packs


@to_change(Permission.KEEP_PACKS)
def sections(request, plan, on):
    narratives = narratives_at(plan, date.max)
    parts = parts_of(plan, narratives)
    if request.method == "POST":
        compose_packs(plan=plan, parts=_composed(request.POST, parts), by=request.user)
        messages.success(request, "What the packs hold is saved.")
        _, _, name = request.POST.get("move", "").partition(":")
        row = f"#part-{name}" if name in {part.name for part in parts} else ""
        return redirect(reverse("reports:sections", args=[plan.slug]) + row)
    rows = section_rows(parts, narratives)
    return plan_page(request, "reports/sections.jinja", on, rows=rows, mentions=private_mentions(plan, on))


def _composed(posted, parts):
    """The parts as the form has them. The button to move one saves all else that was changed beside it."""
    chosen = [
        type(part)(part.name, f"included-{part.name}" in posted, f"public-{part.name}" in posted) for part in parts
    ]
    typed = {part.name: read_key(posted.get(f"place-{part.name}", "").strip()) for part in parts}
    order = placed(chosen, {name: place for name, place in typed.items() if place})
    way, _, name = posted.get("move", "").partition(":")
    return moved(order, name, {"up": -1, "down": 1}.get(way, 0))
