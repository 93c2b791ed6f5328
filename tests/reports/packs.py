"""Packs for tests: made from figures without a database, opened again as HTML, and as PDF."""

import re
from collections import Counter
from dataclasses import fields
from datetime import date
from html.parser import HTMLParser

from actions.figures import ActionFigure, ActionsFigures, AreaFigures, ConcernFigure, Counts, RecommendationFigure
from cycle.figures import HighlightsFigures
from finance.figures import FinanceFigures
from measures.figures import MeasureFigure, MeasuresFigures, ValueFigure
from milestones.exception_figures import ExceptionFigure, ExceptionsFigures
from milestones.figures import MilestoneFigure, MilestonesFigures
from milestones.programme_figures import ProgrammeFigure, ProgrammesFigures
from plans.figures import PlanOwnFigures, RatingFigure
from reports.document import Document
from reports.figures import PlanFigures
from reports.objectives import ObjectiveFigure, ObjectivesFigures, TiedFigure
from reports.sections import SECTIONS
from risks.figures import BandFigure, RiskFigure, RisksFigures, ScoreFigure
from risks.scoring import USUAL_BANDS, band_of

BEFORE, ON = date(2019, 2, 28), date(2019, 3, 31)
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
        "standing": "live",
        "no_change": False,
        "slips": 0,
        "days_slipped": 0,
        "late": False,
        "stated_on": ON,
        "url": f"/plans/sample/actions/1.{key}/",
        "has_lead": True,
        "wrong": (),
        "is_private": False,
    }
    return _filled(ActionFigure, defaults, facts)


def concern(**facts):
    return _filled(
        ConcernFigure, {"ref": "1.1", "match": "exact", "open": True, "reviews": (), "is_private": False}, facts
    )


def recommendation(text, actions=(), source=None, area_number=1):
    return RecommendationFigure(area_number, text, source, tuple(actions))


def objective(key=1, **facts):
    """An `ObjectiveFigure` that a risk makes unsafe."""
    tied = [TiedFigure("action", 1, "1.1", "Do thing 1", "SAFE", "", "/plans/sample/actions/1.1/")]
    tied.append(
        TiedFigure("risk", 1, "R1", "Thing 1 fails", "NOT_SAFE", "scores 20, Extreme", "/plans/sample/risks/1/")
    )
    defaults = {"key": key, "ref": f"O{key}", "title": "Care that is safe", "tied": tuple(tied)}
    defaults["safety"] = "NOT_SAFE" if facts.get("tied", tied) else "UNKNOWN"
    return _filled(ObjectiveFigure, defaults, facts)


def milestone(key=57, **facts):
    """A `MilestoneFigure` on track, due at the end of the quarter, of AO."""
    defaults = {"key": key, "ref": str(key), "called": str(key), "title": f"Agree paper {key}", "is_critical": False}
    defaults |= {"delivery": ("AO",), "chief": (), "due_on": ON, "original_on": ON, "status": "on_track"}
    defaults |= {"standing": "live", "slips": 0, "days_slipped": 0, "late": False, "late_against_original": False}
    defaults |= {"will_be_late": False, "complete": False, "actions": (), "risks": (), "objectives": ()}
    defaults |= {"exception_waits": False, "is_private": False, "wrong": (), "stated_on": BEFORE}
    defaults["url"] = f"/plans/sample/milestones/{key}/"
    return _filled(MilestoneFigure, defaults, facts)


def score(likelihood, consequence, **facts):
    number = likelihood * consequence
    band = band_of(number, [BandFigure(*band, risks=0) for band in USUAL_BANDS])
    defaults = {"likelihood": likelihood, "consequence": consequence, "score": number, "scored_on": BEFORE, "key": 1}
    defaults |= {"band": band.word, "level": band.level, "differs": False, "words_differ": False}
    return _filled(ScoreFigure, defaults, facts)


def risk(key=1, **facts):
    """A `RiskFigure` that scores 20 and shall come to 10."""
    defaults = {"key": key, "name": f"R{key}", "title": f"Thing {key} fails", "owners": ("AO",), "open": True}
    defaults |= {"year_start": score(4, 5), "current": score(4, 5), "target": score(2, 5), "movement": "unchanged"}
    defaults |= {"above_target": 10, "actions": (), "open_actions": (), "is_private": False, "wrong": ()}
    defaults |= {"is_mitigated": True, "mitigation": "A group meets.", "url": f"/plans/sample/risks/{key}/"}
    return _filled(RiskFigure, defaults, facts)


def exception(key=1, **facts):
    """An `ExceptionFigure` about milestone 57 that waits, and asks for half a year more."""
    defaults = {"key": key, "ref": "57", "milestone_key": 57, "title": "Open the ward", "report": "Month 11"}
    defaults |= {"reported_on": ON, "original_on": date(2019, 1, 31), "due_on": date(2019, 3, 31)}
    defaults |= {"rationale": "The builder left.", "recovery": "Another builds on.", "recovery_apart": True}
    defaults |= {"asked_on": date(2019, 9, 30), "state": "waiting", "is_private": False, "wrong": ()}
    return _filled(ExceptionFigure, defaults, facts)


