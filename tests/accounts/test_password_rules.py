"""Which passwords are refused, each with one sentence."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

from accounts.models import User

OURS, DATE, ORDER = "which is tried first here", "a season, a day or a year", "in their order on the keyboard"
REPEATS = "repeats the same few signs"


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("tooshort1!", "at least 12 characters"),
        ("qwerty123456", "too common"),
        ("lee.example@example.org", "too similar to the email address"),
        ("ImprovementTracker1!", "“improvement”, " + OURS),
        ("NHS-England-2026", "“nhs”, " + OURS),
        ("P@ssw0rd!2026!", "“p@ssw0rd”, " + OURS),
        ("Welcome12345678", "“welcome”, " + OURS),
        ("administrator99", "“administrator”, " + OURS),
        ("ActionAction2026a", "“action”, " + OURS),
        ("EstuaryVale-2026", "“estuary”, " + OURS),
        ("Summer2026Summer2026!", DATE),
        ("Winter-2025-Winter", DATE),
        ("14 February 2026", DATE),
        ("Monday-Tuesday!", DATE),
        ("summer2024qwerty", DATE),
        ("aaaaaaaaaaaaaa", REPEATS),
        ("abababababababab", REPEATS),
        ("horse1horse1horse1", REPEATS),
        ("abcdefghijklmnop", ORDER),
        ("9876543210987", ORDER),
        ("asdfghjklasdf", ORDER),
        ("poiuytrewqxx", ORDER),
    ],
)
@override_settings(ORGANISATION_NAME="Estuary Vale CCG")
def test_what_is_guessed_first_is_refused(password, sentence):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(email="lee.example@example.org"))
    assert [message for message in refusal.value.messages if sentence in message]
    assert all(message.count(". ") <= 1 for message in refusal.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "seven wet umbrellas",
        "the nhs pays for my tea",
        "mayonnaise and gravel",
        "marching to Aprilia",
        "kT7#vQ2m!xR9",
        "a!b?c,d.e;:-+=(",
        "Übergrößenträger",
        "это мой пароль",
        "password of a small green boat",
    ],
)
def test_what_is_hard_to_guess_is_taken(password):
    validate_password(password, User(email="lee.example@example.org"))


def test_the_rules_are_said_where_a_password_is_typed_in_the_administration():
    assert any("a word of this office" in text for text in password_validators_help_texts())
