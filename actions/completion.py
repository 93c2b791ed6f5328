"""Whether words say that an action is complete. Values in, values out.

Only plain declarations count, for a false alarm costs the trust in all others: no condition ("once approved"), no
reserve ("nearly", "but"), no plan ("to be completed"), no order ("Complete actions and provide evidence"), no part.
"""

import re
from dataclasses import dataclass
from textwrap import shorten

_MENTIONS = re.compile(r"complete|done|finish|closed|outstanding", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|[\n•·]+")
_EDGES = " .;!-–—"

_COMPLETE = re.compile(
    r"(?:completed?|done|finished|closed)"
    r"|completed?\s*(?::|\s[-–—]).*"
    r"|completed(?:,|\s+and\s).*"
    r"|complete\s+and\s+(?:approved|agreed|closed|embedded|implemented|in\s+place|ongoing|signed\s+off)\b.*"
    r"|(?:(?:this|the|our)\s+)?actions?\s*[:–—-]?\s*(?:(?:is|are|now|has|have|been|being|all)\s+)*"
    r"(?:completed?|closed|done)(?:\s*[:,–—-].*)?"
    r"|.*\bmarked\s+(?:as\s+)?completed?\b.*",
    re.IGNORECASE,
)
_WITH_RESERVE = re.compile(
    r"\b(?:once|when|until|unless|if|can|cannot|could|should|will|would|to\s+be|not|never|nearly|almost|mostly|largely"
    r"|part(?:ly|ially)?|some|except|apart\s+from|although|subject\s+to|but|awaiting|pending|phase|stage)\b"
    r"|n['’]t\b|\b\d+\s*(?:/|of|out\s+of)\s*\d+\b|\b\d{1,2}\s?%",
    re.IGNORECASE,
)
# What may follow "not completed" where it speaks of the action; "patients who have not completed treatment" does not.
_ENDS = r"(?=\s*(?:$|[.,;:()–—-]|\b(?:until|by|before|as|in|for|due|because|and|but|at|on|yet)\b))"
_NOT_COMPLETE = re.compile(
    r"\b(?:not|cannot)\s+(?:(?:yet|fully|quite|entirely|all|be|been)\s+)*(?:completed?|finished|done)\b" + _ENDS + r"|^"
    r"(?:incomplete|outstanding)\b|\b(?:is|are|remains?|still|action)\s+incomplete\b" + _ENDS + r"|"
    r"\b(?:remains?|still|actions?(?:\s+(?:is|are))?)\s+outstanding\b|"
    r"\b(?:still|yet|remains?)\s+to\s+be\s+(?:completed|finished|done)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|was|were|had|where|who|no\s+\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What words say: `complete` is True, False, or None where they do not say or contradict themselves.

    `quote` is the sentence that says so, on one line and cut to some ninety characters.
    """

    complete: bool | None = None
    quote: str = ""


def said_of_completion(text, newest=""):
    """`Said` of a text, in which the `newest` words, where they say it, count before all others."""
    said = _said(newest or "")
    return _said(text or "") if said.complete is None else said


def shortened(text):
    """A text on one line, cut between words where it is too long to be quoted."""
    return shorten(text, 90, placeholder="…")


def _said(text):
    if not _MENTIONS.search(text):
        return Said()
    sentences = [" ".join(each.split()).strip(_EDGES) for each in _SENTENCE.split(text)]
    declared = [each for each in sentences if _COMPLETE.fullmatch(each) and not _WITH_RESERVE.search(each)]
    denied = [each for each in sentences if _NOT_COMPLETE.search(each) and not _SUPPOSED.search(each)]
    if bool(declared) == bool(denied):
        return Said()
    return Said(bool(declared), shortened((declared or denied)[-1]))
