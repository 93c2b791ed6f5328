"""Every write of measures, by noun; everybody imports them from here."""

from .measures import (
    FACTS,
    MeasureEntry,
    add_measure,
    close_measure,
    describe_measure,
    mark_measure_private,
    place_measure,
    record_measures,
    reopen_measure,
)
from .refusals import MayEnter, MeasureChanged, MeasureRefused
from .ties import make_measure_of, tie_measure, untie_measure
from .values import MOST, ValueEntry, enter_values, record_values

__all__ = [
    "FACTS",
    "MOST",
    "MayEnter",
    "MeasureChanged",
    "MeasureEntry",
    "MeasureRefused",
    "ValueEntry",
    "add_measure",
    "close_measure",
    "describe_measure",
    "enter_values",
    "make_measure_of",
    "mark_measure_private",
    "place_measure",
    "record_measures",
    "record_values",
    "reopen_measure",
    "tie_measure",
    "untie_measure",
]
