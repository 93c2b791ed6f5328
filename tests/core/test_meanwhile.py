"""What the second of two people sent is joined with what the first saved: nothing is lost, and a clash is shown."""

from types import SimpleNamespace

from django import forms
from django.http import QueryDict

from core.meanwhile import SeenForm, joined


class Form(SeenForm):
    title = forms.CharField(label="Title")
    text = forms.CharField(label="Text", required=False)
    colour = forms.ChoiceField(label="Colour", choices=[("r", "Red"), ("g", "Green")], required=False)
    owners = forms.MultipleChoiceField(label="Owners", choices=[("1", "Nurse"), ("2", "Doctor")], required=False)
    added = forms.CharField(label="Added", required=False)


SHOWN = {"title": "A", "text": "one\ntwo", "colour": "r", "owners": ["1", "2"]}


def sent(text, seen=""):
    return Form(QueryDict(text), initial={"seen": seen})


def test_what_was_left_as_shown_becomes_what_the_first_made_of_it():
    now = SHOWN | {"text": "three", "owners": [2], "colour": ""}
    found = joined(sent("title=B&text=one%0D%0Atwo&colour=r&owners=2&owners=1&added=x"), SHOWN, now)
    assert found.taken == ("Text", "Colour", "Owners") and found.clashes == ()
    assert found.values == {"text": ["three"], "colour": [], "owners": ["2"]}


def test_what_both_changed_stays_as_typed_with_the_words_of_the_first_beside_it():
    now = SHOWN | {"title": "C", "colour": "g", "text": None, "owners": ["1"]}
    found = joined(sent("title=B&text=mine&colour=&owners=2"), SHOWN, now)
    assert found.taken == ()
    assert found.clashes == (("Title", "C"), ("Text", "nothing"), ("Colour", "Green"), ("Owners", "Nurse"))
    assert found.values == {}


def test_the_same_change_by_both_is_none():
    found = joined(sent("title=C&text=one%0Atwo&colour=r&owners=1&owners=2"), SHOWN, SHOWN | {"title": "C"})
    assert (found.taken, found.clashes) == ((), ())


def test_where_it_is_not_known_what_was_shown_every_difference_is_a_clash():
    found = joined(sent("title=B&text=one%0Atwo&colour=r&owners=1&owners=2"), {}, SHOWN)
    assert found.clashes == (("Title", "A"),) and found.taken == ()


def test_what_was_seen_stays_so_while_only_what_was_typed_is_put_right():
    form = sent("title=&seen=5", seen=7)
    assert not form.is_valid() and form.seen_key == 5 and form["seen"].value() == "5"
    assert Form(initial={"seen": 7})["seen"].value() == 7 and sent("title=").seen_key is None


def test_a_form_that_shows_what_somebody_saved_holds_it_and_has_seen_it():
    form, now = sent("title=B&text=one%0Atwo&colour=r&owners=1&owners=2&seen=5", seen=7), SHOWN | {"text": "three"}
    form.see(SimpleNamespace(pk=7), meanwhile=joined(form, SHOWN, now))
    assert form.meanwhile.taken == ("Text",)
    assert (form["title"].value(), form["text"].value(), form.seen_key) == ("B", "three", 7)


def test_a_form_that_was_made_before_somebody_saved_has_to_be_sent_again():
    form = sent("title=B&seen=5", seen=5)
    form.see(SimpleNamespace(pk=7), meanwhile=joined(form, SHOWN, SHOWN))
    assert (form.seen_key, form.meanwhile) == (5, None)
