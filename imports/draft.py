"""What an import proposes before anything is written: changes, problems and the records they need."""

import re
from dataclasses import dataclass, field

from core.problems import Problem, Severity
from plans.spreadsheet import plain_word, read_area
from reports.presenters.words import cut

from .officers import Officers


@dataclass(slots=True)
class Change:
    """One proposed change. `fields` are {name: [before, after]} in plain values, dates in ISO form."""

    kind: str
    sheet: str
    row: int | None
    ref: str
    outcome: str
    fields: dict = field(default_factory=dict)


class Draft:
    """The proposal of one workbook for one plan and one as-at date.

    `is_latest` is False where the plan already knows statements of a later date: then the file fills the past and
    leaves the plan's areas, keys and posts as they are. `leave_out_rejected` is True where the person chose to import
    the rest of a workbook in which some rows cannot be; `left_out` are {(kind, reference or words)} of the rows that
    the person named one by one. `in_browser` says where the person is, to whom a remedy is told. `is_dated` is False
    where nobody and nothing gave the as-at date, so that it is today.
    """

    def __init__(self, plan, as_at, file_name, is_latest=True, leave_out_rejected=False, in_browser=False):
        self.plan, self.as_at, self.file_name = plan, as_at, file_name
        self.is_latest, self.leave_out_rejected = is_latest, leave_out_rejected
        self.in_browser, self.left_out, self.is_dated = in_browser, set(), True
        self.problems, self.changes = [], []
        saved = plan.pk is not None
        self.ratings = list(plan.ratings.all()) if saved else []
        self.statuses = {plain_word(status.word): status for status in plan.statuses.all()} if saved else {}
        self.areas = {area.number: area for area in plan.areas.all()} if saved else {}
        self.officers = Officers(self)

    def say(self, severity, sheet, cell, value, message, row=None):
        self.problems.append(Problem(Severity(severity), sheet, cell, str(value), message, row))

    def ask(self, sheet, cell, value, message, row=None):
        self.say("question", sheet, cell, value, message, row)

    def reject(self, kind, sheet, row, ref, message):
        """A row that cannot be imported: an error, or a question once the person chose to leave such rows out."""
        if self.leave_out_rejected:
            self.ask(sheet, f"row {row}", ref, f"{message} This row was left out.", row)
        else:
            self.say("error", sheet, f"row {row}", ref, message, row)
        self.changes.append(Change(kind, sheet, row, ref, "rejected"))

    def leaves_out(self, kind, ref, title):
        """Whether the row of a known record stands in the workbook and is left out of this import."""
        return bool({(kind, ref), (kind, title_key(title))} & self.left_out)

    def area_of(self, row):
        """The area of a row by the text that stands above or beside it, else by the first number of its reference."""
        number = self._number_of(row.area)
        if number is None and (found := re.match(r"(\d{1,3})\.", row.ref)):
            number = int(found.group(1))
        return self.areas.get(number)

    def area_called(self, text):
        """The area that a text above or beside rows names, or None."""
        return self.areas.get(self._number_of(text))

    def _number_of(self, text):
        number, title = read_area(text)
        if number is None and title:
            number = next((n for n, area in self.areas.items() if area.title.casefold() == title.casefold()), None)
        return number

    def where(self, sheet, row):
        return f"{self.file_name}, {sheet}, row {row}"

    @property
    def errors(self):
        return [problem for problem in self.problems if problem.severity == Severity.ERROR]

    def propose(self, kind, sheet, row, ref, record, values):
        """Set `values` on `record` as a proposed change, and say whether there is anything to save.

        A record that exists stays as it is when the file is older than what the plan knows.
        """
        is_new = record.pk is None
        values = {name: self.fitting(sheet, row, record, name, value) for name, value in values.items()}
        before = {name: None if is_new else getattr(record, name) for name in values}
        differs = {name: [before[name], value] for name, value in values.items() if is_new or before[name] != value}
        if not differs:
            self.changes.append(Change(kind, sheet, row, ref, "unchanged"))
            return False
        if not is_new and not self.is_latest:
            return self._keep(kind, sheet, row, ref, differs)
        for name, value in values.items():
            setattr(record, name, value)
        outcome = "new" if is_new else "changed"
        self.changes.append(
            Change(kind, sheet, row, ref, outcome, {k: list(map(plain, v)) for k, v in differs.items()})
        )
        return True

    def fitting(self, sheet, row, model, name, value):
        """A value for the field `name` of `model`: a text is cut to what the tracker keeps of it."""
        limit = model._meta.get_field(name).max_length
        if isinstance(value, str) and limit and len(value) > limit:
            message = f"this {name.replace('_', ' ')} has {len(value)} characters and was cut to {limit}; shorten it."
            self.ask(sheet, f"row {row}" if row else "", value[:80], message, row)
            return value[:limit]
        return value

    def _keep(self, kind, sheet, row, ref, differs):
        for name, (now, then) in differs.items():
            message = (
                f"this older workbook gives {ref} the {name.replace('_', ' ')} “{then}”, the plan now has “{now}”; "
                "the plan was left as it is."
            )
            self.ask(sheet, f"row {row}" if row else "", then, message, row)
        self.changes.append(Change(kind, sheet, row, ref, "unchanged"))
        return False


def short_title(title):
    """A title on one line, short enough to call a record by; an ellipsis says where it was cut."""
    return cut(title, 80)


def title_key(title):
    """What makes two titles the same for a record without a reference."""
    return " ".join(title.casefold().split())


def plain(value):
    """A value as it goes into JSON: dates in ISO form, records by what identifies them."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return getattr(value, "code", None) or str(value)
