"""Narrative sections and packs, for administrators to read; pages write them."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin

from .models import Narrative, NarrativePicture, NarrativeText, Pack, PackPart, PackSignOff


@admin.register(Narrative)
class NarrativeAdmin(ReadOnlyAdmin):
    list_display = ["pk", "plan", "is_private"]
    list_filter = ["plan"]


@admin.register(NarrativeText)
class NarrativeTextAdmin(ReadOnlyAdmin):
    list_display = ["title", "effective_on", "recorded_by", "recorded_at"]
    list_filter = ["narrative__plan"]


@admin.register(NarrativePicture)
class NarrativePictureAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "added_on", "removed_on", "recorded_by"]
    list_filter = ["narrative__plan"]
    exclude = ["file"]


@admin.register(PackPart)
class PackPartAdmin(ReadOnlyAdmin):
    list_display = ["plan", "position", "name", "is_included", "in_public"]
    list_filter = ["plan"]


@admin.register(Pack)
class PackAdmin(ReadOnlyAdmin):
    list_display = ["plan", "number", "revision", "state", "issued_at"]
    list_filter = ["plan", "state"]
    list_select_related = ["plan"]
    exclude = ["figures", "html", "pdf"]


@admin.register(PackSignOff)
class PackSignOffAdmin(ReadOnlyAdmin):
    list_display = ["pack", "post", "signed_on", "signed_name"]
    list_filter = ["pack__plan"]
    list_select_related = ["pack", "post"]
