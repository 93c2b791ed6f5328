"""Which risks are private: marked so by whoever keeps the packs, and left out of public ones, whatever their date."""

from django.db import transaction

from plans.permissions import Permission, require

from ..models import Risk


@transaction.atomic
def mark_risk_private(*, risk, is_private, by):
    """Mark a risk as private, or take the mark away. Returns whether that changed anything. Raises PermissionDenied."""
    require(by, Permission.KEEP_PACKS, risk.plan)
    risk = Risk.objects.held(risk)
    if risk.is_private == is_private:
        return False
    risk.is_private, risk._history_user = is_private, by
    risk.save(update_fields=["is_private"])
    return True
