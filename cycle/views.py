"""The pages of highlight reports: all of them, one with everything recorded, and the forms to write and change one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from accounts.kept_words import keeps_words
from actions.recorded import recorded
from actions.views.pages import typed
from core.dates.calendar import in_words
from core.forms import read_key
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission

from .figures import figures_of
from .forms import HighlightForm, NewHighlightForm
from .models import HighlightStatement
from .points import PARTS
from .presenters import parts_of, period_of, row_of
from .services import HighlightRefused, change_highlight, first_open, write_highlight

# What the next report is written against.
_BESIDE = ("next_30_days", "relook_step_up")


@of_a_plan
def highlights(request, plan, on):
    rows = [row_of(report, request.links) for report in figures_of(plan, on).reports]
    return plan_page(request, "cycle/highlights.jinja", on, rows=rows, may_write=_may_write(request))


@of_a_plan
def highlight(request, plan, on, highlight_key):
    record = get_object_or_404(plan.highlights, key=highlight_key)
    reports = figures_of(plan, on).reports
    place = next((place for place, each in enumerate(reports) if each.key == highlight_key), None)
    if place is None:
        raise Http404
    report = reports[place]
    shown = {
        "report": report,
        "period": period_of(report),
        "parts": parts_of(report),
        "earlier": reports[place + 1] if place + 1 < len(reports) else None,
        "later": reports[place - 1] if place else None,
        "recorded": list(recorded(list(HighlightStatement.objects.of(record, on)), PARTS.items())),
        "may_write": _may_write(request),
    }
    return plan_page(request, "cycle/highlight.jinja", on, **shown)


def _may_write(request):
    return request.rights.may(Permission.KEEP_PACKS) and not request.links.as_at


@keeps_words
@to_change(Permission.KEEP_PACKS)
def write(request, plan, on):
    form = NewHighlightForm(typed(request), plan=plan, on=on)
    if form.is_valid() and not _is_to_come(form, on):
        said = {"month": form.cleaned_data["month"], "holds_on": form.cleaned_data["holds_on"], "on": on}
        if saved := _saved(request, form, write_highlight, plan=plan, **said):
            messages.success(request, f"{saved} is written.")
            return redirect(saved.get_absolute_url())
    last = next(iter(figures_of(plan, on).reports), None)
    shown = {"title": "Write a highlight report", "report": None, "last": last, "beside": _beside(last)}
    return plan_page(request, "cycle/highlight_form.jinja", on, form=form, **shown)


@keeps_words
@to_change(Permission.KEEP_PACKS)
def change(request, plan, on, highlight_key):
    report = get_object_or_404(plan.highlights, key=highlight_key)
    report.plan = plan
    held = report.statements.filter(effective_on__lte=on).first() or report.statements.last()
    told = {part: getattr(held, part) for part in PARTS} | {"holds_on": first_open(plan, held.effective_on, on)}
    form = HighlightForm(typed(request), initial=told)
    form.fields["holds_on"].required = True
    last_key = report.statements.order_by("-pk").values_list("pk", flat=True).first()
    seen = read_key(request.POST.get("seen", "")) if request.method == "POST" else last_key
    if form.is_valid() and not _is_to_come(form, on):
        said = {"holds_on": form.cleaned_data["holds_on"], "seen": seen}
        if _saved(request, form, change_highlight, report=report, **said):
            messages.success(request, f"{report} is saved.")
            return redirect(report.get_absolute_url())
    before = [
        each for each in figures_of(plan, on).reports if report.month and each.month and each.month < report.month
    ]
    last = before[0] if before else None
    shown = {"title": f"Change {report.name}", "report": report, "seen": seen, "last": last, "beside": _beside(last)}
    return plan_page(request, "cycle/highlight_form.jinja", on, form=form, **shown)


def _is_to_come(form, on):
    """Whether the words shall hold from a day after `on`, on which nobody could read them; then the form says so."""
    holds_on = form.cleaned_data["holds_on"]
    if holds_on and holds_on > on:
        form.add_error("holds_on", f"{in_words(holds_on)} is still to come: enter a day that has come.")
    return bool(form.errors)


def _beside(last):
    """The parts of the last report that stand beside the form."""
    return [(title, points) for part, title, points in parts_of(last) if part in _BESIDE] if last else []


def _saved(request, form, service, **given):
    """What the service gives, or None; what it refuses stands in the form."""
    try:
        return service(**given, facts=form.facts, by=request.user)
    except HighlightRefused as refused:
        form.add_error(refused.field, str(refused))
        return None
