"""The position of a month: the page that shows it, and the grid in which it is entered."""

from django.contrib import messages
from django.shortcuts import redirect

from accounts.kept_words import keeps_words, kept_words
from actions.views.pages import typed
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission

from ..forms.position import PositionGrid
from ..models import Position
from ..months import name_of_month
from ..position_figures import positions_of
from ..presenters.position import changed_lines, differences_of, run_rate, sentence_of, table_of, variance_picture
from ..services import MoneyRefused, TableChanged, keep_position
from .months import asked_month, asked_organisation, choices, months_to_enter, next_month


@of_a_plan
def position(request, plan, on):
    """The newest month, or that of ?month=, of each organisation and of all together."""
    known = [table.month for table in Position.objects.as_at(plan, on)]
    month = asked_month(request.GET.get("month", ""))
    positions, together, months = positions_of(plan, on, month)
    picture, by_month, rate = run_rate(months)
    shown = {
        "positions": [(each, table_of(each), differences_of(each), variance_picture(each)) for each in positions],
        "together": together and (together, table_of(together), sentence_of(together)),
        "sentences": [(each.organisation, sentence_of(each)) for each in positions],
        "run_rate": picture,
        "by_month": by_month,
        "rate": rate,
        "month": positions[0].month if positions else month,
        "months": choices(known),
        "may_keep": request.rights.may(Permission.KEEP_FINANCE) and not request.links.as_at,
    }
    return plan_page(request, "finance/position.jinja", on, **shown)


@keeps_words
@to_change(Permission.KEEP_FINANCE)
def enter(request, plan, on):
    """The grid of the month of ?month= and the organisation of ?organisation=; a new month begins from the last one."""
    organisation = asked_organisation(request, plan)
    known = [each for each in Position.objects.as_at(plan, on) if each.organisation == organisation]
    month = asked_month(request.GET.get("month", "")) or next_month(known[-1].month if known else None, on)
    held = next((each for each in known if each.month == month), None)
    start = held or next((each for each in reversed(known) if each.month < month), None)
    lines = list(start.lines.all()) if start else []
    kept = {"words": kept_words(request), "initial": {"seen": held.pk if held else ""}}
    form = PositionGrid(typed(request), lines=lines, with_amounts=start is held, **kept)
    if form.is_valid():
        given = {"plan": plan, "organisation": organisation, "month": month, "lines": form.entries}
        try:
            keep_position(**given, seen=form.seen_key, on=on, by=request.user)
        except MoneyRefused as error:
            form.add_error(None, str(error))
        except TableChanged as error:
            form.add_error(None, str(error))
            form.see(error.table, changed_lines(error.table.lines.all(), form.entries))
        else:
            messages.success(request, f"{name_of_month(month)} is saved.")
            return redirect(f"{request.links.page('finance:position')}?month={month:%Y-%m}")
    shown = {
        "form": form,
        "month": month,
        "before": start if start is not held else None,
        "organisation": organisation,
        "organisations": list(plan.organisations.all()),
        "months": months_to_enter(month, on),
        "title": f"Enter {name_of_month(month)}",
    }
    return plan_page(request, "finance/enter.jinja", on, **shown)
