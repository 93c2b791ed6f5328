"""Which sections a pack has, in which order. Values in, values out."""

from dataclasses import dataclass

# Narrative sections stand before this one, the first that counts, until somebody says otherwise.
FIRST_FIGURES = "summary"


@dataclass(frozen=True, slots=True)
class Part:
    """A section in the order of a plan's packs: the name of a declared one, or "narrative-<key>"."""

    name: str
    is_included: bool = True
    in_public: bool = True


def composed(chosen, declared, narratives):
    """Every `Part` in order, from the `chosen` ones (in order), and the names of all `declared` and narrative sections.

    What was chosen and is no longer there is left out; what is there and was not chosen joins at its usual place.
    """
    there = {*declared, *narratives}
    parts = [part for part in chosen if part.name in there]
    placed = {part.name for part in parts}
    for place, name in enumerate(declared):
        if name not in placed:
            parts.insert(_after(parts, declared[:place]), Part(name))
    names = [part.name for part in parts]
    first = names.index(FIRST_FIGURES) if FIRST_FIGURES in names else len(names)
    return (*parts[:first], *(Part(name) for name in narratives if name not in placed), *parts[first:])


def _after(parts, before):
    """Where a section joins: behind the one that stands before it in the usual order."""
    if not before:
        return 0
    return next(place for place, part in enumerate(parts, 1) if part.name == before[-1])


def placed(parts, places):
    """The parts with those at other places (1 is the first) to which `places`, {name: place}, sends them."""
    sent = {part.name for place, part in enumerate(parts, 1) if places.get(part.name, place) != place}
    kept = [part for part in parts if part.name not in sent]
    for part in sorted((part for part in parts if part.name in sent), key=lambda part: places[part.name]):
        kept.insert(max(0, places[part.name] - 1), part)
    return tuple(kept)


def moved(parts, name, step):
    """The parts with the one of that name `step` places further on; at the ends it stays."""
    names = [part.name for part in parts]
    if name not in names:
        return tuple(parts)
    rest = [part for part in parts if part.name != name]
    place = max(0, names.index(name) + step)
    return (*rest[:place], parts[names.index(name)], *rest[place:])
