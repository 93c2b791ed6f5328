"""The rows of reports of exceptions: which milestones each is about, and what it says became of them."""

from actions.models import Origin, Standing
from actions.reading import RowReader
from core.dates import in_words
from milestones.dates import is_far
from milestones.exception_reading import other_day, read_exception, report_day
from milestones.models import DeliveryStatus, MilestoneChange, MilestoneException
from milestones.services import MilestoneEntry, record_changes, record_exceptions, record_milestones

from .concerns_part import alike
from .draft import Change, plain, short_title, title_key
from .milestones_part import MilestonesPart
from .part import Part

_Kind = MilestoneChange.Kind
_FACTS = "team title due_on due_as_written rationale recovery asked_on asked_as_written".split()
_UNLIKE = 0.25  # the share of words below which two titles are not of one milestone
_STANDING = {_Kind.WITHDRAWN: Standing.WITHDRAWN, _Kind.MERGED: Standing.MERGED, _Kind.REPLACED: Standing.REPLACED}


class ExceptionsPart(Part):
    """Proposes the exceptions that are new or say something else, and the changes of milestones that they tell."""

    def __init__(self, draft, earlier):
        super().__init__(draft, earlier)
        self.milestones = self.earlier[MilestonesPart]
        self.known = self._known()
        self.rows, self.changes, self.taken = [], [], set()

    def propose(self, layout):
        for block in sorted(layout.of("exception"), key=lambda block: self._day_of(layout, block)):
            for row in self._read(block):
                self._take(row, block.sheet.name)
        self.milestones.report_missing({change.milestone.pk for change, _ in self.changes})

    def write(self, by):
        plan, on = self.draft.plan, self.draft.as_at
        record_exceptions(plan=plan, rows=self.rows, effective_on=on, by=by)
        entries = [entry for _, entry in self.changes if id(entry) not in self.milestones.said]
        told = record_milestones(plan=plan, entries=entries, effective_on=on, by=by)
        said = self.milestones.said | dict(zip(map(id, entries), told, strict=True))
        for change, entry in self.changes:
            change.statement = said[id(entry)]
        record_changes(plan=plan, changes=[change for change, _ in self.changes], effective_on=on, by=by)

    def _known(self):
        """{(report, number, title): {milestone id or None: the last exception that a workbook brought by then}}"""
        known, plan = {}, self.draft.plan
        told = MilestoneException.objects.filter(plan=plan, origin=Origin.IMPORT) if plan.pk else ()
        for each in told and told.filter(effective_on__lte=self.draft.as_at).order_by("effective_on", "pk"):
            key = _key(each.report, each.milestone_as_written, each.title)
            known.setdefault(key, {})[each.milestone_id] = each
        return known

    def _day_of(self, layout, block):
        """By which reports are put in order: of two about one milestone in one workbook the later one is the last."""
        cells = [cell for row in layout.unread[block.sheet.name] for cell in row.cells.values()]
        texts = [*(cell.text for cell in cells if len(cell.text) < 120), block.sheet.name]
        return report_day(texts, self.draft.plan.financial_year) or self.draft.as_at

    def _read(self, block):
        merges_told = set()
        for row, _ in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told)
            found = read_exception(reader, self.draft.plan.financial_year)
            if found.ref or found.facts["title"]:
                yield found
            else:
                message = "this row names no milestone and was left out; write its number and its words."
                self.draft.ask(found.sheet, f"row {found.row}", "", message, found.row)
                self.draft.changes.append(Change("exception", found.sheet, found.row, "", "rejected"))

    def _take(self, row, report):
        name, key = row.ref or short_title(row.facts["title"]), _key(report, row.ref, row.facts["title"])
        if key in self.taken:
            message = f"the exception about {name} stands on another row of this sheet too; take one of them out."
            self.draft.reject("exception", row.sheet, row.row, name, message)
            return
        self.taken.add(key)
        entries = self._entries(row)
        before = self.known.get(key, {})
        fields, is_new = {}, False
        for entry in entries or [None]:
            pk = entry.milestone.pk if entry else None
            said = before.get(pk) or (before.get(None) if entry else None)
            differs = self._differing(row, said, entry)
            fields |= differs
            is_new = is_new or said is None
            if differs or said is None:
                self.rows.append(self._exception(row, report, entry))
        outcome = "unchanged" if not fields and not is_new else "new" if not before else "changed"
        self.draft.changes.append(Change("exception", row.sheet, row.row, name, outcome, fields))
        for told in row.told:
            self._tell(told, row, entries)

    def _entries(self, row):
        """The entries of the milestones that a row names; doubts about each are asked."""
        found = []
        for number in row.numbers:
            if entry := self._entry(number):
                found.append(entry)
                self._compare(row, entry)
            else:
                message = (
                    f"no milestone has the number {number}, so the exception was kept without one; put its row back "
                    "among the milestones, or the number right."
                )
                self._ask(row, "ref", row.ref, message)
        if len(row.numbers) > 1:
            message = f"one row for {' and '.join(row.numbers)}: the exception was kept for each of them."
            self.draft.say("note", row.sheet, row.cells["ref"], row.ref, message, row.row)
        elif not row.numbers:
            message = "this exception names no milestone, so it was kept without one; write the number, if it has one."
            self._ask(row, "ref", row.ref, message)
        return found

    def _entry(self, number):
        """The entry of a milestone, as the workbook tells it or else as it stands in the plan, or None."""
        milestones = self.milestones
        if entry := milestones.by_ref.get(number):
            return entry
        known = milestones.known.by_ref.get(number)
        if known is None:
            return None
        entry = MilestoneEntry(known, {}, milestones.known.before.get(known.pk))
        return milestones.by_ref.setdefault(number, entry) if entry.before else None

    def _compare(self, row, entry):
        """Ask where an exception tells its milestone otherwise than the register of milestones does."""
        facts, name = row.facts, entry.milestone.called
        team, title, due, first, status = (
            _fact(entry, each) for each in ("team", "title", "due_on", "original_on", "status")
        )
        if team and facts["team"] and _squeezed(team) != _squeezed(facts["team"]):
            message = f"the team is {facts['team']} here and {team} at the milestone {name}; put one of them right."
            self._ask(row, "team", facts["team"], message)
        if alike(facts["title"], title) < _UNLIKE:
            message = f"these are not the words of the milestone {name}, “{title[:60]}”; check the number."
            self._ask(row, "title", facts["title"][:80], message)
        earlier = self.milestones.known.dues.get(entry.milestone.pk, ())
        if due and row.due_on and row.due_on not in (due, first, *earlier):
            self._ask(row, "due", facts["due_as_written"], _other_due(row.due_on, due, name))
        if status == DeliveryStatus.COMPLETE:
            message = f"the milestone {name} is complete; its exception was kept."
            self.draft.say("note", row.sheet, f"row {row.row}", row.ref, message, row.row)
        self._ask_about_asked(row, due or row.due_on)
        if day := other_day(facts):
            message = (
                f"the reason names {in_words(day)}, the date asked for is {in_words(facts['asked_on'])}; check both."
            )
            self._ask(row, "asked", facts["asked_as_written"], message)

    def _ask_about_asked(self, row, due):
        asked = row.facts["asked_on"]
        if not (asked and due):
            return
        if is_far(due, asked):
            message = f"{in_words(asked)} is more than a year after the due date, {in_words(due)}; check the year."
            self._ask(row, "asked", row.facts["asked_as_written"], message)
        elif asked < due:
            message = f"{in_words(asked)} is before the due date, {in_words(due)}; check both."
            self._ask(row, "asked", row.facts["asked_as_written"], message)

    def _differing(self, row, said, entry):
        """{field: [before, after]} of what a row says otherwise than before; all of it where nothing was said."""
        pairs = {name: (said and getattr(said, name), row.facts[name]) for name in _FACTS}
        fields = {name: list(map(plain, pair)) for name, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}
        if said and entry and (entry.milestone.pk is None or said.milestone_id != entry.milestone.pk):
            fields["milestone"] = [None, entry.milestone.called]
        return fields

    def _exception(self, row, report, entry):
        report = self.draft.fitting(row.sheet, None, MilestoneException, "report", report)
        return MilestoneException(
            milestone=entry and entry.milestone,
            milestone_as_written=row.ref,
            report=report,
            position=len(self.rows) + 1,
            where=self.draft.where(row.sheet, row.row),
            **{name: row.facts[name] for name in _FACTS},
        )

    def _tell(self, told, row, entries):
        """Propose what a row says became of its milestones where that is clear; ask where it is not."""
        if told.kind == _Kind.ADDED:
            self._added(told.number, row)
        elif not told.kind or not entries:
            message = (
                "this tells of a milestone that is merged, replaced or removed, but not clearly of which one, or only "
                "as a proposal; the exception was kept, change the milestone in the plan if it is so."
            )
            self._ask(row, "rationale", row.ref, message)
        else:
            for entry in entries:
                self._ended(told, row, entry)

    def _added(self, number, row):
        entry = self._entry(number)
        if entry is None:
            message = (
                f"the milestone {number} is said to be added, but no row tells what it is; add its row among the "
                "milestones, or add it in the plan."
            )
            self._ask(row, "asked", number, message)
        elif entry.milestone.pk not in self.milestones.known.added and not self._is_told(entry):
            self._change(_Kind.ADDED, row, entry)

    def _ended(self, told, row, entry):
        name, kind = entry.milestone.called, _Kind(told.kind)
        if entry.before and entry.before.standing != Standing.LIVE:
            return
        into = self._entry(told.number) if told.number else None
        if into is entry:
            return
        if self.milestones.is_listed(entry):
            message = (
                f"the milestone {name} is said to be {kind.label} here, but its row still stands among the milestones; "
                "take that row out if it is so."
            )
            self._ask(row, "rationale", row.ref, message)
        elif told.number and into is None:
            message = (
                f"the milestone {name} is {kind.label}, {told.number}, which no row tells; add the row of that one."
            )
            self._ask(row, "rationale", told.number, message)
        elif not self._is_told(entry):
            ended = MilestoneEntry(entry.milestone, {"standing": _STANDING[kind]}, entry.before)
            ended.where = self.draft.where(row.sheet, row.row)
            self._change(kind, row, ended, into and into.milestone)
            fields = {"standing": [entry.before.standing, _STANDING[kind].value]}
            self.draft.changes.append(Change("milestone", row.sheet, row.row, name, "changed", fields))

    def _is_told(self, entry):
        return any(change.milestone is entry.milestone for change, _ in self.changes)

    def _change(self, kind, row, entry, into=None):
        words = filter(None, (row.facts[name] for name in ("rationale", "recovery", "asked_as_written")))
        change = MilestoneChange(milestone=entry.milestone, kind=kind, reason="\n".join(words), into=into)
        self.changes.append((change, entry))

    def _ask(self, row, column, value, message):
        self.draft.ask(row.sheet, row.cells.get(column, f"row {row.row}"), value, message, row.row)


def _key(report, number, title):
    return report.casefold(), number.casefold(), title_key(title)


def _fact(entry, name):
    """What the workbook says of a milestone, else what was said before."""
    if name in entry.facts:
        return entry.facts[name]
    return getattr(entry.before, name) if entry.before else None


def _squeezed(text):
    return "".join(text.split()).casefold()


def _other_due(here, due, name):
    only = ", only the years differ" if (here.day, here.month) == (due.day, due.month) else ""
    both = f"it was due on {in_words(here)} here and on {in_words(due)} at the milestone {name}{only}"
    return f"{both}; put one of them right."
