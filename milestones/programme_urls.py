"""The pages of programmes."""

from django.urls import path

from .views import changing_programmes as changing
from .views import programmes as reading

_PROGRAMME = "plans/<slug:slug>/programmes/<int:programme_key>/"
urlpatterns = [
    path("plans/<slug:slug>/programmes/", reading.programmes, name="programmes"),
    path("plans/<slug:slug>/programmes/add/", changing.add, name="add_programme"),
    path(_PROGRAMME, reading.programme, name="programme"),
    path(f"{_PROGRAMME}change/", changing.change, name="change_programme"),
    path(f"{_PROGRAMME}close/", changing.close, name="close_programme"),
    path(f"{_PROGRAMME}reopen/", changing.reopen, name="reopen_programme"),
    path(f"{_PROGRAMME}risks/", changing.tie, name="tie_programme"),
    path(f"{_PROGRAMME}private/", changing.privacy, name="programme_privacy"),
]
