"""A fact that changed, in words: what it was and is, or, of a long text, the words that are other ones."""

from dataclasses import dataclass

from ..words import changed_words

# Texts of more characters than this are told by the words that changed.
_SHORT = 90


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact with what it was and is now; a long text has `pieces` (same, gone or new; words) instead.

    `why` is the reason that is kept with the change, and how it was decided.
    """

    name: str
    before: str
    after: str
    why: str = ""
    pieces: tuple[tuple[str, str], ...] = ()


def changed(name, before, after, why=""):
    """`Changed` of two texts, "" for none."""
    if max(len(before), len(after)) > _SHORT:
        return Changed(name, "", "", pieces=tuple(changed_words(before, after)))
    return Changed(name, before or "nothing", after or "nothing", why)
