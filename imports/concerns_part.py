"""The rows of the tables of concerns: which action each is about, and how it stands."""

import re

from actions.models import Concern, ConcernStatement, Origin
from actions.reading import RowReader, read_concern
from actions.services import ConcernEntry, record_concerns

from .actions_part import ActionsPart
from .draft import Change, plain
from .part import Part

_ALIKE = 0.5


class ConcernsPart(Part):
    """Proposes a statement for every concern."""

    def __init__(self, draft, earlier):
        super().__init__(draft, earlier)
        self.actions_part = self.earlier[ActionsPart]
        saved = draft.plan.pk is not None
        told = ConcernStatement.objects.as_at(draft.plan, draft.as_at) if saved else []
        self.before = {statement.concern_id: statement for statement in told}
        concerns = draft.plan.concerns.prefetch_related("reviews") if saved else []
        self.known = {
            (_words(c.ref_as_written), _words(c.title_as_written), c.raised_as_written, c.repeat): c for c in concerns
        }
        self.written = self._last_written()
        self.entries, self.seen, self.claimed = [], {}, set()

    def propose(self, layout):
        self.by_ref = self._actions_by_ref()
        rows = [
            read_concern(RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set()), banner)
            for block in layout.of("concern")
            for row, banner in block.rows
        ]
        self.claimed = {concern.pk for row in rows if (concern := self.known.get((*_key(row), 0)))}
        for row in rows:
            self._take(row)
        found = {entry.concern.pk for entry in self.entries}
        for pk, statement in self.before.items() if self.entries else ():
            concern = statement.concern
            if pk not in found and not self.draft.leaves_out(
                "concern", concern.ref_as_written, concern.title_as_written
            ):
                self._report_missing(concern)

    def _last_written(self):
        """{concern: what a workbook had said of it, or None} before somebody last kept it in the browser."""
        if not self.before:
            return {}
        told = ConcernStatement.objects.filter(concern__plan=self.draft.plan, effective_on__lte=self.draft.as_at)
        told = told.filter(concern__in=told.filter(origin=Origin.FORM).values("concern"))
        heard, written = {}, {}
        for statement in told.order_by("effective_on", "pk"):
            if statement.origin == Origin.FORM:
                written[statement.concern_id] = heard.get(statement.concern_id)
            else:
                heard[statement.concern_id] = statement
        return written

    def _report_missing(self, concern):
        ref = concern.ref_as_written or concern.title_as_written[:60]
        message = (
            f"the concern about {ref} is in the plan but not in this workbook; it was "
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
        key = _key(row)
        repeat = self.seen[key] = self.seen.get(key, -1) + 1
        if repeat:
            name = row.ref or f"“{row.title[:60]}”"
            self._ask(row, f"this concern about {name} is written twice; both were kept, delete one if it is the same.")
        concern = self.known.get((*key, repeat))
        if concern is None:
            action, match = self._match(row)
            concern = self._raised_in_browser(row, action) or Concern(
                action=action,
                match=match,
                ref_as_written=row.ref,
                title_as_written=row.title,
                raised_as_written=row.raised_as_written,
                raised_on=row.raised_on,
                repeat=repeat,
                position=len(self.known) + len(self.entries) + 1,
            )
        known = concern.reviews.all() if concern.pk else []
        kept, days = {review.as_written for review in known}, {review.seen_on for review in known} - {None}
        reviews = [each for each in row.reviews if each.as_written not in kept and each.seen_on not in days]
        entry = ConcernEntry(concern, self._merged(row, concern), reviews, self.draft.where(row.sheet, row.row))
        self.entries.append(entry)
        fields = self._differing(entry)
        outcome = "new" if concern.pk is None else "changed" if fields else "unchanged"
        ref = concern.action.ref if concern.action else row.ref
        self.draft.changes.append(Change("concern", row.sheet, row.row, ref, outcome, fields))

    def _raised_in_browser(self, row, action):
        """The concern about `action` that somebody raised in the browser and that this row lists now, or None."""
        for concern in self.known.values():
            same = concern.action and concern.action == action and not concern.raised_as_written
            if same and concern.pk not in self.claimed and row.raised_on in (None, concern.raised_on):
                self.claimed.add(concern.pk)
                return concern
        return None

    def _merged(self, row, concern):
        """What the row says; where that is only what workbooks said before, what somebody said in the browser since.

        A workbook that has not heard that a concern was closed, or opened again, is asked about.
        """
        if concern.pk not in self.written:
            return row.facts
        before, written = self.before[concern.pk], self.written[concern.pk]
        said = {name: getattr(written, name) if written else None for name in row.facts}
        said["is_open"] = written.is_open if written else True
        news = {name for name, value in row.facts.items() if (value or "") != (said[name] or "")}
        facts = {name: value if name in news else getattr(before, name) for name, value in row.facts.items()}
        if facts["is_open"] != row.facts["is_open"]:
            now, done = ("open", "reopened") if before.is_open else ("closed", "closed")
            message = (
                f"this concern was {done} in the plan and the workbook does not know it; it was left {now}, put the "
                "workbook right, or change it in the plan."
            )
            self._ask(row, message)
        return facts | {"closed_because": "" if facts["is_open"] else before.closed_because}

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


def _key(row):
    """What a concern is recognised by from one workbook to the next, beside its turn among those written alike."""
    return _words(row.ref), _words(row.title), row.raised_as_written


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
