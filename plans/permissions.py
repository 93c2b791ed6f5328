"""Who may do what. Every service asks here: a page, an import, a command and the admin meet the same rule."""

from enum import Enum

from django.core.exceptions import PermissionDenied


class Permission(Enum):
    """What can be permitted; the value is the sentence that a manager reads."""

    IMPORT_WORKBOOK = "Bring a workbook into the plan"
    MANAGE_PLAN = "Manage the plan: its areas, keys, posts, committees and periods"
    RECORD_STATEMENT = "Record what was said about an action or a concern"


def may(user, permission, plan=None):
    """Whether `user` may do it, in `plan` or, where that is None, at all. Administrators may do everything."""
    return user.is_superuser


def require(user, permission, plan=None):
    """Raise PermissionDenied with a sentence that says what is needed, unless `user` may do it."""
    if not may(user, permission, plan):
        raise PermissionDenied(f"{user} may not do this: {permission.value}. Ask an administrator of the plan.")
