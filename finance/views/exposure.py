"""Financial risks and mitigations: the page that shows those of a month, and the grid in which they are entered."""

from django.contrib import messages
from django.shortcuts import redirect

from accounts.kept_words import keeps_words, kept_words
from actions.views.pages import typed
from plans.models import Holding
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission

from ..exposure_figures import exposures_of
from ..forms.exposure import ExposureGrid, posts_named
from ..models import Exposure
from ..months import name_of_month
from ..presenters.exposure import HEADS, changed_lines, exposure_table
from ..services import MoneyRefused, TableChanged, keep_exposure
from .months import asked_month, asked_organisation, choices, months_to_enter, next_month


@of_a_plan
def exposure(request, plan, on):
    """The newest month, or that of ?month=, of each organisation."""
    month = asked_month(request.GET.get("month", ""))
    figures, months = exposures_of(plan, on, month)
    shown = {
        "tables": [exposure_table(figure) for figure in figures],
        "heads": HEADS,
        "month": figures[0].month if figures else month,
        "months": choices(months),
        "may_keep": request.rights.may(Permission.KEEP_FINANCE) and not request.links.as_at,
    }
    return plan_page(request, "finance/exposure.jinja", on, **shown)


@keeps_words
@to_change(Permission.KEEP_FINANCE)
def enter(request, plan, on):
    """The grid of the month of ?month= and the organisation of ?organisation=; a new month begins from the last one."""
    organisation = asked_organisation(request, plan)
    known = [each for each in Exposure.objects.as_at(plan, on) if each.organisation == organisation]
    month = asked_month(request.GET.get("month", "")) or next_month(known[-1].month if known else None, on)
    held = next((each for each in known if each.month == month), None)
    start = held or next((each for each in reversed(known) if each.month < month), None)
    lines = list(start.lines.filter(is_total=False)) if start else []
    post_of = posts_named(plan, Holding.objects.holders(plan, on))
    kept = {"words": kept_words(request), "initial": {"seen": held.pk if held else ""}}
    form = ExposureGrid(typed(request), lines=lines, post_of=post_of, **kept)
    if form.is_valid():
        given = {"plan": plan, "organisation": organisation, "month": month, "lines": form.entries}
        try:
            keep_exposure(**given, seen=form.seen_key, on=on, by=request.user)
        except MoneyRefused as error:
            form.add_error(None, str(error))
        except TableChanged as error:
            form.add_error(None, str(error))
            form.see(error.table, changed_lines(error.table.lines.all(), form.entries))
        else:
            messages.success(request, f"The financial risks of {name_of_month(month)} are saved.")
            return redirect(f"{request.links.page('finance:exposure')}?month={month:%Y-%m}")
    shown = {
        "form": form,
        "month": month,
        "before": start if start is not held else None,
        "organisation": organisation,
        "organisations": list(plan.organisations.all()),
        "months": months_to_enter(month, on),
        "title": f"Enter the financial risks of {name_of_month(month)}",
    }
    return plan_page(request, "finance/enter_exposure.jinja", on, **shown)
