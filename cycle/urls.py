"""The pages of highlight reports."""

from django.urls import path

from . import views

app_name = "cycle"
urlpatterns = [
    path("plans/<slug:slug>/highlights/", views.highlights, name="highlights"),
    path("plans/<slug:slug>/highlights/write/", views.write, name="write"),
    path("plans/<slug:slug>/highlights/<int:highlight_key>/", views.highlight, name="highlight"),
    path("plans/<slug:slug>/highlights/<int:highlight_key>/change/", views.change, name="change"),
]
