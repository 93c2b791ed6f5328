"""What an organisation has to save in a financial year."""

from django.db import transaction

from actions.models import Origin
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import SavingsTarget
from .columns import keep_all
from .months import MoneyRefused, require_open
from .schemes import SchemeChanged


@transaction.atomic
def set_target(*, plan, organisation, financial_year, target, headroom=None, seen=None, on, by):
    """Set what an organisation (None: a plan without one) has to save in a year. Returns the `SavingsTarget`.

    `headroom` is by how many per cent the schemes are to exceed it, or None. Raises PermissionDenied, MoneyRefused,
    SchemeChanged.
    """
    require(by, Permission.KEEP_FINANCE, plan)
    Plan.objects.held(plan.pk)
    require_open(plan, on)
    if organisation and not plan.organisations.filter(pk=organisation.pk).exists():
        raise MoneyRefused(f"{organisation} is no organisation of this plan: choose one that is.")
    if target < 0:
        raise MoneyRefused("A target is what is to be saved: enter it above zero.")
    about = {"organisation": organisation, "financial_year": financial_year}
    held = plan.savings_targets.filter(**about, effective_on__lte=on).first()
    if held and (held.target, held.headroom) == (target, headroom):
        return held
    if (held and held.pk) != seen:
        raise SchemeChanged(held, "target")
    told = {"effective_on": on, "origin": Origin.FORM, "recorded_by": by}
    record = SavingsTarget(plan=plan, **about, target=target, headroom=headroom, **told)
    return keep_all(SavingsTarget, [record], by=by)[0]
