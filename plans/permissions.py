"""Who may do what. Every service asks here: a page, an import, a command and the admin meet the same rule."""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import PermissionDenied

from .models import Membership, Plan, Role


class Permission(Enum):
    """What can be permitted; the value is the sentence that a manager reads."""

    READ_PLAN = "Read the plan: every page, figure and past month of it"
    UPDATE_OWN_ACTION = "Update actions as their SRO, operational lead or deputy, and ask for a later date"
    UPDATE_ANY_ACTION = "Update any action, for whoever leads it"
    REASSIGN_ACTION = "Give actions to other leads, and put them in or out of scope, several at once"
    DECIDE_DATE = "Agree a later date that a lead asks for, or refuse it"
    JUDGE_EVIDENCE = "Accept evidence that somebody else offered, or send it back with a question"
    KEEP_CONCERNS = "Raise, review and close concerns"
    UPDATE_OWN_RISK = "Describe, score and review the risks of the posts they hold or deputise for"
    KEEP_RISKS = "Keep the register of risks: add, close and categorise risks, and update any of them"
    KEEP_FINANCE = (
        "Keep the money of the plan: positions, financial risks, savings schemes, plans of money and activity"
    )
    UPDATE_OWN_MILESTONE = (
        "Update the milestones and programmes of the posts they hold or deputise for, and report an exception"
    )
    KEEP_MILESTONES = "Keep milestones and programmes: add, merge and remove them, and update any of them"
    UPDATE_OWN_MEASURE = "Enter the values of the measures of the posts they hold or deputise for"
    KEEP_MEASURES = "Keep the measures: add them, set their targets, and enter the values of any of them"
    CHANGE_SCOPE = "Add, withdraw, merge, replace, reword and pause actions"
    IMPORT_WORKBOOK = "Bring a workbook into the plan, and undo that"
    KEEP_PACKS = (
        "Prepare packs and issue them, write their narrative sections and highlight reports, and say what is private"
    )
    MANAGE_PLAN = "Manage the plan: its areas, keys, posts and who holds them, committees and periods"
    MANAGE_ROLES = "Make log-ins and give roles in the plan"
    READ_AUDIT = "Read the audit trail: every change of a record, by whom and when"


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What a role is for, as a manager reads it, and what it may do."""

    sentence: str
    permissions: frozenset


_READS = frozenset({Permission.READ_PLAN})
ROLES = {
    Role.ADMINISTRATOR: RoleRights("Looks after the plan and the people who work on it.", frozenset(Permission)),
    Role.PMO: RoleRights(
        "Runs the plan from month to month: chases, checks and decides on behalf of the programme.",
        frozenset(Permission) - {Permission.MANAGE_ROLES, Permission.READ_AUDIT},
    ),
    Role.LEAD: RoleRights(
        "Says what happened to the actions of the posts they hold or deputise for, and reads the rest.",
        _READS | {Permission.UPDATE_OWN_ACTION, Permission.UPDATE_OWN_MEASURE},
    ),
    Role.FINANCE_LEAD: RoleRights(
        "Answers for the money of the plan, keeps it month by month, and reads the rest.",
        _READS | {Permission.KEEP_FINANCE, Permission.UPDATE_OWN_MEASURE},
    ),
    Role.RISK_OWNER: RoleRights(
        "Answers for the risks of the posts they hold or deputise for, and reads the rest of the plan.",
        _READS | {Permission.UPDATE_OWN_RISK},
    ),
    Role.MILESTONE_OWNER: RoleRights(
        "Answers for the milestones and programmes of the posts they hold or deputise for, and reads the rest.",
        _READS | {Permission.UPDATE_OWN_MILESTONE, Permission.UPDATE_OWN_MEASURE},
    ),
    Role.READER: RoleRights("Reads the plan and changes nothing: Governing Body members, regulators.", _READS),
}


@dataclass(frozen=True, slots=True)
class Rights:
    """What one user may do in one plan, looked up once for a page."""

    permissions: frozenset

    def may(self, permission):
        return permission in self.permissions

    @classmethod
    def of(cls, user, plan):
        """The rights of `user` in `plan`; one query. Who administers the tracker may do everything in every plan."""
        if user.is_superuser:
            return cls(frozenset(Permission))
        if plan is None or plan.pk is None or not user.is_active:
            return cls(frozenset())
        roles = Membership.objects.filter(plan=plan, user=user).values_list("role", flat=True)
        return cls(frozenset().union(*(ROLES[role].permissions for role in roles)))

    @classmethod
    def everywhere(cls, user):
        """{key of a plan in which `user` has a part: their rights in it}; one query."""
        if user.is_superuser:
            return {plan: cls(frozenset(Permission)) for plan in Plan.objects.values_list("pk", flat=True)}
        permitted = {}
        for plan, role in Membership.objects.filter(user=user).values_list("plan", "role"):
            permitted[plan] = permitted.get(plan, frozenset()) | ROLES[role].permissions
        return {plan: cls(permissions) for plan, permissions in permitted.items()}


def may(user, permission, plan=None):
    """Whether `user` may do it in `plan`. With None or a new plan: only who administers the tracker."""
    return Rights.of(user, plan).may(permission)


def require(user, permission, plan=None):
    """Raise PermissionDenied with a sentence that says what is needed, unless `user` may do it."""
    if not may(user, permission, plan):
        raise refusal(permission)


def refusal(permission):
    """The PermissionDenied to raise when whoever asks may not do it."""
    return PermissionDenied(f"You may not do this: {permission.value}. Ask an administrator of the plan.")


def needs_second_factor(user):
    """Whether `user` may do so much that a password alone is not enough: administrators and the PMO of any plan."""
    if user.is_superuser or user.is_staff:
        return True
    return Membership.objects.filter(user=user, role__in=[Role.ADMINISTRATOR, Role.PMO]).exists()
