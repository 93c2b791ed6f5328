"""Packs for tests: made from figures without a database, opened again as HTML, and as PDF."""

import re
from collections import Counter
from dataclasses import fields
from datetime import date
from html.parser import HTMLParser

from actions.figures import ActionFigure, ActionsFigures, AreaFigures, ConcernFigure, Counts, RecommendationFigure
from plans.figures import PlanOwnFigures, RatingFigure
from reports.figures import PlanFigures
from reports.pack import Pack

ON = date(2019, 3, 31)
KEY = (
    RatingFigure("R", "Red", "No progress against action", "not_started"),
    RatingFigure("A", "Amber", "Actions underway", "underway"),
    RatingFigure("G", "Green", "All actions in place", "in_place"),
    RatingFigure("B", "Blue", "Completed*", "complete"),
)


def _filled(kind, defaults, given):
    return kind(**({field.name: None for field in fields(kind)} | defaults | given))


def action(key=1, **facts):
    """An `ActionFigure`; what is not given is None, or what an action cannot be without."""
    defaults = {
        "key": key,
        "ref": f"1.{key}",
        "is_heading": False,
        "area_number": 1,
        "title": f"Do thing {key}",
        "sro": (),
        "ops_lead": (),
        "evidence_status": "not_stated",
        "in_scope": True,
        "late": False,
        "stated_on": ON,
        "url": f"/plans/sample/actions/1.{key}/",
    }
    return _filled(ActionFigure, defaults, facts)


def concern(**facts):
    return _filled(ConcernFigure, {"ref": "1.1", "match": "exact", "open": True, "reviews": ()}, facts)


def recommendation(text, actions=(), source=None, area_number=1):
    return RecommendationFigure(area_number, text, source, tuple(actions))


def counts(actions):
    ratings = Counter(each.rating for each in actions)
    return Counts(
        len(actions),
        {rating.code: ratings[rating.code] for rating in KEY},
        ratings[None],
        sum(each.late and each.in_scope for each in actions),
        sum(each.late and not each.in_scope for each in actions),
    )


def make_pack(*actions, concerns=(), recommendations=(), stated=(), key=KEY, **facts):
    """A `Pack` of one plan with one area, "1 Leadership", and a line of its own for actions in no area."""
    actions = actions or (action(),)
    areas = [AreaFigures(1, "Leadership", counts([each for each in actions if each.area_number == 1]))]
    if homeless := [each for each in actions if each.area_number is None]:
        areas.append(AreaFigures(None, "No area", counts(homeless)))
    figures = PlanFigures(
        slug="sample",
        name=facts.pop("name", "Sample plan"),
        as_at=ON,
        parts={
            "plan": PlanOwnFigures(ratings=key, posts=(), stated=()),
            "actions": ActionsFigures(
                tuple(areas), counts(actions), tuple(recommendations), tuple(actions), tuple(concerns)
            ),
        },
        stated_totals=tuple(stated),
    )
    return Pack(**({"figures": figures, "organisations": ("Partners",), "version": "1.0", "key_note": ""} | facts))


def squeezed(text):
    """A text without white space: where lines break on paper does not matter."""
    return re.sub(r"\s", "", text)


class Document(HTMLParser):
    """An HTML document as a test sees it: its elements, its headings and the cells of its tables."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.headings, self.tables = [], [], []
        self._open, self._heading, self._hidden = [], None, 0
        self.words = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag in ("style", "title", "svg"):
            self._hidden += 1
        if re.fullmatch("h[1-6]", tag):
            self._heading = [int(tag[1]), ""]
            self.headings.append(self._heading)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag == "p":
            self.handle_data(" ")
        if tag in ("style", "title", "svg"):
            self._hidden -= 1
        if re.fullmatch("h[1-6]", tag):
            self._heading[1] = " ".join(self._heading[1].split())
            self._heading = None
        if tag in ("th", "td"):
            self._open.pop()
            row = self.tables[-1][-1]
            row[-1] = " ".join(row[-1].split())

    def handle_data(self, data):
        if self._hidden:
            return
        self.words.append(data)
        if self._heading:
            self._heading[1] += data
        if self._open:
            self.tables[-1][-1][-1] += data

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def table(self, *heads):
        """The body rows of the first table whose heads begin so."""
        return next(rows[1:] for rows in self.tables if rows[0][: len(heads)] == list(heads))