def programme(key=1, **facts):
    """An open `ProgrammeFigure` of AO, on track."""
    defaults = {"key": key, "ref": f"P{key}", "called": f"P{key}", "name": "Care closer to home", "status": "on_track"}
    defaults |= {"leads": {}, "lead_posts": {}, "organisations": (), "risks": (), "deliverables": (), "projects": ()}
    defaults |= {"milestones": (), "open": True, "told_on": BEFORE, "is_private": False}
    return _filled(ProgrammeFigure, defaults | {"url": f"/plans/sample/programmes/{key}/"}, facts)


def register(*risks):
    """`RisksFigures` of these risks, in the usual bands."""
    levels = Counter(each.level for each in risks if each.open)
    bands = [BandFigure(word, colour, level, low, levels[level]) for word, colour, level, low in USUAL_BANDS]
    return RisksFigures(tuple(risks), tuple(bands), tuple({each.category for each in risks} - {None}))


def counts(actions):
    ratings = Counter(each.rating for each in actions)
    return Counts(
        len(actions),
        {rating.code: ratings[rating.code] for rating in KEY},
        ratings[None],
        sum(each.late and each.in_scope for each in actions),
        sum(each.late and not each.in_scope for each in actions),
    )


def make_document(*actions, before=None, **facts):
    """A `Document` of one plan with one area, "1 Leadership", and a line of its own for actions in no area.

    `before` are the actions of the last report, as at BEFORE, `concerns_before` its concerns,
    `risks_before` its `RisksFigures`.
    """
    known = {name: facts.pop(name) for name in _OF_FIGURES if name in facts}
    last = {"name": known.get("name", NAME), "concerns": facts.pop("concerns_before", ())}
    for part in ("risks", "finance", "milestones", "exceptions", "programmes", "measures"):
        last |= {part: facts.pop(f"{part}_before")} if f"{part}_before" in facts else {}
    cover = {"organisations": ("Partners",), "version": "1.0", "key_note": "", "sections": tuple(SECTIONS.values())}
    return Document(
        figures=make_figures(ON, actions or (action(),), **known),
        before=make_figures(BEFORE, before, **last) if before is not None else None,
        **(cover | facts),
    )


NAME = "Sample plan"
_OF_FIGURES = (
    "name",
    "concerns",
    "recommendations",
    "stated",
    "key",
    "of_plan",
    "requests",
    "wrong",
    "risks",
    "highlights",
    "finance",
    "milestones",
    "exceptions",
    "programmes",
    "measures",
    "objectives",
)


def make_figures(on, actions, name=NAME, concerns=(), recommendations=(), stated=(), key=KEY, **facts):
    """The `PlanFigures` of such a plan as at `on`."""
    areas = [AreaFigures(1, "Leadership", counts([each for each in actions if each.area_number == 1]))]
    if homeless := [each for each in actions if each.area_number is None]:
        areas.append(AreaFigures(None, "No area", counts(homeless)))
    return PlanFigures(
        slug="sample",
        name=name,
        as_at=on,
        parts={
            "plan": PlanOwnFigures(ratings=key, stated=(), **facts.get("of_plan", {"posts": ()})),
            "actions": ActionsFigures(
                tuple(areas),
                counts(actions),
                tuple(recommendations),
                tuple(actions),
                tuple(concerns),
                requests=tuple(facts.get("requests", ())),
            ),
            "risks": facts.get("risks", RisksFigures((), (), ())),
            "highlights": HighlightsFigures(tuple(facts.get("highlights", ()))),
            "finance": facts.get("finance", FinanceFigures((), None, ())),
            "milestones": facts.get("milestones", MilestonesFigures(())),
            "exceptions": facts.get("exceptions", ExceptionsFigures(())),
            "programmes": facts.get("programmes", ProgrammesFigures(())),
            "measures": facts.get("measures", MeasuresFigures(())),
            "objectives": ObjectivesFigures(tuple(facts.get("objectives", ()))),
        },
        stated_totals=tuple(stated),
        wrong=tuple(facts.get("wrong", ())),
    )


def squeezed(text):
    """A text without white space: where lines break on paper does not matter."""
    return re.sub(r"\s", "", text)


class Opened(HTMLParser):
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


def measure(key=1, values=(), **facts):
    """A `MeasureFigure` with `values` (Decimals) of the months from January 2018, none of which is out of the usual."""
    days = [date(2018 + place // 12, place % 12 + 1, 28) for place in range(len(values))]
    told = [
        _filled(ValueFigure, {"on": day, "period": f"{day:%B %Y}", "value": value, "written": f"{value}%",
                              "aim": "", "mark": "common", "said_on": ON}, {})
        for day, value in zip(days, values, strict=True)
    ]  # fmt: skip
    defaults = {"key": key, "called": f"M{key}", "name": f"Thing {key} counted", "every": "month", "chart": "xmr"}
    defaults |= {"owners": ("AO",), "actions": (), "objectives": (), "open": True, "values": tuple(told), "unit": "%"}
    defaults |= {"variation": "", "assurance": "", "missed": 0, "waiting": (), "silent": 0, "trajectory": ()}
    defaults |= {"is_private": False, "wrong": (), "url": f"/plans/sample/measures/{key}/"}
    return _filled(MeasureFigure, defaults, facts)
