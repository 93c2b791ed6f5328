"""The pages of risks."""

from django.urls import path

from .views import changing, privacy, reading

app_name = "risks"
_RISK = "plans/<slug:slug>/risks/<int:risk_key>/"
urlpatterns = [
    path("plans/<slug:slug>/risks/", reading.register, name="register"),
    path("plans/<slug:slug>/risks/add/", changing.add, name="add"),
    path(f"{_RISK}describe/", changing.describe, name="describe"),
    path(f"{_RISK}score/", changing.score, name="score"),
    path(f"{_RISK}review/", changing.review, name="review"),
    path(f"{_RISK}close/", changing.close, name="close"),
    path(f"{_RISK}reopen/", changing.reopen, name="reopen"),
    path(f"{_RISK}private/", privacy.risk_privacy, name="privacy"),
    path(f"{_RISK}actions/", changing.tie, name="tie"),
]
