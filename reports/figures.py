"""The figures of a plan at a date: one object, from which dashboard, pack, workbook and commands are made.

Because everything shows the same object, no two totals can differ. A further register joins by one line in REGISTERS.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date

import actions.figures
import cycle.figures
import finance.figures
import measures.figures
import milestones.exception_figures
import milestones.figures
import milestones.programme_figures
import plans.figures
import risks.figures
from actions.assurance import Finding, plan_findings

from .objectives import objectives_of
from .querysets import counts_at, report_dates

# {name of the part: the app's figures module}; each has figures_of(plan, on, is_public) giving a frozen dataclass with
# as_json().
REGISTERS = {
    "plan": plans.figures,
    "actions": actions.figures,
    "risks": risks.figures,
    "finance": finance.figures,
    "milestones": milestones.figures,
    "exceptions": milestones.exception_figures,
    "programmes": milestones.programme_figures,
    "measures": measures.figures,
    "highlights": cycle.figures,
}


@dataclass(frozen=True, slots=True)
class StatedTotalFigure:
    """A printed figure beside the computed one; both of the latter are None where there is nothing to compare with.

    A line that names a date (`said_of`) is compared with the figures of the report as at that date, where there is one.
    """

    label: str
    area_number: int | None
    said_of: date | None
    rating: str
    stated: int
    computed: int | None
    difference: int | None
    where: str


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Everything counted and stated about one plan as at one date; `parts` are {register: its figures}.

    `wrong` is what looks wrong with the plan itself; each action carries its own.
    """

    slug: str
    name: str
    as_at: date
    parts: dict
    stated_totals: tuple[StatedTotalFigure, ...]
    wrong: tuple[Finding, ...]

    @property
    def plan(self):
        return self.parts["plan"]

    @property
    def actions(self):
        return self.parts["actions"]

    @property
    def risks(self):
        return self.parts["risks"]

    @property
    def finance(self):
        return self.parts["finance"]

    @property
    def measures(self):
        return self.parts["measures"]

    @property
    def milestones(self):
        return self.parts["milestones"]

    @property
    def programmes(self):
        return self.parts["programmes"]

    @property
    def exceptions(self):
        return self.parts["exceptions"]

    @property
    def highlights(self):
        return self.parts["highlights"]

    @property
    def objectives(self):
        return self.parts["objectives"]

    @property
    def is_empty(self):
        """Whether no register has anything of the plan."""
        return not any(
            (
                self.actions.actions,
                self.risks.risks,
                self.milestones.milestones,
                self.programmes.programmes,
                self.measures.measures,
                self.finance.positions,
            )
        )

    def as_json(self):
        """Plain values in the form of the command `plan_figures`."""
        figures = {"plan": self.slug, "as_at": self.as_at}
        figures |= {name: [asdict(each) for each in getattr(self, name)] for name in ("stated_totals", "wrong")}
        for part in self.parts.values():
            figures |= part.as_json()
        return figures


def figures_of(plan, on, is_public=False, reports=None):
    """`PlanFigures` of `plan` as at `on`; for the public as if what is private were not in the plan.

    Then no printed totals are given where actions are left out: their difference would tell. `reports` are the plan's
    `report_dates` where whoever asks has them already, up to `on` or a later day.
    """
    parts = {name: module.figures_of(plan, on, is_public) for name, module in REGISTERS.items()}
    if parts["actions"].has_left_out:
        parts["plan"] = _without_traces(parts["plan"], parts["actions"].actions)
    parts["objectives"] = objectives_of(plan, parts, on)
    lines = parts["plan"].stated
    reported = _reported(plan, on, {line.said_of for line in lines} - {None}, reports)
    stated = tuple(_beside_computed(line, parts["actions"], reported) for line in lines)
    words = {rating.code: rating.word for rating in parts["plan"].ratings}
    wrong = plan_findings(parts["actions"].actions, parts["actions"].recommendations, stated, words)
    return PlanFigures(plan.slug, plan.name, on, parts, stated, wrong)


def _without_traces(own, actions):
    """The plan's own figures without what only tells of actions that are left out: printed totals, and posts that the
    plan knows from those actions alone."""
    leading = {post for action in actions for post in (*action.sro, *action.ops_lead)}
    posts = tuple(post for post in own.posts if not post.to_confirm or post.abbreviation in leading)
    return replace(own, stated=(), posts=posts)


def _reported(plan, on, days, reports):
    """{day: {code of a rating: actions}} of those of the `days` as at which the plan was reported by `on`."""
    if not days:
        return {}
    reports = report_dates(plan, by=on) if reports is None else reports
    known = sorted(day for day in days.intersection(reports) if day <= on)
    return {day: {each.rating: each.actions for each in found} for day, found in counts_at(plan.actions, known).items()}


def _ratings_beside(line, counted, reported):
    """{code: actions} that a printed line has to agree with; None where there is nothing to compare it with."""
    if line.area_number is not None:
        return next(
            (a.counts.ratings for a in counted.areas if a.number == line.area_number and not line.said_of), None
        )
    if line.said_of:
        return reported.get(line.said_of)
    return counted.total.ratings if line.label.casefold().startswith("total") else None


def _beside_computed(line, counted, reported):
    ratings = _ratings_beside(line, counted, reported)
    computed = None if ratings is None else ratings.get(line.rating, 0)
    return StatedTotalFigure(
        line.label,
        line.area_number,
        line.said_of,
        line.rating,
        line.count,
        computed,
        None if computed is None else computed - line.count,
        line.where,
    )
