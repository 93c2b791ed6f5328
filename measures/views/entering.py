"""The page on which values are entered: a grid of months and measures, or the periods of one measure."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect

from accounts.kept_words import keeps_words
from actions.views.pages import typed
from core.dates.calendar import last_day, months_after
from core.forms import read_key
from core.meanwhile import joined
from core.paging import page_links
from finance.months import last_day_of
from plans.pages import plan_page, to_change
from plans.permissions import Permission, refusal

from ..forms import ValuesGrid
from ..models import MeasureStatement, MeasureValue
from ..periods import ends_between, named, span
from ..presenters import label
from ..services import MayEnter, MeasureChanged, MeasureRefused, ValueEntry, enter_values

MEASURES_A_PAGE, MONTHS_OF_MANY, MONTHS_OF_ONE = 25, 6, 12


@keeps_words
@to_change()
def enter(request, plan, on):
    """Up to the month ?until= (2019-03), the one of today without it; of one measure with ?measure=, its key."""
    may_enter = MayEnter(request.user, plan, on, request.rights)
    if not (may_enter.all or request.rights.may(Permission.UPDATE_OWN_MEASURE)):
        raise refusal(Permission.UPDATE_OWN_MEASURE)
    counted = [told for told in MeasureStatement.objects.as_at(plan, on) if told.is_open and may_enter(told.owners)]
    one, until = _asked_measure(request, counted), _asked_month(request, on)
    page = Paginator([one] if one else [each for each in counted if each.every != "week"], MEASURES_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    months = _months(until, MONTHS_OF_ONE if one else MONTHS_OF_MANY)
    cells = [(told, day) for told in page for day in _periods(told, months, on)]
    form = _form(request, plan, on, cells)
    if form.is_valid() and _done(request, plan, on, form):
        messages.success(request, "The values are saved.")
        return redirect(one.measure.get_absolute_url() if one else request.links.page("measures:register"))
    shown = {
        "one": one,
        "months": [(month, f"{month:%b %Y}") for month in months],
        "rows": [_row(form, told, months) for told in page],
        "periods": [(named(told.every, day), form.cell(told.measure_id, day)) for told, day in cells] if one else (),
        "weekly": [] if one else [told for told in counted if told.every == "week"],
        "pages": page_links(page, lambda number: _here(request, page=number, until=f"{until:%Y-%m}")),
        "earlier": _here(request, until=f"{months_after(until, -len(months)):%Y-%m}"),
        "later": _here(request, until=f"{months_after(until, len(months)):%Y-%m}") if until < last_day_of(on) else "",
        "title": f"Values of {one.measure.called}" if one else "Enter values",
    }
    return plan_page(request, "measures/enter.jinja", on, form=form, **shown)


def _form(request, plan, on, cells):
    """The grid of `cells`, filled with what holds."""
    keys = {told.measure_id for told, _ in cells}
    held = {(each.measure_id, each.on): each.value for each in MeasureValue.objects.of_measures(keys, on)}
    newest = MeasureValue.objects.newest(plan)
    return ValuesGrid(typed(request), cells=cells, held=held, initial={"seen": newest.pk if newest else ""})


def _asked_measure(request, counted):
    """The statement of the measure in the address, None without one. Raises Http404."""
    if "measure" not in request.GET:
        return None
    key = read_key(request.GET["measure"])
    found = next((told for told in counted if told.measure.key == key), None)
    if found is None:
        raise Http404
    found.measure.plan = request.plan
    return found


def _asked_month(request, on):
    """The last day of the month in the address, of today's where there is none or one to come."""
    try:
        month = datetime.strptime(request.GET.get("until", ""), "%Y-%m")  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return last_day_of(on)
    return min(last_day(max(month.year, 1950), month.month), last_day_of(on))


def _months(until, count):
    """The last days of `count` months up to `until`, in order."""
    return [last_day_of(months_after(until, -back)) for back in reversed(range(count))]


def _periods(told, months, on):
    """The last days of the periods of a measure that end in `months` and have begun."""
    found = ends_between(told.every, months[0].replace(day=1), months[-1])
    return [day for day in found if span(told.every, day)[0] <= on]


def _row(form, told, months):
    """(statement, [(name of a month, its bound field or None)])."""
    return told, [(label("month", month), form.cell(told.measure_id, month)) for month in months]


def _here(request, **query):
    return request.links.page("measures:enter", measure=request.GET.get("measure"), **query)


def _done(request, plan, on, form):
    """Save what was entered; whether it was done. What is refused stands in the form."""
    entries = [ValueEntry(told.measure, day, value) for told, day, value in form.entries]
    try:
        enter_values(plan=plan, entries=entries, seen=form.seen_key, on=on, by=request.user)
    except MeasureChanged as error:
        form.add_error(None, str(error))
        values = MeasureValue.objects.shown_by(form.seen_key or 0, plan, on)
        now = {field.name: field.initial for field in form.visible_fields()}
        form.see(error.record, meanwhile=joined(form, form.initial_of(values), now))
        return False
    except MeasureRefused as error:
        form.add_error(None, str(error))
        return False
    return True
