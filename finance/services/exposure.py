"""The financial risks and mitigations of a month, kept as a whole."""

from django.db import transaction

from actions.models import Origin
from core.money import shown_percent

from ..exposure import MOST_PROBABLE
from ..models import Exposure, ExposureLine
from .columns import keep_all
from .months import MoneyRefused, hold_month

FACTS = (
    "kind is_total name gross probability assessed in_forecast residual lead post_id process commentary as_written"
).split()


@transaction.atomic
def keep_exposure(*, plan, organisation, month, lines, seen=None, origin=Origin.FORM, where="", on, by):
    """Keep the financial risks and mitigations of a month. Returns the `Exposure`.

    `lines` are unsaved `ExposureLine`s in order; printed totals are among them or, where there are none, stay as the
    table before had them. The same lines again write nothing and return what holds. `seen` is the key of the table that
    the writer saw. Raises PermissionDenied, MoneyRefused, TableChanged.
    """

    def is_same(table):
        known = list(table.lines.all())
        return facts_of(known) == facts_of(_with_totals(lines, known))

    about = {"plan": plan, "organisation": organisation, "month": month, "seen": seen, "on": on, "by": by}
    held = hold_month(model=Exposure, is_same=is_same, **about)
    known = list(held.lines.all()) if held else []
    _require_lines(lines, known)
    if held and is_same(held):
        return held
    lines = _with_totals(lines, known)
    told = {"effective_on": on, "recorded_by": by, "origin": origin, "where": where[:300]}
    exposure = Exposure(plan=plan, organisation=organisation, month=month, **told)
    keep_all(Exposure, [exposure], by=by)
    for place, line in enumerate(lines, 1):
        line.exposure, line.place = exposure, place
    keep_all(ExposureLine, lines, by=by)
    return exposure


def facts_of(lines):
    """What makes two tables the same: everything that they say, line by line."""
    return [tuple(getattr(line, name) for name in FACTS) for line in lines]


def _require_lines(lines, known):
    if not known and all(line.is_total for line in lines):
        raise MoneyRefused("Enter a risk or a mitigation: the table has none yet.")
    if not all(line.name.strip() for line in lines):
        raise MoneyRefused("A line has amounts and no name: enter what the risk or the mitigation is.")
    for line in lines:
        if line.probability is not None and abs(line.probability) > MOST_PROBABLE:
            said = shown_percent(line.probability)
            raise MoneyRefused(f"{line.name}, probability: {said} is no probability; write it as 40 or 40%.")


def _with_totals(lines, known):
    """`lines` with the totals that a document printed: their own, else those of the table before."""
    if any(line.is_total for line in lines):
        return lines
    return [*lines, *(_copy(line) for line in known if line.is_total)]


def _copy(line):
    return ExposureLine(**{name: getattr(line, name) for name in FACTS})
