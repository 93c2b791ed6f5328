"""The page on which a person looks through a preview: its summary, and a page of its rows."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator

from core.paging import page_links
from core.problems import Severity

from ..rows import rows_of
from .preview import PROBLEMS, SHOWS, WHAT_MATTERS, counts_by, is_asked_for, problems_by_severity, shown
from .words import OUTCOMES, kind_words

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`counts` are (how many, word, url) of each outcome; `by_sheet` and `by_kind` [(name, [(how many, url)])].

    `problems` are {severity: how many}; `filters` [(text, how many, url, whether chosen)].
    """

    as_at: date
    counts: tuple
    headings: tuple
    problems: dict
    problems_url: str
    rows_with_problems: int
    by_sheet: tuple
    by_kind: tuple
    filters: tuple
    narrowed_to: str
    count: int
    rows: tuple
    number: int
    pages: dict | None
    everything: str


def preview_page(preview, *, address, show=WHAT_MATTERS, sheet="", kind="", page=None):
    """The `PreviewPage` of a preview at `address`, narrowed to what the reader asked for."""
    rows = rows_of(preview)
    show = show if show in SHOWS else WHAT_MATTERS

    def to(**query):
        asked = {name: value for name, value in query.items() if value}
        return f"{address}?{urlencode(asked)}#rows" if asked else f"{address}#rows"

    found_outcomes = [outcome for outcome in OUTCOMES if any(row.outcome == outcome for row in rows)]
    found = [row for row in rows if is_asked_for(row, show, sheet, kind)]
    on_page = Paginator(found, ROWS_A_PAGE).get_page(page)
    narrowed = [sheet, kind_words(kind)[1] if kind else ""]
    return PreviewPage(
        as_at=date.fromisoformat(preview["as_at"]),
        headings=tuple(SHOWS[outcome] for outcome in found_outcomes),
        problems_url=to(show=PROBLEMS),
        rows_with_problems=sum(is_asked_for(row, PROBLEMS) for row in rows),
        counts=tuple(
            (number, words, to(show=outcome))
            for outcome, words in OUTCOMES.items()
            if (number := sum(row.outcome == outcome for row in rows))
        ),
        problems=problems_by_severity(preview),
        by_sheet=tuple(_line(name, counts, to) for name, counts in counts_by(rows, "place", found_outcomes)),
        by_kind=tuple(
            _line(kind_words(name)[1], counts, to) for name, counts in counts_by(rows, "kind", found_outcomes)
        ),
        filters=tuple(_filters(rows, show, sheet, kind, to)),
        narrowed_to=", ".join(filter(None, narrowed)),
        count=len(found),
        rows=tuple(shown(row, preview) for row in on_page),
        number=on_page.number,
        pages=page_links(on_page, lambda number: to(show=show, sheet=sheet, kind=kind, page=number)),
        everything=to(),
    )


def conventions(preview, address):
    """(sheet, sentence, url) of the notes on how a whole sheet was read, such as how its variances are signed.

    `address` is that of the page on columns; the url is where the sheet's own can be said to be otherwise.
    """
    for problem in preview["problems"]:
        if problem["severity"] == Severity.NOTE and problem["sheet"] and not (problem["cell"] or problem["row"]):
            rows = [table["header_row"] for table in preview["tables"] if table["sheet"] == problem["sheet"]]
            query = {"sheet": problem["sheet"]} | ({"row": rows[0]} if rows else {})
            yield problem["sheet"], problem["message"], f"{address}?{urlencode(query)}"


def _line(name, counts, to):
    return name, tuple((count.number, to(**count.query)) for count in counts)


def _filters(rows, show, sheet, kind, to):
    for value, text in SHOWS.items():
        number = sum(is_asked_for(row, value, sheet, kind) for row in rows)
        if number or value == show:
            yield text, number, to(show=value, sheet=sheet, kind=kind), value == show
