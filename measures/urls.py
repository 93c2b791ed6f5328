"""The pages of measures."""

from django.urls import path

from .views import changing, entering, reading

app_name = "measures"
_MEASURE = "plans/<slug:slug>/measures/<int:measure_key>/"
urlpatterns = [
    path("plans/<slug:slug>/measures/", reading.register, name="register"),
    path("plans/<slug:slug>/measures/add/", changing.add, name="add"),
    path("plans/<slug:slug>/measures/values/", entering.enter, name="enter"),
    path("plans/<slug:slug>/measures/of-action/<int:key>/", changing.of_action, name="of_action"),
    path(_MEASURE, reading.measure, name="measure"),
    path(f"{_MEASURE}describe/", changing.describe, name="describe"),
    path(f"{_MEASURE}close/", changing.close, name="close"),
    path(f"{_MEASURE}reopen/", changing.reopen, name="reopen"),
    path(f"{_MEASURE}private/", changing.measure_privacy, name="privacy"),
    path(f"{_MEASURE}ties/", changing.tie, name="tie"),
]
