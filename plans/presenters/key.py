"""How the ratings of a plan's own key are called on a page.

Offices call a rating by its colour or by what it means. A colour alone tells a reader little, so a rating that is only
called "Blue" shows as what it stands for, "Complete", with the office's word beside it.
"""

import re
from collections import Counter
from dataclasses import dataclass

# What a filter and a count call those without a rating.
UNRATED = "unrated"

_COLOURS = frozenset("red amber yellow orange green blue purple grey white black".split())
_CAPITALISED = re.compile(r"\b[A-Z](?=[a-z])")
# {stage: (as a label, as a part of a sentence)}, from the most to the least advanced: the order of columns and bars.
_STAGES = {
    "complete": ("Complete", "complete"),
    "in_place": ("In place", "in place"),
    "underway": ("Underway", "underway"),
    "date_reset": ("Date reset", "with a new date"),
    "delayed": ("Delayed", "delayed"),
    "not_started": ("No progress", "with no progress"),
}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A rating as a page shows it; `code` is what a filter asks for, `stage` gives the look, None for unrated.

    `word` is the office's own word where the label is another, `phrase` the label within a sentence, as in "3 with no
    progress".
    """

    code: str
    stage: str | None
    label: str
    phrase: str
    word: str
    meaning: str


NO_RATING = KeyEntry(UNRATED, None, "Unrated", "unrated", "", "No rating was given, or one that is not in the key")


class Key:
    """The entries of a plan's key from complete to not started, and last that of unrated actions."""

    def __init__(self, ratings):
        """`ratings` have code, word, meaning and stage, as `RatingFigure`s have."""
        order = list(_STAGES)
        ratings = sorted(ratings, key=lambda rating: order.index(rating.stage))
        labels = Counter(_label(rating) for rating in ratings)
        self.rated = tuple(_entry(rating, is_shared=labels[_label(rating)] > 1) for rating in ratings)
        self.entries = (*self.rated, NO_RATING)
        self._by_code = {entry.code: entry for entry in self.rated}

    def entry(self, code):
        """The entry of a rating's code; that of unrated actions for None."""
        return self._by_code.get(code, NO_RATING)


def _is_colour(rating):
    return rating.word.strip().casefold() in _COLOURS or len(rating.word.strip()) < 3


def _label(rating):
    return _STAGES[rating.stage][0] if _is_colour(rating) else rating.word


def _entry(rating, is_shared):
    label, phrase = _STAGES[rating.stage]
    if not _is_colour(rating):
        label, phrase = rating.word, _CAPITALISED.sub(lambda found: found[0].lower(), rating.word)
    if is_shared:
        label, phrase = f"{label} ({rating.word})", f"{phrase} ({rating.word})"
    word = rating.word if _is_colour(rating) else ""
    return KeyEntry(rating.code, rating.stage, label, phrase, word, rating.meaning)
