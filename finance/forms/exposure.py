"""The grid of a month's financial risks and mitigations: a row for each of those of the month before, and new ones."""

from actions.leads import post_key
from core.forms import Narrative

from ..exposure import AMOUNTS, KINDS, NAMES, assessed_of, residual_of
from ..exposure_reading import post_named
from ..models import ExposureLine
from .fields import AmountField, Cell, Grid, PercentField, typed

NEW_ROWS = 5
HEADS = {"name": "what it is", "gross": "gross", "probability": "probability %"} | NAMES
HEADS |= {"lead": "lead", "process": "process to manage it", "commentary": "commentary"}


class ExposureGrid(Grid):
    """`lines` of `ExposureLine`s fill it. Once it is valid, `entries` are the lines of all rows that are named.

    An empty assessed or residual amount is worked out. `post_of(text)` gives the post that a lead names, or None.
    """

    def __init__(self, *args, lines=(), post_of, **options):
        super().__init__(*args, **options)
        self.post_of = post_of
        self.written = {(line.kind, line.name): line.as_written for line in lines}
        self.rows = {kind: list(self._rows(kind, [line for line in lines if line.kind == kind])) for kind in KINDS}

    def _rows(self, kind, lines):
        for number, line in enumerate(self.lines_for(f"rows-{kind}", lines, NEW_ROWS), 1):
            row = Row(self, kind, number, line)
            row.add_fields()
            yield row

    def clean(self):
        cleaned = super().clean()
        for rows in self.rows.values():
            for row in rows:
                row.check(cleaned)
        return cleaned

    @property
    def entries(self):
        given = (row.line_of(self.cleaned_data) for rows in self.rows.values() for row in rows)
        return [line for line in given if line]


class Row:
    """One row of the grid; `line` is the `ExposureLine` that it began from, None for a new one."""

    def __init__(self, form, kind, number, line):
        self.form, self.kind, self.number, self.line = form, kind, number, line

    @property
    def called(self):
        return f"{self.kind.capitalize()} {self.number}"

    @property
    def cells(self):
        """{name: bound field} for the page."""
        return {name: self.form[self._key(name)] for name in HEADS}

    def add_fields(self):
        limits = {name: ExposureLine._meta.get_field(name).max_length for name in ("name", "lead", "process")}
        for name, head in HEADS.items():
            label = f"{self.called}, {head}"
            if name in AMOUNTS:
                field = AmountField(label=label)
            elif name == "probability":
                field = PercentField(label=label)
            elif name == "commentary":
                field = Narrative(label=label, required=False)
            else:
                field = Cell(label=label, max_length=limits[name])
            field.initial = self._initial(name)
            self.form.fields[self._key(name)] = field

    def check(self, cleaned):
        if not cleaned.get(self._key("name")) and any(cleaned.get(self._key(name)) not in (None, "") for name in HEADS):
            self.form.add_error(self._key("name"), f"{self.called} has no name: enter what it is, or empty the row.")

    def line_of(self, cleaned):
        """The unsaved `ExposureLine` of the row, None for an empty one."""
        facts = {name: cleaned[self._key(name)] for name in HEADS}
        if not facts["name"]:
            return None
        if facts["assessed"] is None:
            facts["assessed"] = assessed_of(facts["gross"], facts["probability"])
        if facts["residual"] is None:
            facts["residual"] = residual_of(facts["assessed"], facts["in_forecast"])
        written = self.form.written.get((self.kind, facts["name"]), {})
        odd = {name: text for name, text in written.items() if facts[name] is None}
        return ExposureLine(kind=self.kind, post=self.form.post_of(facts["lead"]), as_written=odd, **facts)

    def _key(self, name):
        return f"{name}-{self.kind}-{self.number}"

    def _initial(self, name):
        value = getattr(self.line, name) if self.line else ""
        if name == "probability":
            return "" if value in (None, "") else f"{value.normalize():f}"
        return typed(value) if self.line and name in AMOUNTS else value


def posts_named(plan, holders):
    """A function that gives the post of `plan` that a lead names; `holders` are {key of a post: person}."""
    posts = list(plan.posts.all())
    initials = {post_key(post.abbreviation): holders[post.pk].initials for post in posts if post.pk in holders}
    return lambda text: post_named(text, posts, initials)
