"""Passwords that are guessed first, beside Django's list of the commonest."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

# What somebody who knows this tracker, or its office, tries first.
WORDS = ["improvement", "tracker", "password", "passwort", "passphrase", "welcome", "letmein", "changeme", "secret"]
WORDS += ["login", "admin", "administrator", "default", "recommendation", "action", "governing", "governance", "board"]
WORDS += ["nhs", "trust", "hospital", "health", "care", "commissioning", "clinical", "group", "england", "pmo"]
SEASONS = ["spring", "summer", "autumn", "winter", "christmas", "easter"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
MONTHS += ["november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
RUNS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv"]

LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
LEFT_TO_GUESS = 6  # letters and figures beside what is guessed first
DIFFERENT = 5
ADD_WORDS = "Add words that have nothing to do with it"


class NotGuessedFirst:
    """Validator: refuses what is little more than a word of this office, a date, a run of keys or one sign repeated."""

    def validate(self, password, user=None):
        """Raise ValidationError with one sentence where `password` is among those that are guessed first."""
        plain = password.lower()
        if len(set(plain)) < DIFFERENT or re.fullmatch(r"(.{1,6}?)\1+", plain):
            raise ValidationError("Your password repeats the same few signs. Choose one that does not repeat")
        words, dates, runs = _words(plain), _dates(plain), _runs(plain)
        found = words + dates + runs
        if not found or _left(plain, found) >= LEFT_TO_GUESS:
            return
        if words:
            word = plain[slice(*words[0])]
            raise ValidationError(f"Your password is little more than “{word}”, which is tried first here. {ADD_WORDS}")
        if dates:
            raise ValidationError(f"Your password is little more than a season, a day or a year. {ADD_WORDS}")
        raise ValidationError(f"Your password is little more than signs in their order on the keyboard. {ADD_WORDS}")

    def get_help_text(self):
        return "Your password cannot be a word of this office, a date, or signs that repeat or stand in order."


def _left(plain, spans):
    """How many letters and figures of `plain` stand outside the (start, end) of `spans`."""
    taken = {at for start, end in spans for at in range(start, end)}
    return sum(1 for at, sign in enumerate(plain) if sign.isalnum() and at not in taken)


def _spans(pattern, text):
    return [found.span() for found in re.finditer(pattern, text)]


def _words(plain):
    own = re.findall(r"[^\W\d_]{3,}", settings.ORGANISATION_NAME.lower())
    words = "|".join(sorted(map(re.escape, WORDS + own), key=len, reverse=True))
    return _spans(words, plain.translate(LOOKALIKES))


def _dates(plain):
    names = "|".join(sorted(SEASONS + MONTHS + DAYS, key=len, reverse=True))
    named = _spans(names, plain) or _spans(names, plain.translate(LOOKALIKES))
    return named + _spans(r"(?:19|20)\d\d", plain)


def _runs(plain):
    """Where four or more signs stand as they follow one another, forwards or backwards."""
    ordered = RUNS + [run[::-1] for run in RUNS]
    steps = {run[at : at + 2] for run in ordered for at in range(len(run) - 1)}
    spans, start = [], 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or plain[at - 1 : at + 1] not in steps:
            if at - start >= 4:
                spans.append((start, at))
            start = at
    return spans
