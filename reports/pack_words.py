"""The words of an action in the order a board reads them: what is new first, then the rest, nothing lost or twice."""

import re
from dataclasses import dataclass
from itertools import groupby

# Fewer words in a row than these may stand in a text by chance.
RUN = 3
# Stands for a word that was taken out; no text in a database or a workbook can hold it.
TAKEN = "\0"


@dataclass(frozen=True, slots=True)
class Told:
    """`new` words of a text, and the `rest` of it in the pieces they leave; `elsewhere`, new words it does not hold."""

    new: str
    rest: tuple[str, ...]
    elsewhere: str


class _Words:
    """A text word by word, from which runs of words are taken."""

    def __init__(self, text):
        self.pieces = re.findall(r"\s*\S+", text)  # with the white space before each word, so that paragraphs stay
        self.words = [piece.strip() for piece in self.pieces]
        self.line = f" {' '.join(self.words)} "

    def run(self, words):
        """(place, length) of the longest beginning of `words` that stands in a row here; of several, the last."""
        fits, too_long = 0, min(RUN, len(words))
        while fits < too_long <= len(words) and self._holds(words[:too_long]):
            fits, too_long = too_long, too_long * 2
        too_long = min(too_long, len(words) + 1)
        while too_long - fits > 1:  # whatever holds a beginning holds every shorter one
            length = (fits + too_long) // 2
            if self._holds(words[:length]):
                fits = length
            else:
                too_long = length
        start = self.line.rfind(f" {' '.join(words[:fits])} ")
        return self.line.count(" ", 0, start), fits

    def _holds(self, words):
        return f" {' '.join(words)} " in self.line

    def take(self, place, length):
        self.words[place : place + length] = [TAKEN] * length
        self.line = f" {' '.join(self.words)} "

    def rest(self):
        """What was not taken, one piece from each gap to the next."""
        both = zip(self.pieces, self.words, strict=True)
        runs = groupby(both, key=lambda pair: pair[1] == TAKEN)
        return tuple("".join(piece for piece, _ in pairs).strip() for taken, pairs in runs if not taken)


def newest_first(text, newest):
    """`Told` of a text and the words that are new in it; both may be None, white space does not count.

    The new words may stand in several places, and partly in other texts. A run of them counts as found from RUN words
    on, or when it is all that is left and nothing before it was missed.
    """
    old, words = _Words(text or ""), (newest or "").split()
    new, elsewhere, at = [], [], 0
    while at < len(words):
        place, length = old.run(words[at:])
        if length >= RUN or (length == len(words) - at and not elsewhere):
            old.take(place, length)
            new += words[at : at + length]
            at += length
        else:
            elsewhere.append(words[at])
            at += 1
    return Told(" ".join(new), old.rest(), " ".join(elsewhere))
