"""Bringing workbooks into a plan. Addresses are readable and stay as they are."""

from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("new-plan/", views.new_plan, name="new_plan"),
    path("plans/<slug:slug>/imports/", views.past_imports, name="list"),
    path("plans/<slug:slug>/imports/new/", views.bring_in, name="bring_in"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/", views.upload, name="upload"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/leave-out/", views.leave_out, name="leave_out"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/columns/", views.columns, name="columns"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/confirm/", views.confirm, name="confirm"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/try-again/", views.try_again, name="try_again"),
    path("plans/<slug:slug>/imports/uploads/<int:upload>/drop/", views.drop, name="drop"),
    path("plans/<slug:slug>/imports/<int:record>/", views.record, name="record"),
    path("plans/<slug:slug>/imports/<int:record>/undo/", views.undo, name="undo"),
    path("plans/<slug:slug>/imports/<int:record>/workbook/", views.workbook, name="workbook"),
]
