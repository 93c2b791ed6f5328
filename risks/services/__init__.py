"""Every write of risks, by noun; everybody imports them from here."""

from .privacy import mark_risk_private
from .registers import keep_bands, keep_category, place_risk
from .risks import (
    FACTS,
    RiskChanged,
    RiskEntry,
    RiskRefused,
    ScoreEntry,
    add_risk,
    close_risk,
    describe_risk,
    may_update,
    record_risks,
    reopen_risk,
    require_update,
    review_risk,
    score_risk,
)
from .ties import tie_action, untie_action

__all__ = [
    "FACTS",
    "RiskChanged",
    "RiskEntry",
    "RiskRefused",
    "ScoreEntry",
    "add_risk",
    "close_risk",
    "describe_risk",
    "keep_bands",
    "keep_category",
    "mark_risk_private",
    "may_update",
    "place_risk",
    "record_risks",
    "reopen_risk",
    "require_update",
    "review_risk",
    "score_risk",
    "tie_action",
    "untie_action",
]
