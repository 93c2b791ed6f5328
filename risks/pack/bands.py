"""The bands of a plan as the key of its sections on risks, and as the tags in their tables."""

from dataclasses import dataclass

from ..presenters import shown_score
from ..scoring import MOST


@dataclass(frozen=True, slots=True)
class BandEntry:
    """A band, or a score in it, as `templates/pack/key.jinja` shows a rating: its level as the stage, and its words."""

    stage: str | None
    label: str
    meaning: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class BandKey:
    entries: tuple[BandEntry, ...]


def band_key(figures):
    """The `BandKey` of `RisksFigures`, from the highest band; each means the scores that fall into it."""
    ends = [MOST * MOST, *(band.lowest - 1 for band in figures.bands)]
    return BandKey(
        tuple(
            BandEntry(band.level, band.word, _scores(band.lowest, end))
            for band, end in zip(figures.bands, ends, strict=False)
        )
    )


def _scores(lowest, highest):
    return f"{lowest}" if lowest == highest else f"{lowest} to {highest}"


def scored(score):
    """A `ScoreFigure`, or None, as an entry: "20 Extreme", "Not scored"."""
    shown = shown_score(score)
    return BandEntry(shown.level, f"{shown.text} {shown.band}".strip())
