"""The rows of a programme's form: its deliverables by quarter and its projects over quarters."""

from django import forms

from core.forms import Narrative
from finance.forms.fields import Cell

from ..programmes import Deliverable, Project
from ..quarters import NotAQuarter, name_of_quarter, read_quarter

NEW_ROWS = 3


class QuarterField(Cell):
    """A quarter as people write it; gives (its last day or None, the text). `held` is a text that may stay unread."""

    def __init__(self, *, held="", **options):
        super().__init__(max_length=60, **options)
        self.held = held

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_quarter(text), text
        except NotAQuarter as error:
            if text == self.held:
                return None, text
            raise forms.ValidationError(f"{self.label}: “{text}” {error}.") from None


class _Row:
    """One row of a form; `line` is what it began from, None for a new one.

    `words` names what it needs, `quarters` {name: its head} its quarters, `written` the names of their texts.
    """

    def __init__(self, form, number, line):
        self.form, self.number, self.line = form, number, line

    @property
    def called(self):
        return f"{self.kind.capitalize()} {self.number}"

    @property
    def cells(self):
        """{name: bound field} for the page."""
        return {name: self.form[self.key(name)] for name in (*self.quarters, self.words)}

    def key(self, name):
        return f"{self.kind}-{self.number}-{name}"

    def add_fields(self):
        for name, head in self.quarters.items():
            written = getattr(self.line, self.written[name]) if self.line else ""
            held = getattr(self.line, name) if self.line else None
            field = QuarterField(label=f"{self.called}, {head}", held=written if held is None else "")
            field.initial = written or (name_of_quarter(held) if held else "")
            self.form.fields[self.key(name)] = field
        field = self.words_field()
        field.initial = getattr(self.line, self.words) if self.line else ""
        self.form.fields[self.key(self.words)] = field

    def check(self, cleaned):
        if not self.of(cleaned, self.words) and any(
            self.of(cleaned, name) not in (None, (None, "")) for name in self.quarters
        ):
            message = f"{self.called} has a quarter and no words: enter what it is, or empty the row."
            self.form.add_error(self.key(self.words), message)

    def of(self, cleaned, name):
        return cleaned.get(self.key(name))


class DeliverableRow(_Row):
    kind, words = "deliverable", "text"
    quarters, written = {"quarter": "quarter"}, {"quarter": "as_written"}

    def words_field(self):
        return Narrative(label=f"{self.called}: what is handed over", required=False)

    def entry(self, cleaned):
        """The `Deliverable` of the row, None for an empty one."""
        text = self.of(cleaned, "text")
        quarter, written = self.of(cleaned, "quarter") or (None, "")
        return Deliverable(text, quarter, written) if text else None


class ProjectRow(_Row):
    kind, words = "project", "name"
    quarters = {"first": "first quarter", "last": "last quarter"}
    written = {"first": "first_as_written", "last": "last_as_written"}

    def words_field(self):
        return Cell(label=f"{self.called}: its name", max_length=300)

    def check(self, cleaned):
        super().check(cleaned)
        project = self.entry(cleaned)
        if project and project.ends_before_it_begins and project != self.line:
            message = f"{self.called} ends before it begins: put one of its two quarters right."
            self.form.add_error(self.key("last"), message)

    def entry(self, cleaned):
        """The `Project` of the row, None for an empty one."""
        name = self.of(cleaned, "name")
        (first, from_text), (last, to_text) = (self.of(cleaned, each) or (None, "") for each in self.quarters)
        return Project(name, first, last, from_text, to_text) if name else None


ROWS = (DeliverableRow, ProjectRow)
