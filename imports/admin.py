"""What was imported, for administrators to read."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin

from .models import Import, SheetLayout


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "as_at", "recorded_by", "recorded_at", "plan"]
    list_filter = ["plan"]
    list_select_related = ["recorded_by", "plan"]


@admin.register(SheetLayout)
class SheetLayoutAdmin(ReadOnlyAdmin):
    list_display = ["sheet", "kind", "plan"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
