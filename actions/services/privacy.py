"""What is private: marked so by whoever keeps the packs, and left out of public ones, whatever their date."""

from django.db import transaction

from core.history import update_all
from plans.permissions import Permission, require

from ..models import Action


def mark_private(*, action, is_private, by):
    """Mark an action as private, and with it all that stands under it, or take the mark away.

    Returns whether that changed anything. Raises PermissionDenied.
    """
    return bool(mark_several_private(plan=action.plan, keys=[action.key], is_private=is_private, by=by))


@transaction.atomic
def mark_several_private(*, plan, keys, is_private, by):
    """Mark the actions of those keys as `mark_private` does one; gives those that were not marked so already.

    Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, plan)
    changed = list(plan.actions.filter(key__in=keys).exclude(is_private=is_private))
    for action in changed:
        action.is_private = is_private
    update_all(Action, changed, ["is_private"], by=by)
    return changed


@transaction.atomic
def mark_concern_private(*, concern, is_private, by):
    """Mark a concern as private, or take the mark away; one about a private action is private without a mark.

    Returns whether that changed anything. Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, concern.plan)
    if concern.is_private == is_private:
        return False
    concern.is_private = is_private
    concern._history_user = by
    concern.save(update_fields=["is_private"])
    return True
