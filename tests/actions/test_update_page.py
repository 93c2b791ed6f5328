"""The pages of an update: what they show, what they refuse, how they keep what was typed, and who may open them."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.kept_words import IS_BACK
from actions.models import Action, Standing, Statement
from actions.services import Entry, UpdateRefused, record_no_change, record_statements, record_update
from actions.views import updates
from plans.models import Plan, Role
from plans.services import create_plan, save_reference
from tests.factories import PASSWORD, make_plan, member

pytestmark = pytest.mark.django_db
ACTION = "/plans/sample/actions/2.1/"
PAGE, NO_CHANGE = f"{ACTION}update/", f"{ACTION}no-change/"
WORDS = "The board met and agreed it."
HOSTILE = [
    "y" * 40_000,
    "🎉 “done” – naïve",
    "שלום \u202eabc\u202c",
    "=1+1",
    '<script>"alert(1)"</script>',
    "One\n\n  two",
]


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=6)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")  # rated amber, evidence required, as at 12 February 2019, last word of 2 January


@pytest.fixture
def lead(plan, administrator):
    return member(plan, Role.LEAD, by=administrator, posts=["AO"])


@pytest.fixture
def browser(lead):
    client = Client()
    client.force_login(lead)
    return client


@pytest.fixture
def today():
    return timezone.localdate()


def fields(page):
    """What a browser would send of the last form of a page: {name: value}, buttons left out."""
    form = re.findall(r'<form method="post" novalidate.*?</form>', page, re.DOTALL)[-1]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if given.get("type") != "radio" or re.search(r"\schecked\b", tag):
            found[given["name"]] = unescape(given.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    found.pop("csrfmiddlewaretoken", None)
    return found


def typed(browser, **changed):
    """The form as it opens, with the least that a lead says, and what is `changed` in it."""
    return fields(browser.get(PAGE).content.decode()) | {"words": WORDS, "rating_reason": "It waits."} | changed


def send(browser, data, step="check", **options):
    return browser.post(PAGE, data | {"step": step}, **options)


def button(page):
    """What the button for “no change” says, in the form after the one that the Enter key presses."""
    form = re.findall(r'<form method="post" novalidate.*?</form>', page, re.DOTALL)[-1]
    [check, *others] = re.findall(r'<button[^>]*value="([\w-]+)"[^>]*>\s*(.*?)\s*</button>', form, re.DOTALL)
    assert check == ("check", "Check update")
    return dict(others)["no-change"]


def errors(response):
    summary = re.search(r'<div class="nhsuk-error-summary".*?</ul>', response.content.decode(), re.DOTALL)
    found = re.findall(r'<a href="#(\w+)">(.*?)</a>', summary[0], re.DOTALL) if summary else []
    return {name: unescape(text.strip()) for name, text in found}


def say(action, by, on, **facts):
    entry = Entry(action, facts, before=action.statements.filter(effective_on__lte=on).first())
    return record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)[0]


def test_the_form_opens_with_what_is_known_and_what_was_said_last(browser, action):
    page = browser.get(PAGE).content.decode()
    known = fields(page)
    assert (known["rating"], known["evidence_status"], known["words"]) == ("A", "required", "")
    assert "Said last, as at 12 February 2019" in page and "It goes on." in page
    assert button(page) == "No change since 2 January 2019"
    assert "Green: All actions in place" in page
    assert "Needed where it stands as: Underway, No progress." in page


def test_the_note_to_the_key_stands_below_the_ratings_that_it_explains(browser, plan, administrator):
    plan.rag_key_note = "* Reviewed within three months."
    save_reference(record=plan, by=administrator)
    assert "* Reviewed within three months." in browser.get(PAGE).content.decode().partition("rating_reason")[0]


def test_typed_checked_and_saved(browser, action, lead, today):
    checked = send(
        browser, typed(browser, rating="G", forecast_on_day="1", forecast_on_month="2", forecast_on_year="2099")
    )
    page = checked.content.decode()
    assert "Check your update of action 2.1" in page and WORDS in page
    assert re.search(r"Underway</span>.*becomes</span>.*In place</span>", page, re.DOTALL)
    assert "Not set</span>" in page and "1 February 2099" in page
    assert "Stays as it was: evidence (Required)." in page
    assert Statement.objects.filter(newest_words=WORDS).count() == 0
    saved = send(browser, fields(page), step="save", follow=True)
    assert saved.redirect_chain == [(ACTION, 302)]
    assert "Your update of action 2.1 was saved." in saved.content.decode()
    said = action.statements.first()
    assert (said.newest_words, said.rating.code, said.recorded_by, said.said_on) == (WORDS, "G", lead, today)
    assert (said.rating_reason, str(said.forecast_on)) == ("It waits.", "2099-02-01")


def test_a_reason_that_explained_the_rating_before_goes_with_it(browser, action, administrator, today):
    say(action, administrator, today - timedelta(days=2), rating_reason="It waits.")
    page = send(browser, typed(browser, rating="B")).content.decode()
    assert re.search(r"Why it is rated so.*It waits\..*becomes</span>.*Nothing", page, re.DOTALL)
    send(browser, fields(page), step="save")
    assert action.statements.first().rating_reason == ""


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:8])
def test_every_character_comes_through_form_check_change_and_save(browser, action, words):
    data = typed(browser, words=words, rating_reason=words, to_complete=words)
    back = send(browser, fields(send(browser, data).content.decode()), step="change").content.decode()
    assert "<script>" not in back.split("<main")[1].split("</main>")[0]
    assert fields(back) == data
    send(browser, fields(send(browser, fields(back)).content.decode()), step="save")
    said = action.statements.first()
    assert (said.newest_words, said.rating_reason, said.to_complete) == (words, words, words)


def test_the_lines_that_a_browser_sends_are_kept_as_lines(browser, action):
    page = send(browser, typed(browser, words="One\r\n\r\ntwo")).content.decode()
    send(browser, fields(page), step="save")
    assert action.statements.first().newest_words == "One\n\ntwo"


def test_each_error_says_how_to_put_it_right(browser, action):
    wrong = {"words": " ", "rating_reason": "", "rating": "X", "evidence_status": "accepted"}
    wrong |= {"forecast_on_day": "31", "forecast_on_month": "2", "forecast_on_year": "2099"}
    response = send(browser, typed(browser, **wrong, to_complete="Tell 943 476 5919."))
    assert errors(response) == {
        "id_words": "Say what happened. If nothing did, press the button “No change” instead",
        "id_rating": "Choose how it stands now",
        "id_evidence_status": "Choose whether evidence is required",
        "id_to_complete": "943 476 5919 looks like an NHS number. Take it out, or put a hyphen into it if it is "
        "another number",
        "id_forecast_on_day": "“31 2 2099” is not a real date. Enter the date you now expect as day, month and year, "
        "such as 30 9 2026",
    }
    page = response.content.decode()
    assert page.count("<title>Error: Update action 2.1") == 1
    assert fields(page)["to_complete"] == "Tell 943 476 5919."


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"rating_reason": ""}, {"id_rating_reason": "Say why it is rated Amber"}),
        ({"rating": "R", "rating_reason": " "}, {"id_rating_reason": "Say why it is rated Red"}),
        ({"rating": ""}, {"id_rating": "Choose how it stands now"}),
        (
            {"forecast_on_day": "1", "forecast_on_month": "2", "forecast_on_year": "2019"},
            {
                "id_forecast_on_day": "The date you now expect must be today or later. If it is done, choose the "
                "rating for that"
            },
        ),
    ],
)
def test_what_falls_short_is_said_at_its_field(browser, action, changed, found):
    for step in ("check", "save"):
        assert errors(send(browser, typed(browser, **changed), step=step)) == found
    assert action.statements.count() == 2


def test_complete_without_evidence_is_said_at_the_rating(browser, action, plan, administrator):
    plan.complete_needs_evidence = True
    save_reference(record=plan, by=administrator)
    page = browser.get(PAGE).content.decode()
    assert "Evidence</b> was required" in page and "Not required" not in page
    found = errors(send(browser, typed(browser, rating="B")))
    assert found.keys() == {"id_rating"} and "complete only when its evidence was accepted" in found["id_rating"]


def test_a_rule_that_came_meanwhile_is_said_at_its_field_too(browser, action, administrator, today, monkeypatch):
    """What the form let pass and the service refuses stands at its field, or above where the field is gone."""

    def refuse(**update):
        raise UpdateRefused([("rating", "Not this one"), ("evidence", "Nor that")])

    monkeypatch.setattr(updates, "record_update", refuse)
    found = send(browser, typed(browser), step="save").content.decode()
    assert "Not this one" in found and "Nor that" in found and WORDS in found


def test_no_change_is_one_press(browser, action, lead, today):
    page = browser.get(PAGE).content.decode()
    marks = {name: fields(page)[name] for name in ("seen", "submission")}
    for _ in range(2):  # a double press counts once
        answer = browser.post(NO_CHANGE, marks, follow=True)
        assert answer.redirect_chain == [(ACTION, 302)]
        assert "No change to action 2.1 was saved." in answer.content.decode()
    said = action.statements.first()
    assert said.no_change and said.recorded_by == lead and said.effective_on == today
    assert action.statements.count() == 3
    words = re.sub(r"\s+", " ", answer.content.decode())
    assert "<strong>No change</strong>" in words and "said by" in words
    # On the day itself there is nothing to say once more, and no sentence names a button that is not there.
    again = browser.get(PAGE).content.decode()
    assert "No change" not in again.partition("<main")[2].partition("<aside")[0]
    assert errors(send(browser, fields(again)))["id_words"] == "Say what happened"


def test_a_decision_of_the_office_leaves_the_button_to_say_that_nothing_changed(browser, action, administrator, today):
    """The last word is what a lead said, whatever else was recorded since: the rule of My work."""
    say(action, administrator, today, due_on=date(2040, 1, 1))
    assert button(browser.get(PAGE).content.decode()) == "No change since 2 January 2019"
    page = browser.get(ACTION).content.decode()
    assert "No change since 2 January 2019" in page
    send(browser, fields(browser.get(PAGE).content.decode()), step="no-change")
    assert action.statements.first().no_change
    assert "No change since" not in browser.get(ACTION).content.decode()


def test_an_action_of_which_nobody_said_a_word_has_the_button_without_a_day(browser, action, administrator, today):
    say(action, administrator, today, said_on=None)
    assert button(browser.get(PAGE).content.decode()) == "No change"


def test_no_change_on_the_page_of_the_form_is_recorded_where_nothing_was_typed(browser, action, today):
    say_all = {"to_complete": "One\r\n\r\ntwo ", "forecast_on": today}
    say(action, action.statements.first().recorded_by, today - timedelta(days=3), **say_all)
    data = fields(browser.get(PAGE, {"next": "/plans/sample/"}).content.decode()) | {"words": " \r\n"}
    for _ in range(2):
        assert send(browser, data, step="no-change").url == "/plans/sample/"
    assert action.statements.first().no_change and action.statements.first().effective_on == today
    assert action.statements.filter(no_change=True).count() == 1


@pytest.mark.parametrize(
    ("changed", "name", "sentence"),
    [
        ({"words": WORDS, "rating_reason": ""}, "id_words", "You wrote what happened: save that, or empty the box and"),
        ({"words": WORDS, "rating": "X"}, "id_words", "You wrote what happened: save that, or empty the box and"),
        ({"rating": "G"}, "id_rating", "You changed this: say what happened and save it, or change it back and"),
        ({"to_complete": "Tell the staff."}, "id_to_complete", "You changed this: say what happened and save it, or"),
        (
            {"forecast_on_day": "31", "forecast_on_month": "x", "forecast_on_year": "2040"},
            "id_forecast_on_day",
            "You changed this: say what happened and save it, or",
        ),
    ],
)
def test_no_change_never_throws_away_what_was_typed(browser, action, changed, name, sentence):
    data = fields(browser.get(PAGE).content.decode()) | changed
    answer = send(browser, data, step="no-change")
    [(where, said)] = errors(answer).items()
    assert where == name and said.startswith(sentence)
    assert {field: fields(answer.content.decode()).get(field) for field in changed if changed[field] != "X"} == {
        field: value for field, value in changed.items() if value != "X"
    }
    assert action.statements.count() == 2
    assert button(answer.content.decode()) == "No change since 2 January 2019"


def test_no_change_in_the_form_after_somebody_else_leads_to_what_they_said(browser, action, administrator, today):
    data = fields(browser.get(PAGE).content.decode())
    say(action, administrator, today, rating=action.plan.ratings.get(code="G"), to_complete="Theirs.")
    answer = send(browser, data, step="no-change", follow=True)
    assert answer.redirect_chain == [(PAGE, 302)] and "“no change” was not saved" in answer.content.decode()
    assert action.statements.count() == 3


def test_what_stays_as_it_was_is_told_with_its_first_words(browser, action, administrator, today):
    say(action, administrator, today - timedelta(days=2), to_complete=f"Tell the staff.\n{'And more. ' * 40}")
    page = send(browser, typed(browser)).content.decode()
    [left] = re.findall(r"Stays as it was: (.*?)</p>", page)
    assert re.search(r"left to do \(“Tell the staff\. And more\. [^\n]{40,80}…”\)\.$", unescape(left))


def test_a_double_submit_gives_one_statement_and_one_answer(browser, action):
    checked = fields(send(browser, typed(browser)).content.decode())
    answers = [send(browser, checked, step="save") for _ in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, ACTION), (302, ACTION)]
    assert Statement.objects.filter(newest_words=WORDS).count() == 1


def test_who_comes_second_reads_what_the_first_said_and_chooses(browser, action, administrator, today):
    mine = typed(browser, to_complete="Mine is left.")
    first = record_update(
        action=action,
        facts={"rating": action.plan.ratings.get(code="G")},
        words="The first said this.",
        seen=int(mine["seen"]),
        submission=uuid4(),
        on=today,
        by=administrator,
    )
    for step in ("check", "save"):
        response = send(browser, mine, step=step)
        page = response.content.decode()
        assert "Somebody updated action 2.1 meanwhile" in page
        assert "The first said this." in page and "Said by administrator@example.org" in page
        assert WORDS in page and "Drop mine" in page
        assert action.statements.first() == first
    # Saved as it is, the rating of the first stays: the second had not touched it.
    kept = fields(page)
    assert kept["seen"] == str(first.pk) and kept["submission"] != mine["submission"]
    assert (kept["rating"], kept["rating_reason"], kept["to_complete"]) == ("A", "It waits.", "Mine is left.")
    send(browser, kept, step="save")
    said = action.statements.first()
    assert said.progress.startswith(f"{WORDS}\n\nThe first said this.\n\n")


def test_what_the_second_did_not_touch_stays_as_the_first_left_it(browser, action, administrator, today):
    say(action, administrator, today - timedelta(days=1), rating_reason="It waits.")
    mine = typed(browser, evidence_status="not_required")
    say(action, administrator, today, rating=action.plan.ratings.get(code="G"), rating_reason="", to_complete="Theirs.")
    kept = fields(send(browser, mine, step="save").content.decode())
    assert (kept["rating"], kept["rating_reason"], kept["to_complete"]) == ("G", "", "Theirs.")
    send(browser, kept, step="save")
    said = action.statements.first()
    assert (said.rating.code, said.to_complete, said.evidence_status) == ("G", "Theirs.", "not_required")


def test_no_change_after_somebody_else_leads_to_what_they_said(browser, action, administrator, today):
    marks = {"seen": action.statements.first().pk, "submission": uuid4()}
    record_no_change(action=action, seen=marks["seen"], submission=None, on=today, by=administrator)
    answer = browser.post(NO_CHANGE, marks, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "“no change” was not saved" in answer.content.decode()
    assert browser.post(NO_CHANGE, marks | {"next": "/?a=b"}).url == f"{PAGE}?next=%2F%3Fa%3Db"
    assert action.statements.count() == 3


@pytest.mark.parametrize(
    "marks", [{}, {"seen": "x", "submission": "y"}, {"seen": "9" * 30}, {"seen": "-1"}, {"seen": "²"}]
)
def test_a_form_without_its_marks_writes_over_nobody(browser, action, marks):
    for address in (PAGE, NO_CHANGE):
        answer = browser.post(
            address, {"words": WORDS, "rating": "G", "evidence_status": "required", "step": "save"} | marks
        )
        assert answer.status_code in (200, 302)
    assert action.statements.count() == 2


@pytest.mark.parametrize(
    ("next", "leads_to"),
    [
        ("/plans/sample/concerns/?state=open", "/plans/sample/concerns/?state=open"),
        ("https://elsewhere.example/", ACTION),
        ("//elsewhere.example/", ACTION),
        ("javascript:alert(1)", ACTION),
        ("", ACTION),
    ],
)
def test_the_reader_goes_back_to_where_they_came_from_and_nowhere_else(browser, action, next, leads_to):
    data = fields(browser.get(PAGE, {"next": next}).content.decode()) | {"words": WORDS, "rating": "G"}
    checked = fields(send(browser, data).content.decode())
    assert send(browser, checked, step="save").url == leads_to
    marks = {"seen": action.statements.first().pk, "submission": uuid4(), "next": next}
    assert browser.post(NO_CHANGE, marks).url == leads_to


def test_an_action_without_reference_is_updated_by_its_key(browser, plan):
    action = plan.actions.get(ref="")
    page = f"/plans/sample/actions/key/{action.key}/update/"
    data = fields(browser.get(page).content.decode()) | {"words": WORDS, "rating": "G"}
    answer = browser.post(page, data | {"step": "save"}, follow=True)
    assert answer.redirect_chain == [(f"/plans/sample/actions/key/{action.key}/", 302)]
    assert "Your update of the action was saved." in answer.content.decode()


def test_a_plan_without_a_key_asks_for_no_rating(administrator, today):
    plan = create_plan(plan=Plan(slug="plain", name="Plain"), by=administrator)
    entry = Entry(Action(ref="1"), {"title": "Do it", "evidence_status": "offered"})
    record_statements(plan=plan, entries=[entry], effective_on=today - timedelta(days=1), by=administrator)
    client = Client()
    client.force_login(administrator)
    page = client.get("/plans/plain/actions/1/update/").content.decode()
    assert "Evidence</b> was offered" in page and "How does it stand now?" not in page
    client.post("/plans/plain/actions/1/update/", fields(page) | {"words": WORDS, "step": "save"})
    assert plan.actions.get().progress == WORDS


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.MERGED, Standing.REPLACED])
def test_words_typed_while_an_action_ended_are_shown_to_be_copied(browser, action, administrator, today, standing):
    data = typed(browser)
    say(action, administrator, today, standing=standing)
    for answer in (browser.get(PAGE), send(browser, data, step="save"), browser.post(NO_CHANGE, data)):
        assert f"This action was {standing.label}, so nobody updates it" in answer.content.decode()
    assert WORDS in send(browser, data, step="save").content.decode()
    assert "Update this action" not in browser.get(ACTION).content.decode()


def test_a_workbook_of_a_day_to_come_is_told_of(browser, action, administrator, today):
    say(action, administrator, today + timedelta(days=8), to_complete="None")
    assert "What you save holds until" in browser.get(PAGE).content.decode()
    saved = send(browser, typed(browser), step="save", follow=True).content.decode()
    assert re.search(r"was saved\. From \d+ \w+ \d{4} on, what is known for that day holds", saved)


def test_who_may_open_it(plan, action, administrator, outsider, browser):
    deputy = member(plan, Role.LEAD, by=administrator, deputy_for=["AO"], email="deputy@example.org")
    office = member(plan, Role.PMO, by=administrator)
    other = member(plan, Role.LEAD, by=administrator, email="other@example.org")
    reader = member(plan, Role.READER, by=administrator)
    expected = {deputy: 200, office: 200, administrator: 200, other: 403, reader: 403, outsider: 404}
    for user, status in expected.items():
        client = Client()
        client.force_login(user)
        assert client.get(PAGE).status_code == status, user
        assert client.post(PAGE, {"step": "save"}).status_code == status, user
        marks = {"seen": action.statements.first().pk}
        assert client.post(NO_CHANGE, marks).status_code == (302 if status == 200 else status), user
        assert ("Update this action" in client.get(ACTION).content.decode()) is (status == 200), user
    assert browser.get(NO_CHANGE).status_code == 405


def test_the_past_is_not_updated(browser, action):
    assert "Update this action" not in browser.get(ACTION, {"as_at": "2019-01-10"}).content.decode()


def test_words_sent_after_the_log_in_ended_are_there_again(browser, action, lead):
    data = typed(browser, to_complete="Tell the staff.")
    session = browser.session
    session["last_seen"] -= 60 * 60 * 2
    session.save()
    gone = send(browser, data, follow=True)
    assert "What you wrote is kept" in gone.content.decode()
    log_in = gone.redirect_chain[-1][0]
    back = browser.post(log_in, {"login": lead.email, "password": PASSWORD}, follow=True)
    page = back.content.decode()
    assert IS_BACK in page and fields(page) == data
    send(browser, fields(page), step="save")
    assert action.statements.first().newest_words == WORDS


def test_the_page_asks_as_little_of_the_database_whatever_was_said(
    browser, action, administrator, today, django_assert_max_num_queries
):
    counts = []
    for days in (30, 29, 28, 27):
        say(action, administrator, today - timedelta(days=days), progress=f"Said {days} days ago.")
        with django_assert_max_num_queries(40) as captured:
            browser.get(PAGE)
        counts.append(len(captured))
    assert len(set(counts)) == 1
