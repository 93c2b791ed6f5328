"""The pages of a plan. Addresses are readable and stay as they are."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("plans/<slug:slug>/", views.dashboard, name="dashboard"),
    path("plans/<slug:slug>/actions/", views.action_list, name="actions"),
    path("plans/<slug:slug>/actions/key/<int:key>/", views.action_by_key, name="action_by_key"),
    path("plans/<slug:slug>/actions/<str:ref>/", views.action, name="action"),
    path("plans/<slug:slug>/concerns/", views.concerns, name="concerns"),
]
