"""What people type: free text, days, and the controls in which they type them."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import engines

from core.forms import PATIENT_HINT, DayField, Narrative, nhs_numbers

CHOICES = [("", "Choose"), ("a", "First"), ("b", "Second")]
MACROS = """
{% from "field.jinja" import text_field, password_field, text_area, day_field, file_field %}
{% from "choice.jinja" import radios, checkboxes, select_field %}
{% from "form_errors.jinja" import form_error_summary %}
{{ form_error_summary(form) }}
{{ text_field(form.name) }} {{ password_field(form.secret) }} {{ text_area(form.words) }} {{ day_field(form.day) }}
{{ radios(form.one, hints={"a": "The first of the two"}) }} {{ radios(form.other) }} {{ select_field(form.chosen) }}
{{ checkboxes(form.many, hints={"b": "The second of the two"}) }}
{{ checkboxes(form.agreed) }} {{ file_field(form.file) }}
"""


class Everything(forms.Form):
    """A form with a field of every kind that the macros draw."""

    name = forms.CharField(label="Name", help_text="As it is written")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    words = Narrative(label="Words")
    day = DayField(label="Day", asked="the day it began", help_text="In the calendar")
    one = forms.ChoiceField(label="One", choices=CHOICES, widget=forms.RadioSelect, help_text="Just one")
    other = forms.ChoiceField(label="Another", choices=CHOICES)
    chosen = forms.ChoiceField(label="Chosen", choices=CHOICES)
    many = forms.MultipleChoiceField(label="Many", choices=CHOICES[1:], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="I agree", help_text="Or leave it")
    file = forms.FileField(label="File")
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Nothing of this fits together")


class OnlyHidden(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput)
    clean = Everything.clean


class Drawn(HTMLParser):
    """What stands in some HTML: its ids, its controls, what is labelled, what is pointed at."""

    def __init__(self, markup):
        super().__init__()
        self.ids, self.controls, self.labelled, self.described, self.links = [], {}, set(), set(), []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag in ("input", "select", "textarea"):
            self.controls[found["id"]] = found
        if tag == "label":
            self.labelled.add(found["for"])
        if tag == "a":
            self.links.append(found["href"])
        self.described |= set(found.get("aria-describedby", "").split())


def drawn(form, template=MACROS):
    return Drawn(engines["jinja2"].env.from_string(template).render(form=form))


def summary(form):
    """What the summary of errors leads to."""
    return drawn(form, '{% from "form_errors.jinja" import form_error_summary %}{{ form_error_summary(form) }}').links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("NHS number 943 476 5919.", ["943 476 5919"]),
        ("9434765919 and 401 023 2137", ["9434765919", "401 023 2137"]),
        ("943 476 5918", []),
        ("1111111111", ["1111111111"]),
        ("1234567890", []),  # its check would be 10, which no digit is
        ("19434765919", []),
        ("94347659190", []),
        ("943-476-5919", []),
        ("call 01702 212121 about £9434765", []),
        ("0000000000", ["0000000000"]),
    ],
)
def test_an_nhs_number_is_known_by_its_check(text, found):
    assert nhs_numbers(text) == found


class Words(forms.Form):
    words = Narrative(label="Words", help_text="What happened.")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("It was done.", "It was done."),
        ("  one\r\n\r\ntwo\n", "one\n\ntwo"),
        ("fünf 🙂 שלום", "fünf 🙂 שלום"),
        ("x" * 40_000, "x" * 40_000),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
    ],
    ids=["plain", "lines", "other scripts", "long", "markup"],
)
def test_a_narrative_is_kept_as_typed(typed, kept):
    form = Words({"words": typed})
    assert form.is_valid()
    assert form.cleaned_data["words"] == kept


def test_a_narrative_says_what_not_to_write_and_refuses_it():
    assert Words()["words"].help_text == f"What happened. {PATIENT_HINT}"
    assert Narrative().help_text == PATIENT_HINT
    refused = Words({"words": "Patient 943 476 5919 fell."}).errors["words"]
    assert refused == [
        "943 476 5919 looks like an NHS number. Take it out, or put a hyphen into it if it is another number"
    ]
    assert Narrative(required=False).clean("") == ""


class Day(forms.Form):
    day = DayField(asked="the day it began", required=False)


class RequiredDay(forms.Form):
    day = DayField(asked="the day it began")


def typed(day, month, year):
    return {"day_day": day, "day_month": month, "day_year": year}


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("30", "9", "2026"), date(2026, 9, 30)),
        ((" 04 ", "07", "1948 "), date(1948, 7, 4)),
        (("29", "2", "2028"), date(2028, 2, 29)),
        (("", "", ""), None),
        ((" ", "", ""), None),
    ],
)
def test_a_day_is_understood(parts, day):
    form = Day(typed(*parts))
    assert form.is_valid()
    assert form.cleaned_data["day"] == day


@pytest.mark.parametrize(
    ("parts", "sentence", "wrong"),
    [
        (("", "9", "2026"), "The day it began must include a day", ["day"]),
        (("30", " ", ""), "The day it began must include a month and a year", ["month", "year"]),
        (("30", "2", "2026"), "“30 2 2026” is not a real date", ["day", "month", "year"]),
        (("3", "9", "26"), "“3 9 26” is not a real date", ["day", "month", "year"]),
        (("3", "9", "0026"), "“3 9 0026” is not a real date", ["day", "month", "year"]),
        (("1_0", "9", "2026"), "“1_0 9 2026” is not a real date", ["day", "month", "year"]),
        (("-3", "9", "2026"), "“-3 9 2026” is not a real date", ["day", "month", "year"]),
        (("third", "Sept", "2026"), "“third Sept 2026” is not a real date", ["day", "month", "year"]),
        (("9" * 5000, "9", "2026"), "“9999999999 9 2026” is not a real date", ["day", "month", "year"]),
    ],
)
def test_what_is_not_a_day_gets_a_sentence_about_the_part_that_is_wrong(parts, sentence, wrong):
    form = Day(typed(*parts))
    assert not form.is_valid()
    assert form.errors["day"][0].startswith(sentence)
    assert form.fields["day"].widget.wrong(parts) == wrong
    assert summary(form) == [f"#id_day_{wrong[0]}"]


@pytest.mark.parametrize("parts", [("", "", ""), (" ", " ", " ")])
def test_a_day_that_is_needed_is_asked_for(parts):
    form = RequiredDay(typed(*parts))
    assert form.errors["day"] == ["Enter the day it began, such as 30 9 2026"]
    assert RequiredDay({}).errors["day"] == form.errors["day"]


@pytest.mark.parametrize(
    "form",
    [Everything(), Everything({}), Everything({}, prefix="second"), Everything(typed("1", "", "") | {"one": "b"})],
    ids=["new", "empty", "prefixed", "partly"],
)
def test_every_control_has_its_label_and_its_explanations(form):
    page = drawn(form)
    assert len(page.controls) == 4 + 3 + 2 + 2 + 1 + 2 + 1  # texts and file, day, radios, select, checkboxes
    assert set(page.controls) <= page.labelled
    assert page.described <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_error_leads_to_a_control():
    form = Everything({})
    page, links = drawn(form), summary(form)
    wanted = ["name", "name", "secret", "words", "day_day", "one", "other", "chosen", "many", "agreed", "file"]
    assert links == [f"#id_{name}" for name in wanted]
    assert {link.removeprefix("#") for link in links} <= set(page.controls)


def test_an_error_without_a_control_is_still_said():
    template = '{% from "form_errors.jinja" import form_error_summary %}{{ form_error_summary(form) }}'
    markup = engines["jinja2"].env.from_string(template).render(form=OnlyHidden({"submission": "nonsense"}))
    assert "Nothing of this fits together" in markup and "Enter a valid UUID" in markup
    assert Drawn(markup).links == []


def test_what_was_typed_or_stored_is_in_the_controls():
    stored = {"name": "A “name”", "day": date(2019, 3, 4), "one": "b", "chosen": "a", "many": ["b"], "agreed": True}
    sent = stored | typed("4", "3", "2019")
    for form in (Everything(initial=stored), Everything(sent)):
        controls = drawn(form).controls
        assert controls["id_name"]["value"] == "A “name”"
        assert [controls[f"id_day_{part}"]["value"] for part in ("day", "month", "year")] == ["4", "3", "2019"]
        chosen = {control for control, found in controls.items() if "checked" in found}
        assert chosen == {"id_one-2", "id_many-2", "id_agreed"}
        assert "value" not in controls["id_secret"]


def test_a_text_that_no_page_could_show_is_refused_and_never_cut():
    words = Narrative()
    assert words.clean("x" * 100_000) == "x" * 100_000
    with pytest.raises(forms.ValidationError, match="This has 100,001 characters, and 100,000 is the most"):
        words.clean("x" * 100_001)
    assert "maxlength" not in words.widget_attrs(words.widget)


def test_a_year_that_nobody_means_is_no_real_date():
    field = DayField(required=False)
    assert field.clean(["31", "12", "2999"]) == date(2999, 12, 31)
    with pytest.raises(forms.ValidationError, match="is not a real date"):
        field.clean(["31", "12", "9999"])
