"""The rows of the tables of concerns: which action each is about, and how it stands."""

import re

from actions.models import Concern, ConcernStatement
from actions.reading import RowReader, read_concern
from actions.services import ConcernEntry, record_concerns

from .draft import Change, plain
from .part import Part

_ALIKE = 0.5


class ConcernsPart(Part):
    """Proposes a statement for every concern. `actions` are the entries of the same import, new and known."""

    def __init__(self, draft, actions_part):
        super().__init__(draft)
        self.actions_part = actions_part
        saved = draft.plan.pk is not None
        told = ConcernStatement.objects.as_at(draft.plan, draft.as_at) if saved else []
        self.before = {statement.concern_id: statement for statement in told}
        concerns = draft.plan.concerns.prefetch_related("reviews") if saved else []
        self.known = {
            (_words(c.ref_as_written), _words(c.title_as_written), c.raised_as_written, c.repeat): c for c in concerns
        }
        self.entries, self.seen = [], {}

    def propose(self, layout):
        self.by_ref = self._actions_by_ref()
        for block in layout.of("concern"):
            for row, banner in block.rows:
                reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set())
                self._take(read_concern(reader, banner))
        found = {entry.concern.pk for entry in self.entries}
        for pk, statement in self.before.items() if self.entries else ():
            if pk not in found:
                self._report_missing(statement.concern)

    def _report_missing(self, concern):
        ref = concern.ref_as_written
        message = (
            f"the concern about {ref or concern.title_as_written[:60]} is in the plan but not in this workbook; it was "
            "left as it is, put its row back or close it in the plan."
        )
        self.draft.ask("", "", ref, message)
        self.draft.changes.append(Change("concern", "", None, ref, "missing"))

    def write(self, by):
        entries = [entry for entry in self.entries if not self._is_said_already(entry)]
        record_concerns(plan=self.draft.plan, entries=entries, effective_on=self.draft.as_at, by=by)

    def _is_said_already(self, entry):
        before = self.before.get(entry.concern.pk)
        return before is not None and before.effective_on == self.draft.as_at and not self._differing(entry)

    def _actions_by_ref(self):
        return self.actions_part.known.by_ref | {
            e.action.ref: e.action for e in self.actions_part.entries if e.action.ref
        }

    def _take(self, row):
        if not row.ref and not row.title:
            message = "this row names no action and was left out; write its reference and its title."
            self._ask(row, message)
            self.draft.changes.append(Change("concern", row.sheet, row.row, "", "rejected"))
            return
        key = (_words(row.ref), _words(row.title), row.raised_as_written)
        repeat = self.seen[key] = self.seen.get(key, -1) + 1
        if repeat:
            name = row.ref or f"“{row.title[:60]}”"
            self._ask(row, f"this concern about {name} is written twice; both were kept, delete one if it is the same.")
        concern = self.known.get((*key, repeat))
        if concern is None:
            action, match = self._match(row)
            concern = Concern(
                action=action,
                match=match,
                ref_as_written=row.ref,
                title_as_written=row.title,
                raised_as_written=row.raised_as_written,
                raised_on=row.raised_on,
                repeat=repeat,
                position=len(self.known) + len(self.entries) + 1,
            )
        kept = {review.as_written for review in concern.reviews.all()} if concern.pk else set()
        reviews = [review for review in row.reviews if review.as_written not in kept]
        entry = ConcernEntry(concern, row.facts, reviews, self.draft.where(row.sheet, row.row))
        self.entries.append(entry)
        fields = self._differing(entry)
        outcome = "new" if concern.pk is None else "changed" if fields else "unchanged"
        ref = concern.action.ref if concern.action else row.ref
        self.draft.changes.append(Change("concern", row.sheet, row.row, ref, outcome, fields))

    def _differing(self, entry):
        before = self.before.get(entry.concern.pk)
        pairs = {name: [before and getattr(before, name), after] for name, after in entry.facts.items()}
        fields = {name: list(map(plain, pair)) for name, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}
        if entry.reviews:
            fields["reviews"] = [None, "; ".join(review.as_written for review in entry.reviews)]
        return fields

    def _match(self, row):
        """(action or None, how sure). The same title settles it; a number may have lost its last zero (1.10 as 1.1)."""
        refs = [row.ref, *(row.ref + zeros for zeros in ("0", "00") if row.ref_is_number)]
        candidates = [action for ref in refs if (action := self.by_ref.get(ref))]
        ranked = sorted(candidates, key=lambda action: -alike(row.title, action.title))
        best = ranked[0] if ranked else None
        if best is None or alike(row.title, best.title) < _ALIKE:
            titled = [action for action in self.by_ref.values() if alike(row.title, action.title) == 1]
            best = titled[0] if len(titled) == 1 else best
        if best is None:
            self._ask(
                row, "no action has this reference or title, so the concern stands alone; put the reference right."
            )
            return None, Concern.Match.NONE
        likeness = alike(row.title, best.title)
        if likeness == 1 or (best.ref == row.ref and likeness >= _ALIKE):
            if best.ref != row.ref:
                written = f"reference {row.ref}" if row.ref else "this concern without a reference"
                message = f"{written} was read as {best.ref}, whose title is the one written here."
                self.draft.say("note", row.sheet, f"row {row.row}", row.ref, message, row.row)
            return best, Concern.Match.EXACT
        self._ask(
            row,
            f"this concern is likely about {best.ref} “{best.title[:60]}”; it was placed there, write that action's "
            "reference and title if it is so, another's if not.",
        )
        return best, Concern.Match.LIKELY

    def _ask(self, row, message):
        self.draft.ask(row.sheet, f"row {row.row}", row.ref, message, row.row)


def alike(written, title):
    """How far a written title is that of an action: 1 when one holds the other, else the share of words found."""
    said, known = _words(written), _words(title)
    if said and known and (said == known or _holds(said, known) or _holds(known, said)):
        return 1
    words = said.split()
    return sum(word in known.split() for word in words) / len(words) if words else 0


def _holds(longer, shorter):
    return len(shorter) > 20 and shorter in longer


def _words(text):
    return re.sub(r"[^\w%£&]+", " ", text.casefold()).strip() or text.strip()
