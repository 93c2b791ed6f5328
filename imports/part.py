"""What every part of an import has in common: a draft to propose to, and records to save in the order they depend."""

from plans.models import Plan
from plans.services import save_reference


class Part:
    """One kind of content of a workbook.

    Each kind has `propose(layout)`, which says what would change; `write(by)` makes it so through the services.
    """

    def __init__(self, draft, earlier=()):
        """`earlier` are the parts that propose, and are written, before this one."""
        self.draft = draft
        self.earlier = {type(part): part for part in earlier}
        self.records = []

    def titles(self):
        """(reference, title) of the records that are told by their reference in the changes, but known by a title."""
        return ()

    def write(self, by):
        for record in self.records:
            self._save(record, by)

    def _save(self, record, by):
        if not isinstance(record, Plan):
            record.plan = self.draft.plan  # a new plan has had its key only since it was saved
        save_reference(record=record, by=by)

    def _propose(self, kind, sheet, row, ref, record, values):
        """Propose `values` for a record of reference data, to be saved when there is anything to save."""
        if self.draft.propose(kind, sheet, row, ref, record, values):
            self.records.append(record)
        return record


def text_of(row, index):
    """The text of a row's cell in a column, empty where there is neither."""
    cell = row.get(index) if index else None
    return cell.text.strip() if cell else ""


def texts_of(row):
    """The texts of a row's cells, in order, without the empty ones."""
    return [text for cell in row.cells.values() if (text := cell.text.strip())]
