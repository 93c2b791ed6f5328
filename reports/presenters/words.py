"""Words that several pages share: how late, when due, which part of a text is new."""

from dataclasses import dataclass

from core.dates.calendar import in_words
from core.environment import plural


def cut(text, length):
    """`text` on one line, cut between words to at most about `length` characters."""
    line = " ".join((text or "").split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"


def days_late(due_on, on):
    return f"{plural((on - due_on).days, 'day')} late"


def due(action):
    """The due date in words, as the office wrote it where that could not be read, or that none is set."""
    if action.due_on:
        return in_words(action.due_on)
    return f"“{action.due_as_written}”, no date" if action.due_as_written else "Not set"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; `is_new` where it is among the newest words."""

    text: str
    is_new: bool


def marked(text, newest):
    """(the `Piece`s of `text` with its newest words told apart, those of the newest words that are not in it).

    The newest words may stand in several places, and white space may differ: they come from runs of red text, or from
    what a text grew by. Single words are only looked for when they are all there is.
    """
    squeezed, places = _squeeze(text or "")
    words, spans, left = (newest or "").split(), [], []
    while words:
        count = _longest(words, squeezed)
        found = " ".join(words[:count])
        if count > 2 or (count and count == len(words) and not spans):
            at = squeezed.find(found)
            spans.append((places[at], places[at + len(found) - 1] + 1))
            words = words[count:]
        else:
            left.append(words.pop(0))
    return _pieces(text or "", sorted(spans)), " ".join(left)


def _squeeze(text):
    """`text` with single spaces, and for each of its characters the place in `text`."""
    squeezed, places, gap = [], [], False
    for place, character in enumerate(text):
        if character.isspace():
            gap = bool(squeezed)
            continue
        if gap:
            squeezed.append(" ")
            places.append(place)
            gap = False
        squeezed.append(character)
        places.append(place)
    return "".join(squeezed), places


def _longest(words, squeezed):
    """How many of the first of `words` stand in `squeezed` one after the other."""
    fits, too_many = 0, len(words) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if " ".join(words[:middle]) in squeezed:
            fits = middle
        else:
            too_many = middle
    return fits


def _pieces(text, spans):
    pieces, at = [], 0
    for start, end in spans:
        if start > at:
            pieces.append(Piece(text[at:start], False))
        if end > at:
            pieces.append(Piece(text[max(at, start) : end], True))
        at = max(at, end)
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return pieces
