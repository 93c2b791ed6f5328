"""Actions and everything said of them, for administrators to read; pages and imports write them."""

from django.contrib import admin

from plans.admin import ReadOnlyAdmin, TieAdmin

from .models import (
    Action,
    ActionObjective,
    ActionRecommendation,
    Assignment,
    Concern,
    ConcernReview,
    ConcernStatement,
    DateRequest,
    DueDateChange,
    Evidence,
    EvidenceVerdict,
    EvidenceVersion,
    Recommendation,
    ScopeChange,
    Statement,
)


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnlyAdmin):
    list_display = ["text", "source", "area", "plan"]
    list_filter = ["plan"]
    list_select_related = ["area", "plan"]
    search_fields = ["text", "source"]


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ["ref", "title", "area", "rating", "due_on", "plan"]
    list_display_links = ["ref", "title"]
    list_filter = ["plan", "in_scope", "is_heading"]
    list_select_related = ["area", "rating", "plan"]
    search_fields = ["ref", "title"]


@admin.register(ActionRecommendation)
class ActionRecommendationAdmin(ReadOnlyAdmin):
    list_display = ["action", "recommendation"]
    list_filter = ["action__plan"]
    list_select_related = ["action", "recommendation"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ["action", "role", "post", "person"]
    list_filter = ["action__plan", "role"]
    list_select_related = ["action", "post", "person"]


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ["action", "effective_on", "rating", "origin", "recorded_by", "recorded_at"]
    list_filter = ["action__plan", "origin"]
    list_select_related = ["action", "rating", "recorded_by"]
    search_fields = ["action__ref", "title"]


@admin.register(DueDateChange)
class DueDateChangeAdmin(ReadOnlyAdmin):
    list_display = ["statement", "reason", "requested_by", "decision"]
    list_filter = ["statement__action__plan"]
    list_select_related = ["statement__action", "requested_by", "decision"]


@admin.register(Concern)
class ConcernAdmin(ReadOnlyAdmin):
    list_display = ["ref_as_written", "title_as_written", "action", "match", "plan"]
    list_display_links = ["ref_as_written", "title_as_written"]
    list_filter = ["plan", "match"]
    list_select_related = ["action", "plan"]


@admin.register(ConcernStatement)
class ConcernStatementAdmin(ReadOnlyAdmin):
    list_display = ["concern", "effective_on", "is_open", "origin", "recorded_by"]
    list_filter = ["concern__plan", "is_open"]
    list_select_related = ["concern", "recorded_by"]


@admin.register(ConcernReview)
class ConcernReviewAdmin(ReadOnlyAdmin):
    list_display = ["concern", "as_written", "seen_on", "effective_on"]
    list_filter = ["concern__plan"]
    list_select_related = ["concern"]


@admin.register(DateRequest)
class DateRequestAdmin(ReadOnlyAdmin):
    list_display = ["action", "due_on", "requested_by", "decision"]
    list_filter = ["action__plan"]
    list_select_related = ["action", "requested_by", "decision"]


@admin.register(ScopeChange)
class ScopeChangeAdmin(ReadOnlyAdmin):
    list_display = ["action", "kind", "into", "effective_on", "recorded_by"]
    list_filter = ["action__plan", "kind"]
    list_select_related = ["action", "into", "recorded_by"]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ["title", "action"]
    list_filter = ["action__plan"]
    list_select_related = ["action"]


@admin.register(EvidenceVersion)
class EvidenceVersionAdmin(ReadOnlyAdmin):
    list_display = ["evidence", "number", "file_name", "offered_by", "offered_at"]
    list_filter = ["evidence__action__plan"]
    list_select_related = ["evidence", "offered_by"]
    exclude = ["file"]  # served by its own page alone, which asks who may see it


@admin.register(EvidenceVerdict)
class EvidenceVerdictAdmin(ReadOnlyAdmin):
    list_display = ["version", "outcome", "judged_by", "judged_at"]
    list_filter = ["outcome"]
    list_select_related = ["version__evidence", "judged_by"]


admin.site.register(ActionObjective, TieAdmin)
