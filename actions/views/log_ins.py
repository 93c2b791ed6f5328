"""Log-ins of a plan: made with roles, given and taken roles, let in again by whoever manages the roles."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from accounts.models import User
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.second_factor import is_missing
from plans.services import (
    RoleRefused,
    admit,
    new_password_link,
    set_roles,
    take_second_factor,
    within_reach,
)

from ..forms.log_ins import HINTS, NewLogInForm, RolesForm, in_capitals

of_roles = to_change(Permission.MANAGE_ROLES)


@of_roles
def new_log_in(request, plan, on):
    """Somebody new may log in, or somebody with a log-in gets a role here."""
    form = NewLogInForm(request.POST or None, plan=plan, rights=request.rights)
    if form.is_valid():
        try:
            user, is_new = admit(plan=plan, **form.cleaned_data, by=request.user)
        except RoleRefused as error:
            form.add_error("email", str(error))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if is_new:
                messages.success(request, f"The log-in {user.email} is made. Make a link now, and hand it over.")
                return redirect("actions:log_in_link", plan.slug, user.pk)
            messages.success(request, f"{user.email} had a log-in already, and has these roles here now.")
            return redirect("actions:edit_log_in", plan.slug, user.pk)
    return plan_page(request, "people/new_log_in.jinja", on, form=form, hints=HINTS)


@of_roles
def edit_log_in(request, plan, on, log_in):
    """The roles of a log-in, and what else can be done for whoever it belongs to."""
    user = _log_in(plan, log_in)
    held = [membership.role for membership in plan.memberships.filter(user=user)]
    form = RolesForm(request.POST or None, rights=request.rights, initial={"roles": held})
    if form.is_valid():
        try:
            set_roles(plan=plan, user=user, roles=form.cleaned_data["roles"], by=request.user)
        except RoleRefused as error:
            form.add_error("roles", str(error))
        else:
            names = ", ".join(in_capitals(role) for role in form.cleaned_data["roles"])
            messages.success(request, f"{user} is now: {names}." if names else f"{user} has no role here any longer.")
            return redirect("actions:people", plan.slug)
    return plan_page(
        request,
        "people/log_in.jinja",
        on,
        form=form,
        hints=HINTS,
        log_in=user,
        is_reached=within_reach(plan=plan, user=user, by=request.user),
        has_second_factor=Authenticator.objects.filter(user=user).exists(),
    )


@of_roles
def log_in_link(request, plan, on, log_in):
    """A link by which somebody chooses a password: shown once, in the answer to the press of a button."""
    user, link = _log_in(plan, log_in), ""
    if request.method == "POST":
        path = new_password_link(plan=plan, user=user, by=request.user)
        link = request.build_absolute_uri(path)
    is_reached = within_reach(plan=plan, user=user, by=request.user)
    response = plan_page(request, "people/link.jinja", on, log_in=user, link=link, is_reached=is_reached)
    response["Cache-Control"] = "no-store"
    return response


@of_roles
def lost_second_factor(request, plan, on, log_in):
    """Somebody has lost the phone and the recovery codes."""
    user = _log_in(plan, log_in)
    if request.method == "POST":
        take_second_factor(plan=plan, user=user, by=request.user)
        needed = "They set up a new one when they log in."
        free = "They can set up a new one under “Your account”, but need not."
        messages.success(request, f"The second factor of {user} is taken away. {needed if is_missing(user) else free}")
        return redirect("actions:edit_log_in", plan.slug, user.pk)
    is_reached = within_reach(plan=plan, user=user, by=request.user)
    return plan_page(request, "people/second_factor.jinja", on, log_in=user, is_reached=is_reached)


def _log_in(plan, key):
    """The log-in of somebody with a role in the plan."""
    users = User.objects.filter(memberships__plan=plan).select_related("person").distinct()
    return get_object_or_404(users, pk=key)
