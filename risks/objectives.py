"""Which objectives a text names, as registers write them. Values in, values out."""

import re

_REFERENCES = re.compile(r"[,/&]|\band\b")


def read_objectives(text, known):
    """([the objectives that a text names, in its order], [the pieces of it that name none]).

    `known` are objectives with `ref` and `title`. An objective is named by either, or by both, one behind the other;
    several stand on lines of their own or between semicolons, references between commas or strokes too.
    """
    names = _names(known)
    if whole := names.get(_key(text)):
        return [whole], []
    found, unknown = [], []
    for piece in filter(_key, re.split(r"[;\n]", text)):
        several = [names.get(_key(each)) for each in _REFERENCES.split(piece) if _key(each)]
        if whole := names.get(_key(piece)):
            found.append(whole)
        elif several and all(several):
            found += several
        else:
            unknown.append(piece.strip())
    return list({id(each): each for each in found}.values()), unknown


def _names(known):
    """{what an objective may be called: the objective}."""
    names = {}
    for each in known:
        for name in (each.ref, each.title, f"{each.ref} {each.title}"):
            if _key(name):
                names.setdefault(_key(name), each)
    return names


def _key(text):
    """What makes two names the same: neither case nor spaces nor the mark between a reference and a title counts."""
    return " ".join(re.sub(r"(?<=\w)\s*[-–:.)]\s+", " ", text.casefold()).split()).strip(" .")
