"""The open risks at a glance: the map with its table, and how many are in each band."""

from dataclasses import dataclass

from core.dates.calendar import in_words

from ..presenters import beside_the_map, map_of, map_table, printed_otherwise, targets_beside_the_map
from . import findings
from .bands import BandEntry, band_key, scored
from .last import last_of


@dataclass(frozen=True, slots=True)
class BandRow:
    """A band with how many open risks are in it now, at the last report (None where there is none), and by target."""

    entry: BandEntry
    now: int
    last: int | None
    target: int


def risks(document):
    """None for a plan that has no open risk."""
    figures, last = document.figures.risks, last_of(document)
    if not figures.open:
        return None
    moved = findings.since(last.comparison, in_words(last.on)) if last else ""
    return {
        "finding": f"{findings.position(figures)} {moved}".strip(),
        "picture": map_of(figures),
        "cells": map_table(figures),
        "beside": [(risk.name, scored(risk.current).label) for risk in figures.open if risk.name in _beside(figures)],
        "targets_beside": targets_beside_the_map(figures),
        "otherwise": printed_otherwise(figures.open),
        "bands": band_key(figures),
        "rows": tuple(_rows(figures, last)),
        "last": in_words(last.on) if last else "",
    }


def _beside(figures):
    return set(beside_the_map(figures))


def _rows(figures, last):
    for band, entry in zip(figures.bands, band_key(figures).entries, strict=True):
        then = {each.word: each.risks for each in last.figures.bands}.get(band.word, 0) if last else None
        yield BandRow(entry, band.risks, then, sum(_heads_for(risk, band) for risk in figures.open))
    unscored = [sum(_in_no_band(risk.current) for risk in each.open) for each in (figures, *_figures(last))]
    if any(unscored):
        without = sum(_in_no_band(risk.target) for risk in figures.open)
        yield BandRow(BandEntry(None, "In no band"), unscored[0], unscored[1] if last else None, without)


def _figures(last):
    return (last.figures,) if last else ()


def _heads_for(risk, band):
    return bool(risk.target) and risk.target.band == band.word


def _in_no_band(score):
    return score is None or score.band is None
