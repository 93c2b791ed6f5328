"""Small workbooks for a test: sheets given as rows of values, and a door to the real command that takes them in."""

import io
import json
from dataclasses import dataclass, field
from datetime import date

import openpyxl
from django.apps import apps
from django.core.management import CommandError, call_command
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from plans.models import Plan
from reports.figures import figures_of

HEADER = ["No.", "Action", "SRO", "By when (end of)", "Progress Update", "Updated", "RAG"]
ON = date(2019, 3, 14)
KEY = [
    ["RAG key"],
    ["R", "No progress against action"],
    ["A", "Actions underway"],
    ["G", "In place"],
    ["B", "Completed"],
]
POSTS = [["Abbreviation", "Title", "Person"], ["AO", "Accountable Officer", "Ann Example (AE)"]]


@dataclass(frozen=True)
class Cell:
    """A value with what a plain one cannot have: a fill, red words behind it and more `after` those, a format, or text
    that begins with "="."""

    value: object
    fill: str = ""
    red: str = ""
    after: str = ""
    number_format: str = ""
    is_text: bool = False


def row(
    ref="1.1", title="Do the first thing", sro="AO", due="Mar 2019", progress="Begun.", updated="10/03/19", rag="G"
):
    """A row below HEADER."""
    return [ref, title, sro, due, progress, updated, rag]


def plant(folder, sheets, change=None, name="plan.xlsx"):
    """The path of a workbook of {sheet: rows}; `change(workbook)` may merge, hide or comment before it is saved."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for number, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                _put(sheet.cell(number, column), value)
    if change:
        change(workbook)
    path = folder / name
    workbook.save(path)
    return path


def _put(cell, value):
    look = value if isinstance(value, Cell) else Cell(value)
    cell.value = look.value
    if look.red:
        parts = [look.value, TextBlock(InlineFont(color="FFFF0000"), look.red), look.after]
        cell.value = CellRichText(*filter(None, parts))
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.number_format:
        cell.number_format = look.number_format
    if look.is_text:
        cell.data_type = "s"


def actions(*rows, header=HEADER, above=()):
    """The sheets of a plain plan: a key, a table of posts and the given rows of actions."""
    return {"Key": KEY, "Posts": POSTS, "Plan": [*above, header, *rows]}


@dataclass
class Outcome:
    """What a run of the command said: its lines, its last sentence when it failed, and its JSON."""

    lines: list[str]
    failure: str = ""
    told: dict = field(default_factory=dict)

    @property
    def exit(self):
        return 1 if self.failure else 0

    def said(self, severity, words):
        """The lines of a severity that hold the words."""
        return [line for line in self.lines if line.startswith(f"{severity}: ") and words in line]

    def changes(self, kind):
        """{reference: outcome} of the changes of a kind."""
        return {change["ref"]: change["outcome"] for change in self.told["changes"] if change["kind"] == kind}

    def fields(self, kind, ref):
        """{field: [before, after]} of one change."""
        return next(c["fields"] for c in self.told["changes"] if c["kind"] == kind and c["ref"] == ref)


class Office:
    """A programme office with one plan, "p", that hands in workbooks."""

    def __init__(self, folder):
        self.folder = folder

    def hand_in(self, sheets, *options, on=ON, commit=True, change=None, name="plan.xlsx"):
        return self.run(plant(self.folder, sheets, change, name), *options, on=on, commit=commit)

    def run(self, path, *options, on=ON, commit=True):
        """`import_workbook` with the file as at a date (None leaves it to the workbook)."""
        told = self.folder / "told.json"
        told.unlink(missing_ok=True)
        arguments = [str(path), "--plan", "p", "--json", str(told), *options]
        arguments += ["--as-at", on.isoformat()] if on else []
        output, failure = io.StringIO(), ""
        try:
            call_command("import_workbook", *arguments, *(["--commit"] if commit else []), stdout=output)
        except CommandError as error:
            failure = str(error)
        found = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
        return Outcome(output.getvalue().splitlines(), failure, found)

    @property
    def plan(self):
        return Plan.objects.get(slug="p")

    def figures(self, on=ON):
        return figures_of(self.plan, on)

    def actions(self, on=ON):
        """{reference, or title without one: ActionFigure} in the plan's order."""
        return {action.ref or action.title: action for action in self.figures(on).actions.actions}


def contents():
    """{table: rows} of every table of the database."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._default_manager.count() for model in models if model._meta.managed}


def added(before, after):
    """{table: rows more than before}, of those that differ."""
    return {table: after[table] - before[table] for table in after if after[table] != before[table]}
