"""Highlight reports and everything said in them, for administrators to read."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin

from .models import HighlightReport, HighlightStatement


@admin.register(HighlightReport)
class HighlightReportAdmin(ReadOnlyAdmin):
    list_display = ["key", "label", "month", "plan"]
    list_filter = ["plan"]
    list_select_related = ["plan"]


@admin.register(HighlightStatement)
class HighlightStatementAdmin(ReadOnlyAdmin):
    list_display = ["report", "effective_on", "origin", "recorded_by"]
    list_filter = ["report__plan"]
    list_select_related = ["report", "recorded_by"]
