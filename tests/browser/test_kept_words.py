"""A narrative half-written when the log-in ends is there again after log-in: with a script and without."""

import pytest
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test import override_settings
from django.urls import path

from accounts.kept_words import give_back, keeps_words
from core.forms import Narrative
from improvement_tracker import urls
from tests.factories import PASSWORD

from .checks import take_screenshots, violations

WORDS = "We met on Tuesday.\nThe policy is agreed – שלום 🙂"
TEMPLATE = """
{% extends "layout-form.jinja" %}
{% from "field.jinja" import text_area %}
{% from "choice.jinja" import radios %}
{% from "nhsuk/components/button/macro.jinja" import button %}
{% set title = "Say what happened" %}
{% block form_attributes %}data-keep{% endblock %}
{% block fields %}{{ text_area(form["what"]) }}{{ radios(form["rating"]) }}{% endblock %}
{% block buttons %}{{ button({"text": "Save"}) }}{% endblock %}
"""


class NarrativeForm(forms.Form):
    what = Narrative(label="What happened", error_messages={"required": "Enter what happened"})
    rating = forms.ChoiceField(label="Rating", choices=[("R", "Red"), ("G", "Green")], initial="R")


@keeps_words
def narrative(request):
    form = NarrativeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        messages.success(request, "Your words are saved.")
        return redirect("/")
    give_back(request, form)
    return HttpResponse(engines["jinja2"].from_string(TEMPLATE).render({"form": form}, request))


urlpatterns = [*urls.urlpatterns, path("narrative/", narrative)]


@pytest.fixture(autouse=True)
def _planted_page(transactional_db):
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def plain_page(chromium, live_server):
    """A page of a browser that runs no scripts."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def log_in(page, user):
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def write(page):
    page.get_by_label("What happened").fill(WORDS)
    page.get_by_label("Green").check()


def what_stands(page):
    return page.get_by_label("What happened").input_value(), page.get_by_label("Green").is_checked()


def half_an_hour_passes(page):
    [cookie] = [one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    session = SessionStore(cookie["value"])
    session["last_seen"] -= 32 * 60
    session.save()


def save_too_late(page, user):
    """Log in, write, and save when the log-in is over; ends on the log-in page."""
    page.goto("/narrative/")
    log_in(page, user)
    write(page)
    half_an_hour_passes(page)
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("You were logged out after 30 minutes without a request.").is_visible()
    assert page.get_by_text("What you wrote is kept").is_visible()


def test_without_a_script_what_is_sent_too_late_is_there_after_log_in(plain_page, outsider):
    save_too_late(plain_page, outsider)
    take_screenshots(plain_page, "logged out with words kept")
    log_in(plain_page, outsider)
    assert plain_page.url.endswith("/narrative/")
    assert plain_page.get_by_text("What you wrote before you were logged out is here again.").is_visible()
    assert what_stands(plain_page) == (WORDS, True)
    plain_page.get_by_role("button", name="Save").click()
    assert plain_page.get_by_text("Your words are saved.").is_visible()
    plain_page.goto("/narrative/")
    assert what_stands(plain_page) == ("", False)


def test_with_a_script_it_is_the_same_and_is_said_once(page, outsider):
    save_too_late(page, outsider)
    log_in(page, outsider)
    assert what_stands(page) == (WORDS, True)
    assert page.get_by_role("region").filter(has_text="What you wrote").count() == 1
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Your words are saved.").is_visible()
    page.goto("/narrative/")
    assert what_stands(page) == ("", False)
    assert page.complaints == []


def test_what_was_typed_and_never_sent_is_there_when_the_page_is_opened_again(page, outsider):
    page.goto("/narrative/")
    log_in(page, outsider)
    write(page)
    half_an_hour_passes(page)
    page.goto("/narrative/")
    log_in(page, outsider)
    assert what_stands(page) == (WORDS, True)
    assert page.get_by_text("What you wrote here before is in the form again.").is_visible()
    assert violations(page) == []
    take_screenshots(page, "words are back")
    page.get_by_role("button", name="Remove what I wrote").click()
    assert what_stands(page) == ("", False)
    assert page.evaluate("document.activeElement.name") == "what"
    page.reload()
    assert page.get_by_text("What you wrote here before").count() == 0
    assert page.complaints == []


def test_a_refused_form_keeps_its_words_and_a_saved_one_is_forgotten(page, outsider):
    page.goto("/narrative/")
    log_in(page, outsider)
    page.get_by_label("What happened").fill("Patient 943 476 5919 was seen.")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("looks like an NHS number").count() == 2
    page.goto("/")
    page.goto("/narrative/")
    assert what_stands(page)[0] == "Patient 943 476 5919 was seen."
    write(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()  # until the page that says so has been read
    page.goto("/narrative/")
    assert what_stands(page) == ("", False)


def test_what_was_written_of_a_later_date_is_there_again_on_its_own_page(page, world):
    """The forms of a plan keep words by themselves: typed and never sent, and sent too late."""
    asking = "/plans/example/actions/2.9/later-date/"
    page.goto(asking)
    log_in(page, world)
    page.get_by_label("Why is more time needed?").fill(WORDS)
    half_an_hour_passes(page)
    page.goto(asking)
    log_in(page, world)
    assert page.get_by_text("Not saved yet").is_visible()
    assert page.get_by_label("Why is more time needed?").input_value() == WORDS
    page.get_by_label("Year").fill("2040")
    half_an_hour_passes(page)
    page.get_by_role("button", name="Ask for this date").click()
    log_in(page, world)
    assert page.get_by_text("What you wrote before you were logged out is here again.").is_visible()
    assert page.get_by_label("Why is more time needed?").input_value() == WORDS
    assert page.get_by_label("Year").input_value() == "2040"
    page.get_by_label("Day").fill("30")
    page.get_by_label("Month").fill("6")
    page.get_by_role("button", name="Ask for this date").click()
    assert page.get_by_text("You asked for 30 June 2040.").is_visible()
    page.goto("/plans/example/actions/1.3.1/evidence/")
    page.get_by_label("What does it show?").fill("Item 4.")
    page.reload()
    assert page.get_by_text("If you chose a file, choose it again: files are not kept.").is_visible()
    assert page.complaints == []


def test_what_is_written_of_one_piece_or_choice_is_not_put_with_another(page, world):
    page.goto("/plans/example/bulk/scope/?every=yes&area=2")
    log_in(page, world)
    page.get_by_label("Why?").fill("The trust does it.")
    page.goto("/plans/example/bulk/scope/?every=yes&area=1")
    assert page.get_by_label("Why?").input_value() == ""
    page.goto("/plans/example/bulk/scope/?every=yes&area=2")
    assert page.get_by_label("Why?").input_value() == "The trust does it."
    # Confirmed, it is done with.
    page.get_by_label("Put them out of scope").check()
    page.get_by_role("button", name="See what happens").click()
    page.get_by_role("button", name="Change their scope").click()
    page.goto("/plans/example/bulk/scope/?every=yes&area=2")
    assert page.get_by_label("Why?").input_value() == ""


def test_nobody_else_gets_to_see_the_words_and_logging_out_forgets_them(page, outsider, administrator):
    page.goto("/narrative/")
    log_in(page, outsider)
    write(page)
    half_an_hour_passes(page)
    page.goto("/narrative/")
    log_in(page, administrator)
    assert what_stands(page) == ("", False)
    write(page)
    page.get_by_role("button", name="Log out").click()
    page.goto("/narrative/")
    log_in(page, administrator)
    assert what_stands(page) == ("", False)
