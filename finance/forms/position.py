"""The grid of a month's position: a row for each line of the month before, and some for new ones."""

from django import forms

from core.forms import Narrative

from ..services import LineEntry
from ..services.positions import STATED
from ..variance import AMOUNTS, ENTERED, HEADS, Amounts, Kind
from .fields import AmountField, Cell, Grid, typed

NEW_ROWS = 4
KINDS = [
    (Kind.EXPENDITURE, "Spending"),
    (Kind.ALLOCATION, "Money that comes in"),
    (Kind.BROUGHT_FORWARD, "Brought forward"),
]


class PositionGrid(Grid):
    """`lines` of `PositionLine`s fill it; what a document printed of them stays with a line that is left as it was.

    Once it is valid, `entries` are the `LineEntry`s of all rows that name a line.
    """

    def __init__(self, *args, lines=(), with_amounts=True, **options):
        super().__init__(*args, **options)
        self.lines = list(lines)
        self.entered = [line for line in self.lines if line.kind in ENTERED]
        self.rows = [Row(self, *each) for each in enumerate(self.lines_for("rows", self.entered, NEW_ROWS))]
        for row in self.rows:
            row.add_fields(with_amounts)

    @property
    def named(self):
        """[(row, its bound fields by name)] for the page."""
        return [(row, {name: self[row.name_of(name)] for name in FIELDS}) for row in self.rows]

    def clean(self):
        cleaned = super().clean()
        for row in self.rows:
            row.check(cleaned)
        return cleaned

    @property
    def entries(self):
        """The `LineEntry`s in order; totals that a document printed follow, as long as the amounts are its own."""
        given = [entry for row in self.rows if (entry := row.entry(self.cleaned_data))]
        same = [row for row in self.rows if row.line and row.is_untouched(self.cleaned_data)]
        untouched = len(same) == len(self.entered) == len(given)
        return given + ([_printed(line) for line in self.lines if line.kind not in ENTERED] if untouched else [])


FIELDS = ("name", "group", "kind", *AMOUNTS, "commentary")


class Row:
    """One row of the grid; `line` is the `PositionLine` that it began from, None for a new one."""

    def __init__(self, form, number, line):
        self.form, self.number, self.line = form, number, line

    def name_of(self, field):
        return f"{field}-{self.number}"

    @property
    def called(self):
        return self.line.name if self.line else f"New line {self.number + 1}"

    def add_fields(self, with_amounts):
        line, add = self.line, self._add
        add("name", Cell(label=f"{self.called}: name", max_length=200), line and line.name)
        add("group", Cell(label=f"{self.called}: heading above it", max_length=200),
            line and line.group)  # fmt: skip
        add("kind", forms.ChoiceField(label=f"{self.called}: kind", choices=KINDS, required=False),
            line.kind if line else Kind.EXPENDITURE)  # fmt: skip
        for name in AMOUNTS:
            keep = with_amounts or name == "forecast_plan"
            add(
                name,
                AmountField(label=f"{self.called}, {HEADS[name]}"),
                typed(getattr(line, name)) if line and keep else "",
            )
        add("commentary", Narrative(label=f"{self.called}: what explains it", required=False),
            line.commentary if line and with_amounts else "")  # fmt: skip

    def _add(self, name, field, initial):
        field.initial = initial or ""
        self.form.fields[self.name_of(name)] = field

    def of(self, cleaned, name):
        return cleaned.get(self.name_of(name))

    def check(self, cleaned):
        amounts = [self.of(cleaned, name) for name in AMOUNTS]
        if not self.of(cleaned, "name") and any(amount is not None for amount in amounts):
            field = self.name_of("name")
            self.form.add_error(
                field, f"{self.called} has amounts and no name: enter what it is called, or empty them."
            )

    def entry(self, cleaned):
        name = self.of(cleaned, "name")
        if not name:
            return None
        amounts = Amounts(**{each: self.of(cleaned, each) for each in AMOUNTS})
        kind = self.of(cleaned, "kind") or Kind.EXPENDITURE
        stated = _stated(self.line) if self.line and self.is_untouched(cleaned) else {}
        group = self.of(cleaned, "group") if kind == Kind.EXPENDITURE else ""
        return LineEntry(name, str(kind), group, amounts, stated, self.of(cleaned, "commentary"))

    def is_untouched(self, cleaned):
        return all(self.of(cleaned, name) == getattr(self.line, name) for name in ("name", "group", "kind", *AMOUNTS))


def _stated(line):
    return {name: value for name in STATED if (value := getattr(line, name)) is not None}


def _printed(line):
    amounts = Amounts(**{name: getattr(line, name) for name in AMOUNTS})
    return LineEntry(line.name, line.kind, line.group, amounts, _stated(line), line.commentary)
