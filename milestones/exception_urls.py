"""The pages of exceptions, and of the changes of a milestone."""

from django.urls import path

from .views import changes, exceptions

_MILESTONE = "plans/<slug:slug>/milestones/<int:milestone_key>/"
urlpatterns = [
    path("plans/<slug:slug>/milestones/exceptions/", exceptions.exceptions, name="exceptions"),
    path("plans/<slug:slug>/milestones/exceptions/<int:exception>/decide/", exceptions.decide, name="decide_exception"),
    path(f"{_MILESTONE}exception/", exceptions.report, name="report_exception"),
    path(f"{_MILESTONE}change/", changes.choose_change, name="choose_change"),
    path(f"{_MILESTONE}change/<slug:change>/", changes.change_milestone, name="change"),
]
