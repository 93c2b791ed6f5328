"""What a risk scores, the band it falls into and how it moved. Values in, values out.

A score is likelihood × consequence, each from 1 to 5: 1 rare to 5 almost certain, 1 negligible to 5 catastrophic (the
matrix of the National Patient Safety Agency, 2008, which NHS organisations use). Bands differ between organisations, so
a plan has its own; `USUAL_BANDS` are those it begins with.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = 1, 5
LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
CONSEQUENCES = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}
# (word, colour word, level, the lowest score that falls into it), from the highest.
USUAL_BANDS = (
    ("Extreme", "Red", "extreme", 15),
    ("High", "Amber", "high", 8),
    ("Moderate", "Yellow", "moderate", 4),
    ("Low", "Green", "low", 1),
)


class Movement(StrEnum):
    """How a score stands to an earlier one, in the word that is printed."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "unchanged"
    UNKNOWN = ""

    @property
    def arrow(self):
        return {"worse": "↑", "better": "↓", "unchanged": "→"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class ReadScore:
    """A score as somebody wrote it. What is not written is None, or "" for the colour word.

    `doubt` is the sentence of a question about it, "" where there is none.
    """

    score: int | None
    likelihood: int | None
    consequence: int | None
    word: str
    doubt: str = ""


_WRITTEN = re.compile(
    r"^\s*(?:(?P<score>\d{1,3})\b)?\s*[-–:(]?\s*"
    r"(?:(?<!\d)(?P<likelihood>\d)\s*[x×*]\s*(?P<consequence>\d)(?!\d))?\s*\)?\s*[-–:,]?\s*(?P<word>[A-Za-z ]*?)\s*$"
)


def product(likelihood, consequence):
    """Likelihood × consequence; None unless both are known."""
    return None if likelihood is None or consequence is None else likelihood * consequence


def read_score(text):
    """`ReadScore` of "20 4x5 Red", "16 4x4", "16 Red" or "4 Yellow"; None for an empty text.

    A text that is no score gives one without any number, and a doubt that says so.
    """
    if not text.strip():
        return None
    found = _WRITTEN.match(text)
    if not found or not (found["score"] or found["likelihood"]):
        return ReadScore(None, None, None, "", "is no score: write it as 16 4x4")
    printed, likelihood, consequence = (
        int(found[name]) if found[name] else None for name in ("score", "likelihood", "consequence")
    )
    computed, word = product(likelihood, consequence), found["word"].strip()
    if any(value is not None and not LEAST <= value <= MOST for value in (likelihood, consequence)):
        doubt = f"has a likelihood or a consequence outside {LEAST} to {MOST}"
        return ReadScore(printed, None, None, word, doubt)
    if computed is None:
        doubt = "" if LEAST <= printed <= MOST * MOST else f"is outside {LEAST} to {MOST * MOST}"
        doubt = doubt or "says neither likelihood nor consequence, so it stands beside the map and not on it"
        return ReadScore(printed, None, None, word, doubt)
    doubt = ""
    if printed is not None and printed != computed:
        doubt = f"says {printed}, and {likelihood} × {consequence} is {computed}"
    return ReadScore(computed if printed is None else printed, likelihood, consequence, word, doubt)


def band_of(score, bands):
    """Of `bands`, each with a `lowest` score, the one into which `score` falls; None for no score or none so low."""
    if score is None:
        return None
    return max((band for band in bands if band.lowest <= score), key=lambda band: band.lowest, default=None)


def movement(before, after):
    """`Movement` from one score to another; a risk that scores more is worse."""
    if before is None or after is None:
        return Movement.UNKNOWN
    if before == after:
        return Movement.SAME
    return Movement.WORSE if after > before else Movement.BETTER


def distance(current, target):
    """By how much the current score is above the target, 0 where it has reached it; None unless both are known."""
    return None if current is None or target is None else max(0, current - target)
