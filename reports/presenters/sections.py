"""The sections of a plan's packs, as the page on which they are chosen shows them."""

from dataclasses import dataclass

from ..sections import SECTIONS


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section at its `place`. `key` is that of a narrative one, None for one that the tracker makes."""

    place: int
    name: str
    title: str
    key: int | None
    is_included: bool
    in_public: bool
    is_private: bool
    is_empty: bool


def section_rows(parts, narratives):
    """`SectionRow`s of all `Part`s in their order; `narratives` are the `NarrativeFigure`s among them."""
    written = {each.name: each for each in narratives}
    return tuple(_row(place, part, written.get(part.name)) for place, part in enumerate(parts, 1))


def _row(place, part, narrative):
    return SectionRow(
        place=place,
        name=part.name,
        title=narrative.title if narrative else SECTIONS[part.name].title,
        key=narrative and narrative.key,
        is_included=part.is_included,
        in_public=part.in_public,
        is_private=bool(narrative and narrative.is_private),
        is_empty=bool(narrative and not narrative.text and not narrative.pictures),
    )
