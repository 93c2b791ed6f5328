"""Pictures as SVG, drawn on the server: the same on screen, in print and as a file. Values in, markup out.

A picture carries its numbers, a <title> that says them in words, and for each stage the colour, pattern and shape of
core/shapes.py. Who shows one makes a table of its data from the same values.
"""

from .bars import Bar, bars, stacked_bars
from .bridge import Step, bridge
from .by_month import MonthBar, by_month
from .gantt import Work, gantt
from .matrix import Mark, matrix
from .roadmap import Lane, Quarter, Roadmap, Stop, roadmap
from .scores import ScoredOn, scores
from .stacked import Column, Segment, rag_over_time, stacked_bar
from .timeline import Group, Line, Timeline, in_pages, timeline
from .variances import VarianceBar, variances
from .xmr import Limits, Measured, xmr

__all__ = [
    "Bar",
    "Column",
    "Group",
    "Lane",
    "Limits",
    "Line",
    "Mark",
    "Measured",
    "MonthBar",
    "Quarter",
    "Roadmap",
    "ScoredOn",
    "Segment",
    "Step",
    "Stop",
    "Timeline",
    "VarianceBar",
    "Work",
    "bars",
    "bridge",
    "by_month",
    "gantt",
    "in_pages",
    "matrix",
    "rag_over_time",
    "roadmap",
    "scores",
    "stacked_bar",
    "stacked_bars",
    "timeline",
    "variances",
    "xmr",
]
