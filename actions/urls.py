"""The pages on which actions are changed."""

from django.urls import path

from . import people_urls
from .views import audit, concerns, dates, evidence, privacy, scope, updates
from .views.pages import about_an_action

app_name = "actions"
urlpatterns = [
    path("plans/<slug:slug>/evidence/", evidence.evidence_list, name="evidence"),
    path("plans/<slug:slug>/evidence/<int:evidence_version>/", evidence.judge, name="judge_evidence"),
    path("plans/<slug:slug>/evidence/<int:evidence_version>/file/", evidence.evidence_file, name="evidence_file"),
    path("plans/<slug:slug>/concerns/<int:concern>/review/", concerns.review, name="review_concern"),
    path("plans/<slug:slug>/concerns/<int:concern>/remedy/", concerns.remedy, name="remedy_concern"),
    path("plans/<slug:slug>/concerns/<int:concern>/deadline/", concerns.deadline, name="move_concern_deadline"),
    path("plans/<slug:slug>/concerns/<int:concern>/close/", concerns.close, name="close_concern"),
    path("plans/<slug:slug>/concerns/<int:concern>/reopen/", concerns.reopen, name="reopen_concern"),
    path("plans/<slug:slug>/concerns/<int:concern>/action/", concerns.tie, name="tie_concern"),
    path("plans/<slug:slug>/concerns/<int:concern>/private/", privacy.concern_privacy, name="concern_privacy"),
    *about_an_action("concern/", concerns.raise_concern, "raise_concern"),
    *about_an_action("evidence/", evidence.offer, "offer_evidence"),
    path("plans/<slug:slug>/add-action/", scope.add, name="add_action"),
    path("plans/<slug:slug>/dates/", dates.date_requests, name="dates"),
    path("plans/<slug:slug>/dates/<int:date_request>/", dates.decide, name="decide_date"),
    *about_an_action("later-date/", dates.ask_date, "ask_date"),
    *about_an_action("due-date/", dates.set_date, "set_date"),
    *people_urls.urlpatterns,
    *about_an_action("audit/", audit.audit, "audit"),
    *about_an_action("change/", scope.choose_change, "choose_change"),
    *about_an_action("change/<str:change>/", scope.change_scope, "change_scope"),
    *about_an_action("private/", privacy.action_privacy, "action_privacy"),
    *about_an_action("update/", updates.update, "update"),
    *about_an_action("no-change/", updates.no_change, "no_change"),
]
