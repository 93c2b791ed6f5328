"""How far a milestone has come, as offices write it: "Complete (see note)" is complete, with a note. Pure."""

import re

# In the order in which they are tried; each stands at the beginning of the text.
_WRITTEN = (
    ("not_started", r"not\s+(?:yet\s+)?(?:started|begun)\b"),
    ("complete", r"(?:completed?|done|achieved|delivered)\b(?!\s+by\b)"),
    ("on_track", r"on[\s-]*(?:track|target|schedule)\b"),
    ("ongoing", r"(?:on-?\s?going|in\s+progress|under\s?way)\b"),
    ("delayed", r"(?:delay(?:ed)?|late|overdue|behind(?:\s+schedule)?)\b"),
)
# Words that say it without being a status; all of them are the note.
_MEANS = (("delayed", re.compile(r"(?:further\s+)?(?:revised|later|new)\s+date\b", re.IGNORECASE)),)
_PATTERNS = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in _WRITTEN)
_TAKES_BACK = re.compile(
    r"\s*\?|[\s,:(–—-]*(?:no\b|not\b|once\b|subject\b|if\b|when\b|except\b|but\b|apart\b|\d+\s*%|\d+\s+of\b|of\b)",
    re.IGNORECASE,
)
_LEFT, _RIGHT = " \t\n-–—:,.;", " \t\n-–—:,;"


def read_status(text):
    """(one of `DeliveryStatus` or "", what stands beside it, whether it was only meant); "" for what nobody knows."""
    text = " ".join(text.split())
    for status, pattern in _PATTERNS:
        if found := pattern.match(text):
            rest = text[found.end() :]
            # "Complete 50%", "Done? No": what takes back half of it is for a person to read.
            return ("", "", False) if _TAKES_BACK.match(rest) else (status, _note(rest), False)
    for status, pattern in _MEANS:
        if pattern.match(text):
            return status, text, True
    return "", "", False


def _note(rest):
    rest = rest.lstrip(_LEFT).rstrip(_RIGHT)
    return rest[1:-1].strip() if re.fullmatch(r"\([^()]*\)", rest) else rest
