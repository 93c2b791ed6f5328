"""The pages of delivery."""

from django.urls import path

from . import exception_urls, programme_urls
from .views import changing, privacy, reading

app_name = "milestones"
_MILESTONE = "plans/<slug:slug>/milestones/<int:milestone_key>/"
urlpatterns = [
    path("plans/<slug:slug>/milestones/", reading.register, name="register"),
    path("plans/<slug:slug>/milestones/add/", changing.add, name="add"),
    path(_MILESTONE, reading.milestone, name="milestone"),
    path(f"{_MILESTONE}update/", changing.update, name="update"),
    path(f"{_MILESTONE}no-change/", changing.no_change, name="no_change"),
    path(f"{_MILESTONE}describe/", changing.describe, name="describe"),
    path(f"{_MILESTONE}ties/", changing.tie, name="tie"),
    path(f"{_MILESTONE}private/", privacy.milestone_privacy, name="privacy"),
    *programme_urls.urlpatterns,
    *exception_urls.urlpatterns,
]
