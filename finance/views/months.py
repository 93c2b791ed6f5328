"""Which month, and whose, a page of money is about."""

import re
from datetime import date

from django.http import Http404

from core.dates.calendar import financial_year_of
from core.forms import read_key
from plans.pages import NotUnderstood

from ..months import after, ended_by, last_day_of, months_of, name_of_month
from ..plan_figures import year_name


def asked_month(text):
    """The last day of the month in `?month=2019-01`, None where there is none. Raises NotUnderstood."""
    if not text:
        return None
    try:
        month = last_day_of(date.fromisoformat(f"{text[:7]}-01"))
        if not 1900 <= month.year < 3000:
            raise ValueError
        return month
    except ValueError:
        raise NotUnderstood(
            f"“{text[:40]}” is not a month. Write it as year-month, for example month=2019-01."
        ) from None


def asked_year(text):
    """The first year of the financial year in `?year=2018`, None where there is none. Raises NotUnderstood."""
    if not text:
        return None
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII) and 1900 <= int(text) < 3000:
        return int(text)
    raise NotUnderstood(f"“{text[:40]}” is not a year. Write the one in which it begins, for example year=2018.")


def asked_organisation(request, plan):
    """The organisation of the plan in `?organisation=`, else its first; None where it has none. Raises Http404."""
    found = list(plan.organisations.all())
    key = request.GET.get("organisation", "")
    if not key:
        return found[0] if found else None
    chosen = next((each for each in found if each.pk == read_key(key)), None)
    if chosen is None:
        raise Http404
    return chosen


def next_month(newest, on):
    """The month to enter now: the one after the newest that is known, else the last that ended."""
    latest = ended_by(on)
    if newest is None:
        return latest
    return min(after(newest), max(latest, newest))


def months_to_enter(month, on):
    """The choices of a grid of `month`: the months of its year, and of the year of `on`, that have begun."""
    months = (*months_of(financial_year_of(on)), *months_of(financial_year_of(month)))
    return choices([month, *(each for each in months if each.replace(day=1) <= on)])


def year_to_enter(request, figures, on):
    """(the financial year of `?year=`, else that of `SavingsFigures`; those to choose from). Raises NotUnderstood.

    One may choose those of which something is known, this one and the next.
    """
    now = financial_year_of(ended_by(on))
    years = sorted({*figures.years, figures.year, now, now + 1}, reverse=True)
    year = asked_year(request.GET.get("year", "")) or figures.year
    if year not in years:
        names = ", ".join(f"{each} for {year_name(each)}" for each in years)
        raise NotUnderstood(f"{year_name(year)} cannot be entered here. Write as the year one of {names}.")
    return year, [(each, year_name(each)) for each in years]


def choices(months):
    """[(as written in an address, its name)] of months, newest first."""
    return [(f"{month:%Y-%m}", name_of_month(month)) for month in sorted(set(months), reverse=True)]
