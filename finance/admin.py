"""The money of plans, for administrators to read."""

from django.contrib import admin

from plans.admin import OfPlanAdmin, ReadOnlyAdmin

from .models import (
    Activity,
    ActivityLine,
    Exposure,
    ExposureLine,
    FinancialPlan,
    FinancialPlanAmount,
    FinancialPlanLine,
    Gateway,
    GatewayDecision,
    Position,
    PositionLine,
    ProfileMonth,
    SavingsTarget,
    Scheme,
    SchemeProfile,
    SchemeStatement,
)


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    list_display = ["plan", "organisation", "month", "effective_on", "recorded_by"]
    list_filter = ["plan"]
    list_select_related = ["plan", "organisation", "recorded_by"]


@admin.register(PositionLine)
class PositionLineAdmin(ReadOnlyAdmin):
    list_display = ["position", "place", "name", "kind", "ytd_plan", "ytd_actual", "forecast_plan", "forecast_actual"]
    list_filter = ["position__plan"]
    list_select_related = ["position__plan"]


@admin.register(Exposure)
class ExposureAdmin(PositionAdmin):
    pass


@admin.register(ExposureLine)
class ExposureLineAdmin(ReadOnlyAdmin):
    list_display = ["exposure", "place", "kind", "name", "gross", "probability", "assessed", "in_forecast", "residual"]
    list_filter = ["exposure__plan"]
    list_select_related = ["exposure__plan"]


@admin.register(Gateway)
class GatewayAdmin(OfPlanAdmin):
    list_display = ["number", "name", "approval", "plan"]


@admin.register(Scheme)
class SchemeAdmin(ReadOnlyAdmin):
    list_display = ["key", "ref", "organisation", "plan"]
    list_filter = ["plan"]
    list_select_related = ["organisation", "plan"]


@admin.register(SchemeStatement)
class SchemeStatementAdmin(ReadOnlyAdmin):
    list_display = ["scheme", "effective_on", "name", "gateway", "confidence", "net", "recorded_by"]
    list_filter = ["scheme__plan"]
    list_select_related = ["scheme", "gateway", "recorded_by"]


@admin.register(GatewayDecision)
class GatewayDecisionAdmin(ReadOnlyAdmin):
    list_display = ["scheme", "decided_on", "outcome", "at_gateway", "goes_to", "recorded_by"]
    list_filter = ["scheme__plan"]
    list_select_related = ["scheme", "at_gateway", "goes_to", "recorded_by"]


@admin.register(SchemeProfile)
class SchemeProfileAdmin(ReadOnlyAdmin):
    list_display = ["scheme", "financial_year", "effective_on", "recorded_by"]
    list_filter = ["scheme__plan"]
    list_select_related = ["scheme", "recorded_by"]


@admin.register(ProfileMonth)
class ProfileMonthAdmin(ReadOnlyAdmin):
    list_display = ["profile", "month", "planned", "actual"]
    list_filter = ["profile__scheme__plan"]
    list_select_related = ["profile__scheme"]


@admin.register(SavingsTarget)
class SavingsTargetAdmin(ReadOnlyAdmin):
    list_display = ["plan", "organisation", "financial_year", "target", "effective_on", "recorded_by"]
    list_filter = ["plan"]
    list_select_related = ["plan", "organisation", "recorded_by"]


@admin.register(FinancialPlan)
class FinancialPlanAdmin(ReadOnlyAdmin):
    list_display = ["plan", "organisation", "topic", "year", "effective_on", "recorded_by"]
    list_filter = ["plan", "topic"]
    list_select_related = ["plan", "organisation", "recorded_by"]


@admin.register(FinancialPlanLine)
class FinancialPlanLineAdmin(ReadOnlyAdmin):
    list_display = ["financial_plan", "place", "name", "kind"]
    list_filter = ["financial_plan__plan"]
    list_select_related = ["financial_plan"]


@admin.register(FinancialPlanAmount)
class FinancialPlanAmountAdmin(ReadOnlyAdmin):
    list_display = ["line", "column", "role", "amount"]
    list_filter = ["line__financial_plan__plan"]
    list_select_related = ["line"]


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ["plan", "organisation", "topic", "year", "effective_on", "recorded_by"]
    list_filter = ["plan", "topic"]
    list_select_related = ["plan", "organisation", "recorded_by"]


@admin.register(ActivityLine)
class ActivityLineAdmin(ReadOnlyAdmin):
    list_display = ["activity", "place", "code", "title", "planned"]
    list_filter = ["activity__plan"]
    list_select_related = ["activity"]
