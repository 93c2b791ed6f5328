"""Risks and everything said of them, for administrators to read; bands and categories, to change."""

from django.contrib import admin

from plans.admin import OfPlanAdmin, ReadOnlyAdmin

from .models import Band, Category, Risk, RiskAction, RiskReview, RiskScore, RiskStatement


@admin.register(Band)
class BandAdmin(OfPlanAdmin):
    list_display = ["word", "colour_word", "level", "lowest", "plan"]


@admin.register(Category)
class CategoryAdmin(OfPlanAdmin):
    list_display = ["name", "position", "plan"]


@admin.register(Risk)
class RiskAdmin(ReadOnlyAdmin):
    list_display = ["key", "ref", "category", "plan"]
    list_filter = ["plan"]
    list_select_related = ["category", "plan"]


@admin.register(RiskStatement)
class RiskStatementAdmin(ReadOnlyAdmin):
    list_display = ["risk", "effective_on", "title", "is_open", "recorded_by"]
    list_filter = ["risk__plan"]
    list_select_related = ["risk", "recorded_by"]


@admin.register(RiskScore)
class RiskScoreAdmin(ReadOnlyAdmin):
    list_display = ["risk", "kind", "score", "likelihood", "consequence", "effective_on", "recorded_by"]
    list_filter = ["risk__plan", "kind"]
    list_select_related = ["risk", "recorded_by"]


@admin.register(RiskReview)
class RiskReviewAdmin(ReadOnlyAdmin):
    list_display = ["risk", "seen_on", "meeting", "recorded_by"]
    list_filter = ["risk__plan"]
    list_select_related = ["risk", "meeting__committee", "recorded_by"]


@admin.register(RiskAction)
class RiskActionAdmin(ReadOnlyAdmin):
    list_display = ["risk", "action", "since", "until"]
    list_filter = ["risk__plan"]
    list_select_related = ["risk", "action"]
