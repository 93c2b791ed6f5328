"""Persons and log-ins, for administrators. Everything is saved by the services.

Nothing is deleted, so that history keeps its names: a log-in that is no longer wanted is made inactive.
"""

from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group

from . import services
from .models import Person, User

# Roles are the tracker's own, a log-in has one address, and the keys of a second factor are nobody's to read: Django's
# and allauth's lists of these would mislead or give away.
admin.site.unregister([Group, EmailAddress, Authenticator])


class AdministratorOnly(admin.ModelAdmin):
    """Whoever has no role in the tracker has none here either: Django's own permissions open nothing."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Person)
class PersonAdmin(AdministratorOnly):
    list_display = ["name", "initials", "to_confirm"]
    list_filter = ["to_confirm"]
    search_fields = ["name", "initials"]

    def save_model(self, request, obj, form, change):
        services.update_person(person=obj, by=request.user)


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]
        field_classes = {"email": forms.EmailField}


class PasswordForm(AdminPasswordChangeForm):
    """Somebody else's password. Django's own form saves past the service."""

    def save(self, commit=True):
        user = super().save(commit=False)
        return services.save_user(user=user, by=context.request.user)


@admin.register(User)
class UserAdmin(AdministratorOnly, DjangoUserAdmin):
    add_form = NewUserForm
    change_password_form = PasswordForm
    list_display = ["email", "first_name", "last_name", "is_superuser", "is_active"]
    list_filter = ["is_superuser", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    filter_horizontal = []
    autocomplete_fields = ["person"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "person"]}),
        ("What it may do", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]})]

    actions = ["make_password_link", "take_second_factor"]

    def save_model(self, request, obj, form, change):
        services.save_user(user=obj, by=request.user)

    @admin.action(description="Make a link to choose a password")
    def make_password_link(self, request, users):
        for user in users:
            link = request.build_absolute_uri(services.password_link(user=user, by=request.user))
            messages.info(request, f"Hand this link to {user}, it works once and for three days: {link}")

    @admin.action(description="Take the second factor away, for who has lost it")
    def take_second_factor(self, request, users):
        for user in users:
            services.take_second_factor(user=user, by=request.user)
            messages.success(request, f"{user} logs in without a second factor now, and can set up a new one.")
