"""The words of an action as a board reads them: what the last report did not say is new, and comes first."""

import re

from markupsafe import Markup

from ..words import Told, word_by_word


def since(text, before):
    """`Told` of a text, its new words those that it did not say `before`; both may be None.

    Sentences that were added come first. Where a sentence was reworded, its new words are marked in their place, the
    texts being `Markup`: out of it they would tell nothing.
    """
    pieces = re.findall(r"\s*\S+", text or "")
    words = [piece.strip() for piece in pieces]
    new, rest, at = [], [[]], 0
    for kind, run in word_by_word((before or "").split(), words):
        if kind == "gone":
            continue
        told, at = Markup().join(pieces[at : at + len(run)]), at + len(run)
        if kind == "same":
            rest[-1].append(told)
        elif _is_whole(pieces, at - len(run), at):
            new.append(told.strip())
            rest.append([])
        else:
            rest[-1].append(_marked(told))
    joined = (Markup().join(piece).strip() for piece in rest)
    return Told(Markup("\n").join(new), tuple(piece for piece in joined if piece), "")


def _is_whole(pieces, start, end):
    """Whether the words from `start` to `end` are sentences or paragraphs of their own."""
    begins = start == 0 or _ends(pieces[start - 1]) or "\n" in pieces[start]
    return begins and (end == len(pieces) or _ends(pieces[end - 1]) or "\n" in pieces[end])


def _ends(piece):
    return piece.rstrip("\"')”’").endswith((".", "!", "?", ":", ";"))


def _marked(words):
    space = words[: len(words) - len(words.lstrip())]
    return Markup('{}<strong class="pack-changed">{}</strong>').format(space, words.lstrip())
