"""Milestones and programmes with everything said of them, for administrators to read."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin, TieAdmin

from .models import (
    Milestone,
    MilestoneAction,
    MilestoneChange,
    MilestoneException,
    MilestoneObjective,
    MilestoneRisk,
    MilestoneStatement,
    Programme,
    ProgrammeRisk,
    ProgrammeStatement,
)


@admin.register(Programme, Milestone)
class OfPlanReadOnlyAdmin(ReadOnlyAdmin):
    list_display = ["key", "ref", "plan"]
    list_filter = ["plan"]
    list_select_related = ["plan"]


@admin.register(ProgrammeStatement)
class ProgrammeStatementAdmin(ReadOnlyAdmin):
    list_display = ["programme", "effective_on", "name", "status", "recorded_by"]
    list_filter = ["programme__plan"]
    list_select_related = ["programme", "recorded_by"]


@admin.register(MilestoneStatement)
class MilestoneStatementAdmin(ReadOnlyAdmin):
    list_display = ["milestone", "effective_on", "title", "status", "due_on", "recorded_by"]
    list_filter = ["milestone__plan"]
    list_select_related = ["milestone", "recorded_by"]


@admin.register(MilestoneException)
class MilestoneExceptionAdmin(ReadOnlyAdmin):
    list_display = ["milestone", "report", "effective_on", "asked_on", "decision", "recorded_by"]
    list_filter = ["plan"]
    list_select_related = ["milestone", "decision", "recorded_by"]


@admin.register(MilestoneChange)
class MilestoneChangeAdmin(ReadOnlyAdmin):
    list_display = ["milestone", "kind", "into", "effective_on", "recorded_by"]
    list_filter = ["milestone__plan"]
    list_select_related = ["milestone", "into", "recorded_by"]


admin.site.register([MilestoneAction, MilestoneRisk, MilestoneObjective, ProgrammeRisk], TieAdmin)
