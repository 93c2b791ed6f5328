"""What was imported, for administrators to read."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from plans.admin import ReadOnlyAdmin

from .models import Import, SheetLayout, Upload

# What a task was told is the inside of the tracker; an upload says itself how far it is.
admin.site.unregister(DBTaskResult)


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


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "state", "uploaded_by", "uploaded_at", "plan"]
    list_filter = ["plan", "state"]
    list_select_related = ["uploaded_by", "plan"]
    exclude = ["file", "preview"]
