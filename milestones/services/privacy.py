"""Which milestones are private: marked so by whoever keeps the packs, and left out of public ones."""

from django.db import transaction

from plans.permissions import Permission, require

from ..models import Milestone


@transaction.atomic
def mark_milestone_private(*, milestone, is_private, by):
    """Mark a milestone as private, or take the mark away. Returns whether that changed anything.

    Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, milestone.plan)
    milestone = Milestone.objects.held(milestone)
    if milestone.is_private == is_private:
        return False
    milestone.is_private, milestone._history_user = is_private, by
    milestone.save(update_fields=["is_private"])
    return True
