"""This app's part of the figures of a plan at a date, by noun; everybody imports them from here."""

from .action import ActionFigure, action_figure, judged
from .concern import ConcernFigure, concern_figure
from .names import Names
from .plan import ActionsFigures, AreaFigures, Counts, counts_of, figures_of
from .recommendation import RecommendationFigure
from .request import RequestFigure

__all__ = [
    "ActionFigure",
    "ActionsFigures",
    "AreaFigures",
    "ConcernFigure",
    "Counts",
    "Names",
    "RecommendationFigure",
    "RequestFigure",
    "action_figure",
    "concern_figure",
    "counts_of",
    "figures_of",
    "judged",
]
