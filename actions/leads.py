"""Leads as offices write them: "AO/CFO (CG/MB)" is two posts with their holders' initials. Values in, values out."""

import re
from dataclasses import dataclass

_PIECE = re.compile(r"([^()/,;\n]+)|\(([^)]*)\)?|[/,;\n)]")
_NAME = re.compile(r"[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?")
_POST_WORDS = frozenset(
    "accountable associate chair chief clinical committee deputy director estates executive finance governing "
    "head interim "
    "lead manager medical nurse officer partner performance primary programme project quality "
    "secretary senior team".split()
)


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead as read: the post as written (may be empty) and the initials of its holder (may be empty)."""

    post: str
    initials: str = ""


def read_leads(text):
    """The leads of a cell, in order. Initials in brackets belong to the posts since the bracket before, one each."""
    leads, waiting = [], []
    for name, initials in _PIECE.findall(text or ""):
        if name.strip():
            waiting.append(" ".join(name.split()))
        elif initials.strip():
            leads += _paired(waiting, [i.strip() for i in re.split(r"[/,;]", initials) if i.strip()])
            waiting = []
    return leads + [Lead(post) for post in waiting]


def _paired(posts, initials):
    count = max(len(posts), len(initials))
    posts = posts + [""] * (count - len(posts))
    initials = initials + [""] * (count - len(initials))
    return [Lead(post, who) for post, who in zip(posts, initials, strict=True)]


def post_key(abbreviation):
    """What makes two written abbreviations the same post: "AD P&G" and "ADP&G" are one."""
    return re.sub(r"\s+", "", abbreviation).casefold()


def looks_like_a_name(text):
    """Whether a lead is written as a person's name, not as a post: two or three capitalised words, none of a post."""
    words = text.split()
    return 2 <= len(words) <= 3 and all(_NAME.fullmatch(w) and w.lower() not in _POST_WORDS for w in words)
