"""What a lead may say in an update, and what is missing in it. Values in, values out.

`before` and `after` are the facts of the action as they stand and as the update would leave them; a rating has a
`stage`, a `colour` ("RRGGBB") and a `word`, and is None for an unrated action.
"""

import re

from plans.spreadsheet import letter_of_fill

from .scope import ENDED

# The facts that a lead may change, beside the words; everything else is decided or imported.
SAID_BY_A_LEAD = ("rating", "rating_reason", "evidence_status", "to_complete", "forecast_on")
# How the evidence of an action stands as long as nothing was offered; from then on the evidence itself decides.
BEFORE_EVIDENCE = ("not_stated", "not_required", "required")
_EXPLAINED = ("not_started", "delayed", "underway")


def why_no_update(*, is_heading, standing):
    """Why nobody can say what happened to an action, as a sentence, or ""."""
    if is_heading:
        return "This is a heading: it stands above other actions. Update the actions under it."
    if standing in ENDED:
        return f"This action was {ENDED[standing]}, so nobody updates it any longer."
    return ""


def stage_of(facts):
    return facts.rating.stage if facts.rating else None


def needs_a_reason(rating):
    """Whether a rating has to be explained: red, amber or delayed. "On track" in an office's green needs no excuse."""
    if rating is None or rating.stage not in _EXPLAINED:
        return False
    colour = (rating.colour or "").lstrip("#")
    is_green = bool(re.fullmatch(r"[0-9A-Fa-f]{6}", colour)) and letter_of_fill(colour) == "G"
    return rating.stage != "underway" or not is_green


def with_newest(words, progress):
    """The progress of an action with what was said last on top, where a board reads first."""
    return f"{words}\n\n{progress}" if progress else words


def evidence_choices(evidence_status, may_waive):
    """The evidence statuses that may be said while it stands as `evidence_status`, that one among them.

    `may_waive` says whether they may say that none is required.
    """
    if evidence_status not in BEFORE_EVIDENCE:
        return (evidence_status,)
    sayable = ("required", "not_required") if may_waive else ("required",)
    return tuple(dict.fromkeys((evidence_status, *sayable)))


def missing(*, words, before, after, complete_needs_evidence, may_waive, on):
    """(fact, a sentence with the remedy) for each thing in which an update made on the day `on` falls short."""
    if not words:
        yield "words", "Say what happened. If nothing did, say that there is no change"
    if needs_a_reason(after.rating) and not after.rating_reason:
        yield "rating_reason", f"Say why it is rated {after.rating.word}"
    if not _may_be_complete(before, after, complete_needs_evidence):
        sentence = (
            "In this plan an action is complete only when its evidence was accepted, or none is required. Choose "
            "another rating until then"
        )
        yield "rating", sentence
    if after.evidence_status not in evidence_choices(before.evidence_status, may_waive):
        yield "evidence_status", _evidence_sentence(before)
    if _is_past(before, after, on):
        yield "forecast_on", "The date you now expect must be today or later. If it is done, choose the rating for that"


def _may_be_complete(before, after, complete_needs_evidence):
    if not complete_needs_evidence or stage_of(after) != "complete" or stage_of(before) == "complete":
        return True
    return after.evidence_status in ("accepted", "not_required")


def _evidence_sentence(before):
    if before.evidence_status in BEFORE_EVIDENCE:
        return "Say whether evidence is required. In this plan only the programme office says that none is"
    return "Evidence was offered already, so only the evidence itself changes how it stands. Leave it as it is"


def _is_past(before, after, on):
    is_new = after.forecast_on is not None and after.forecast_on != before.forecast_on
    return is_new and after.forecast_on < on and stage_of(after) != "complete"
