"""What the risks of a plan are kept by: its bands and categories."""

from django.db import transaction
from django.db.models import Max

from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Band, Category, Risk
from ..scoring import USUAL_BANDS


@transaction.atomic
def keep_bands(*, plan, by):
    """The bands of `plan`; where it has none yet, the usual ones are made. What they are is changed in the admin."""
    require(by, Permission.KEEP_RISKS, plan)
    Plan.objects.held(plan.pk)
    if not plan.risk_bands.exists():
        for word, colour_word, level, lowest in USUAL_BANDS:
            _save(Band(plan=plan, word=word, colour_word=colour_word, level=level, lowest=lowest), by)
    return list(plan.risk_bands.all())


@transaction.atomic
def keep_category(*, plan, name, by):
    """The category of that name, made where there is none yet; None for an empty name."""
    require(by, Permission.KEEP_RISKS, plan)
    name = " ".join(name.split())
    if not name:
        return None
    Plan.objects.held(plan.pk)
    if known := plan.risk_categories.filter(name__iexact=name).first():
        return known
    last = plan.risk_categories.aggregate(last=Max("position"))["last"]
    return _save(Category(plan=plan, name=name, position=0 if last is None else last + 1), by)


@transaction.atomic
def place_risk(*, risk, ref, category, by):
    """Give a risk its place in the register: its reference, and its `category` unless that is None. Returns it."""
    require(by, Permission.KEEP_RISKS, risk.plan)
    risk = Risk.objects.held(risk)
    risk.ref, risk.category = ref, category or risk.category
    return _save(risk, by)


def _save(record, by):
    record.full_clean()
    record._history_user = by
    record.save()
    return record
