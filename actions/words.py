"""What is new in a progress text, and what an evidence column says. Values in, values out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby


def _squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


# What a database can take out of a text as well.
WHITE_SPACE = " \t\n\v\f\r\xa0"
_BARE = str.maketrans("", "", WHITE_SPACE)


def bare(text):
    """A text without white space: what tells a new word from a paragraph that was set anew."""
    return text.translate(_BARE)


def same_words(before, after):
    """Whether two texts differ in nothing but white space."""
    return _squeezed(before) == _squeezed(after)


def new_words(before, after):
    """(the words added, whether the text was rewritten). Text that grew at its end or beginning gives what was added.

    Nothing before means that nothing can be told apart as new: ("", False).
    """
    old, new = _squeezed(before), _squeezed(after)
    if not old or old == new:
        return "", False
    if new.startswith(old):
        return new[len(old) :].strip(), False
    if new.endswith(old):
        return new[: -len(old)].strip(), False
    return "", True


# Beyond this many comparisons two texts are told as a whole: nobody reads them word by word.
_TOO_FAR_APART = 400_000
_BESIDE = 8  # unchanged words shown on either side of a change


def changed_words(before, after):
    """[(kind, words)] that lead from one text to another: kind is "same", "gone" or "new".

    Long unchanged stretches are cut to the words beside a change. White space is no change.
    """
    steps = word_by_word(before.split(), after.split())
    last = len(steps) - 1
    return [
        (kind, _short(words, place, last) if kind == "same" else " ".join(words))
        for place, (kind, words) in enumerate(steps)
    ]


def word_by_word(old, new):
    """[(kind, words)] that lead from one list of words to another, nothing cut: kind is "same", "gone" or "new"."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    middles = old[start : len(old) - end], new[start : len(new) - end]
    steps = [("same", old[:start]), *_steps(*middles), ("same", old[len(old) - end :])]
    return [(kind, words) for kind, words in steps if words]


def _alike(old, new):
    """How many of the first words of two texts are the same."""
    return next(
        (place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )


def _steps(old, new):
    if len(old) * len(new) > _TOO_FAR_APART:
        return [("gone", old), ("new", new)]
    steps = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            steps.append(("same", old[a:b]))
        else:
            steps += [("gone", old[a:b]), ("new", new[c:d])]
    return steps


def _short(words, place, last):
    """Unchanged words, cut to those beside a change: the last ones of a beginning, the first ones of an end."""
    if place == 0 and len(words) > _BESIDE:
        return " ".join(["…", *words[-_BESIDE:]])
    if place == last and len(words) > _BESIDE:
        return " ".join([*words[:_BESIDE], "…"])
    if len(words) > 2 * _BESIDE:
        return " ".join([*words[:_BESIDE], "…", *words[-_BESIDE:]])
    return " ".join(words)


# Fewer words in a row than these may stand in a text by chance.
_RUN = 3
# Stands for a word that was taken out; no text in a database or a workbook can hold it.
_TAKEN = "\0"


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
        fits, too_long = 0, min(_RUN, len(words))
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
        self.words[place : place + length] = [_TAKEN] * length
        self.line = f" {' '.join(self.words)} "

    def rest(self):
        """What was not taken, one piece from each gap to the next."""
        both = zip(self.pieces, self.words, strict=True)
        runs = groupby(both, key=lambda pair: pair[1] == _TAKEN)
        return tuple("".join(piece for piece, _ in pairs).strip() for taken, pairs in runs if not taken)


def newest_first(text, newest):
    """`Told` of a text and the words that are new in it; both may be None, white space does not count.

    The new words may stand in several places, and partly in other texts. A run of them counts as found from _RUN words
    on, or when it is all that is left and nothing before it was missed.
    """
    old, words = _Words(text or ""), (newest or "").split()
    new, elsewhere, at = [], [], 0
    while at < len(words):
        place, length = old.run(words[at:])
        if length >= _RUN or (length == len(words) - at and not elsewhere):
            old.take(place, length)
            new += words[at : at + length]
            at += length
        else:
            elsewhere.append(words[at])
            at += 1
    return Told(" ".join(new), old.rest(), " ".join(elsewhere))


_NOT_REQUIRED = re.compile(r"\bno (?:further )?evidence (?:is )?(?:required|needed)|\bnot required\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"\bevidence (?:is )?(?:in )?(?:the )?folder\b|\bin folder\b|\bevidence (?:attached|uploaded)", re.IGNORECASE
)


def evidence_status(as_written, to_complete=""):
    """The evidence status that an imported row supports: never more than "offered".

    The evidence column decides; what is left to do may still say that the evidence is in the folder. Any other words in
    the evidence column describe the proof that is wanted.
    """
    if _NOT_REQUIRED.search(as_written):
        return "not_required"
    if _OFFERED.search(as_written) or _OFFERED.search(to_complete):
        return "offered"
    return "required" if as_written.strip() else "not_stated"


def beyond_reviews(text, reviews):
    """`text`, or "" where it says nothing but `reviews`, which are shown by themselves."""
    rest = text
    for review in sorted(reviews, key=len, reverse=True):
        rest = rest.replace(review, " ")
    return text if re.search(r"\w", rest) else ""


_OUT_OF_SCOPE = re.compile(r"\bnot part of\b|\boutside (?:the )?scope\b|\bout of scope\b", re.IGNORECASE)


def puts_out_of_scope(text):
    """Whether the words put an action out of the plan's scope: "not part of IP", "Outside scope of IP"."""
    return bool(_OUT_OF_SCOPE.search(text))


_SOURCE = re.compile(r"\(?\b([A-Z][\w&]*(?: ?\d+ ?[a-z]?)?)\)?[\s.]*$")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)[\s.]*$")


def source_of(recommendation):
    """The label at the end of a recommendation, "(PwC 14 a)." giving "PwC 14a", or an empty text.

    A bracket that was never opened, "PwC 14b).", counts as well.
    """
    text = _squeezed(recommendation)
    found = _IN_BRACKETS.search(text)
    label = found.group(1) if found else ""
    if not found and re.search(r"\)[\s.]*$", text) and (tail := _SOURCE.search(text)):
        label = tail.group(1)
    if len(label.split()) > 4 or not re.match(r"[A-Z]", label):
        return ""
    return re.sub(r"(\d) ([a-z])$", r"\1\2", label)
