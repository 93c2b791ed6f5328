"""A picture as a page shows it: what it says in a sentence, how it is drawn, its numbers as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .position import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is called, where that leads to ("" for nowhere), and its numbers."""

    name: str
    url: str
    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` are (words, stage) of the columns; the stage is "" where a column stands for none.

    `of_words` says that its cells are words, and no numbers.
    """

    first: str
    heads: tuple[tuple[str, str | None], ...]
    rows: tuple[Row, ...]
    of_words: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` is that of its files; `draw` makes the SVG."""

    name: str
    title: str
    finding: str
    draw: Callable[[], Markup]
    table: Table
