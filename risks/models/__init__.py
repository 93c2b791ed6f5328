"""The models of risks, by noun; everybody imports them from here."""

from .registers import Band, Category
from .risks import Risk, RiskAction, RiskReview, RiskScore, RiskStatement

__all__ = ["Band", "Category", "Risk", "RiskAction", "RiskReview", "RiskScore", "RiskStatement"]
