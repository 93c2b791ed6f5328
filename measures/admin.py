"""Measures with their values, for administrators to read."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin, TieAdmin

from .models import Measure, MeasureAction, MeasureObjective, MeasureStatement, MeasureValue


@admin.register(Measure)
class MeasureAdmin(ReadOnlyAdmin):
    list_display = ["key", "ref", "plan"]
    list_filter = ["plan"]
    list_select_related = ["plan"]


@admin.register(MeasureStatement)
class MeasureStatementAdmin(ReadOnlyAdmin):
    list_display = ["measure", "effective_on", "name", "unit", "target", "recorded_by"]
    list_filter = ["measure__plan"]
    list_select_related = ["measure", "recorded_by"]


@admin.register(MeasureValue)
class MeasureValueAdmin(ReadOnlyAdmin):
    list_display = ["measure", "on", "value", "effective_on", "recorded_by"]
    list_filter = ["measure__plan"]
    list_select_related = ["measure", "recorded_by"]


admin.site.register([MeasureAction, MeasureObjective], TieAdmin)
