"""What a plan is made of, for administrators. Everything is saved by the services, and nothing is deleted.

Rules and figures hang on every area, rating and post: one that is no longer wanted is renamed or left unused.
"""

from django.contrib import admin

from accounts.admin import AdministratorOnly

from . import services
from .models import (
    Area,
    Committee,
    Decision,
    Holding,
    Meeting,
    Membership,
    Objective,
    Organisation,
    Oversight,
    Period,
    Plan,
    PlanOrganisation,
    Post,
    ProjectRole,
    Rating,
    StatedTotal,
    Status,
    SubHeading,
)


class ReferenceAdmin(AdministratorOnly):
    """Reference data: added and changed through the service, which keeps the history."""

    def save_model(self, request, obj, form, change):
        services.save_reference(record=obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        for record in formset.save(commit=False):
            services.save_reference(record=record, by=request.user)


class ReadOnlyAdmin(AdministratorOnly):
    """Records with rules and append-only rows: read here, written by pages and imports alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.opts.local_fields if field.name not in (self.exclude or ())]


class TieAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "since", "until"]
    list_select_related = True


class PlanOrganisationInline(admin.TabularInline):
    model = PlanOrganisation
    extra = 0
    autocomplete_fields = ["organisation"]

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Organisation)
class OrganisationAdmin(ReferenceAdmin):
    search_fields = ["name"]


@admin.register(Plan)
class PlanAdmin(ReferenceAdmin):
    list_display = ["name", "slug", "version", "financial_year"]
    search_fields = ["name", "slug"]
    inlines = [PlanOrganisationInline]


class OfPlanAdmin(ReferenceAdmin):
    """A row of a plan's own reference data."""

    list_filter = ["plan"]
    list_select_related = ["plan"]
    autocomplete_fields = ["plan"]


@admin.register(Rating)
class RatingAdmin(OfPlanAdmin):
    list_display = ["code", "word", "meaning", "stage", "plan"]


@admin.register(Objective)
class ObjectiveAdmin(OfPlanAdmin):
    list_display = ["title", "ref", "position", "plan"]


@admin.register(Status)
class StatusAdmin(OfPlanAdmin):
    list_display = ["word", "meaning", "plan"]


@admin.register(Post)
class PostAdmin(OfPlanAdmin):
    list_display = ["abbreviation", "title", "to_confirm", "plan"]
    list_filter = ["plan", "to_confirm"]
    search_fields = ["abbreviation", "title"]


@admin.register(ProjectRole)
class ProjectRoleAdmin(OfPlanAdmin):
    list_display = ["role", "who", "plan"]


@admin.register(Area)
class AreaAdmin(OfPlanAdmin):
    list_display = ["number", "title", "lead", "plan"]
    list_display_links = ["number", "title"]
    list_select_related = ["plan", "lead"]
    search_fields = ["title"]
    autocomplete_fields = ["plan", "lead"]


@admin.register(Committee)
class CommitteeAdmin(OfPlanAdmin):
    list_display = ["name", "plan"]
    search_fields = ["name"]


@admin.register(Period)
class PeriodAdmin(ReadOnlyAdmin):
    list_filter = ["plan"]
    list_select_related = ["plan"]
    list_display = ["label", "opens_on", "updates_due_on", "as_at", "frozen_at", "plan"]


@admin.register(Holding)
class HoldingAdmin(ReferenceAdmin):
    list_display = ["post", "person", "capacity", "held_from", "held_to"]
    list_filter = ["post__plan", "capacity"]
    list_select_related = ["post", "person"]
    autocomplete_fields = ["post", "person"]


@admin.register(SubHeading)
class SubHeadingAdmin(ReferenceAdmin):
    list_display = ["title", "area"]
    list_filter = ["area__plan"]
    list_select_related = ["area"]
    search_fields = ["title"]
    autocomplete_fields = ["area"]


@admin.register(Oversight)
class OversightAdmin(ReferenceAdmin):
    list_display = ["member", "area", "sub_heading"]
    list_filter = ["area__plan"]
    list_select_related = ["member", "area", "sub_heading"]
    autocomplete_fields = ["area", "sub_heading", "member"]


@admin.register(Meeting)
class MeetingAdmin(ReferenceAdmin):
    list_display = ["held_on", "committee"]
    list_filter = ["committee__plan"]
    list_select_related = ["committee"]
    autocomplete_fields = ["committee"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["kind", "decided_on", "meeting", "plan"]
    list_filter = ["plan", "kind"]
    list_select_related = ["plan", "meeting__committee"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "plan"]
    list_filter = ["plan", "role"]
    list_select_related = ["user", "plan"]


@admin.register(StatedTotal)
class StatedTotalAdmin(ReadOnlyAdmin):
    list_display = ["label", "rating", "count", "as_at", "plan"]
    list_filter = ["plan"]
    list_select_related = ["rating", "plan"]
