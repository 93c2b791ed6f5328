"""Every page on which somebody writes keeps their words over the end of a log-in, and gives them back.

Whoever adds a form with a `Narrative` marks its view with `@keeps_words`, and shows it by `plan_page(form=…)` and
plan-form.jinja: these do the rest (accounts/kept_words.py).
"""

import pytest
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, resolve

from accounts.kept_words import KEPT, keeps_words
from actions.forms.dates import LaterDateForm
from core.forms import PATIENT_HINT, Narrative
from improvement_tracker import urls
from plans.pages import plan_page, to_change
from tests.browser.pages import build_world, pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDS = "Kept over the end of a log-in"


@to_change()
def unmarked(request, plan, on):
    return plan_page(request, "actions/raise_concern.jinja", on, form=LaterDateForm())


@keeps_words
@to_change()
def drawn_by_hand(request, plan, on):
    return HttpResponse(LaterDateForm().as_p())


@keeps_words
@to_change()
def sound(request, plan, on):
    shown = {"name": "it", "asked": None, "chosen": [1], "back": "/", "title": "Why"}
    return plan_page(request, "reports/bulk.jinja", on, form=LaterDateForm(), **shown)


urlpatterns = [
    *urls.urlpatterns,
    path("plans/<slug:slug>/planted/unmarked/", unmarked, name="planted_unmarked"),
    path("plans/<slug:slug>/planted/by-hand/", drawn_by_hand, name="planted_by_hand"),
    path("plans/<slug:slug>/planted/sound/", sound, name="planted_sound"),
]


@pytest.fixture
def client(administrator):
    build_world()
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    return client


@pytest.fixture
def narratives(monkeypatch):
    """The names of the free texts of every form that is made, one after the other."""
    names, made = [], BaseForm.__init__

    def make(form, *args, **options):
        made(form, *args, **options)
        names.extend(form.add_prefix(name) for name, field in form.fields.items() if isinstance(field, Narrative))

    monkeypatch.setattr(BaseForm, "__init__", make)
    return names


def complaint(client, route, narratives):
    """What is wrong with how the page of `route` keeps words, or None; and whether a form for them stands on it."""
    narratives.clear()
    is_shown = PATIENT_HINT in client.get(route.path).content.decode()
    if not narratives:
        return None, False
    if not getattr(resolve(route.path.partition("?")[0]).func, "keeps_words", False):
        return f"{route} has a Narrative: mark its view with @keeps_words", is_shown
    session = client.session
    kept = {"path": route.path, "whose": client.session["_auth_user_id"], "with_files": False}
    session[KEPT] = kept | {"fields": {name: [WORDS] for name in narratives}}
    session.save()
    page = client.get(route.path).content.decode()
    if is_shown and (WORDS not in page or "data-keep=" not in page):
        return f"{route} does not give back what it keeps: show its form by plan_page and plan-form.jinja", is_shown
    return None, is_shown


def test_every_page_on_which_somebody_writes_keeps_their_words(client, narratives):
    told = {route: complaint(client, route, narratives) for route in pages()}
    assert [sentence for sentence, _ in told.values() if sentence] == []
    shown = {route.name.removesuffix("_by_key") for route, (_, is_shown) in told.items() if is_shown}
    assert shown >= {"actions:update", "actions:decide_date", "actions:offer_evidence", "actions:raise_concern"}
    assert shown >= {"actions:change_scope", "actions:add_action", "reports:bulk_leads", "actions:close_concern"}


@override_settings(ROOT_URLCONF=__name__)
def test_the_guard_finds_planted_pages_that_lose_words(client, narratives):
    told = {route.name: complaint(client, route, narratives)[0] for route in pages() if "planted" in route.name}
    assert "mark its view" in told["planted_unmarked"]
    assert "does not give back" in told["planted_by_hand"]
    assert told["planted_sound"] is None
