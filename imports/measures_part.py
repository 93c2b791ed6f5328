"""The rows of lists of measures and of their values, beside what the tracker knows of them."""

from decimal import Decimal

from actions.leads import post_key, read_leads
from actions.models import BROUGHT
from actions.reading import RowReader
from measures.models import Measure, MeasureStatement, MeasureValue
from measures.periods import named, span
from measures.reading import read_measure, read_measure_value
from measures.services import FACTS, MOST, MeasureEntry, ValueEntry, place_measure, record_measures, record_values
from measures.targets import joined, kept, read_back

from .draft import Change, short_title, title_key
from .part import Part


class MeasuresPart(Part):
    """Proposes a statement of every measure, and every value that says something new."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        plan, on = draft.plan, draft.as_at
        saved = plan.pk is not None
        told = MeasureStatement.objects.filter(measure__plan=plan).select_related("measure") if saved else []
        self.told = sorted(told, key=lambda each: (each.effective_on, each.pk))
        by_then = [each for each in self.told if each.effective_on <= on]
        self.before = {each.measure_id: each for each in by_then}
        self.brought = _brought(by_then, self.before, lambda each: each.measure_id)
        self.by_name = {title_key(each.name): each.measure for each in self.told}
        self.by_ref = {each.measure.ref: each.measure for each in self.told if each.measure.ref}
        self.programmes = {title_key(each.ref): each for each in plan.programmes.all() if each.ref} if saved else {}
        self.entries, self.values, self.moves, self.owners = [], [], [], {}
        self.taken, self.every = set(), {each.measure_id: each.every for each in self.before.values()}

    def propose(self, layout):
        year = self.draft.plan.financial_year
        for block in layout.of("measure"):
            for reader in self._readers(block):
                self._take(read_measure(reader, year))
        if self.entries:
            self._report_missing()
        blocks = layout.of("measure_value")
        if blocks:
            self._know_values()
        for block in blocks:
            for reader in self._readers(block):
                self._take_value(read_measure_value(reader, year), reader)

    def titles(self):
        yield from ((statement.measure.called, statement.name) for statement in self.before.values())

    def write(self, by):
        plan, on = self.draft.plan, self.draft.as_at
        for entry in self.entries:
            if entry.facts and id(entry) in self.owners:
                entry.facts["owners"] = [post.pk for post in self.owners[id(entry)]]
        said = [entry for entry in self.entries if entry.facts]
        if said:
            record_measures(plan=plan, entries=said, effective_on=on, by=by)
        for measure, place in self.moves:
            place_measure(measure=measure, **place, by=by)
        if self.values:
            record_values(plan=plan, entries=self.values, effective_on=on, by=by)

    def _readers(self, block):
        merges_told = set()
        for row, _ in block.rows:
            yield RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told)

    def _take(self, row):
        if not row.name:
            self._leave("measure", row, row.ref, "this row names no measure and was left out; write what is counted")
            return
        measure, called = self._measure_of(row), row.ref or short_title(row.name)
        if measure and (measure.pk is None or measure.pk in self.taken):
            self._leave("measure", row, called, f"{called} stands on two rows and the first was taken")
            return
        before = self.before.get(measure.pk) if measure else None
        entry = MeasureEntry(measure or Measure(ref=row.ref), {}, where=self.draft.where(row.sheet, row.row))
        self.taken.add(entry.measure.pk)
        fields = self._place(entry.measure, row) | self._say(entry, row, before)
        self.entries.append(entry)
        self.every[measure.pk if measure else id(entry.measure)] = _every(entry, before)
        self.by_name.setdefault(title_key(row.name), entry.measure)
        if row.ref:
            self.by_ref.setdefault(row.ref, entry.measure)
        outcome = "new" if measure is None else "changed" if fields else "unchanged"
        self.draft.changes.append(Change("measure", row.sheet, row.row, called, outcome, fields))

    def _measure_of(self, row):
        """The measure that a row is, None for a new one. Between two references a name decides nothing."""
        if row.ref in self.by_ref:
            return self.by_ref[row.ref]
        found = self.by_name.get(title_key(row.name))
        return None if found is None or (found.ref and row.ref) else found

    def _place(self, measure, row):
        """The reference and the programme that the row gives a measure: {field: [before, after]} of what changes."""
        programme = self.programmes.get(title_key(row.programme))
        if row.programme and programme is None:
            message = f"“{row.programme[:80]}” is the reference of no programme of the plan and was left out."
            self.draft.ask(row.sheet, f"row {row.row}", row.programme[:80], message, row.row)
        place = {"ref": measure.ref or row.ref, "programme": programme or measure.programme}
        fields = {name: [getattr(measure, name), now] for name, now in place.items() if getattr(measure, name) != now}
        if measure.pk is None:
            measure.programme = programme
        elif fields:
            self.moves.append((measure, place))
        return {name: [str(old) if old else None, str(new)] for name, (old, new) in fields.items()}

    def _say(self, entry, row, before):
        """Give `entry` its facts, where they differ from those before: {field: [before, after]} of them."""
        facts = self._merged(row, {"name": row.name} | _aims(row.facts, before), before)
        fields = {}
        for name, value in facts.items():
            old = getattr(before, name) if before else None
            if (old or None) != (value or None):
                fields[name] = [_plain(old), _plain(value)]
        if fields or before is None:
            entry.facts = ({name: getattr(before, name) for name in FACTS} if before else {}) | facts
            if "owner_as_written" in fields:
                self.owners[id(entry)] = self._owners(row)
        return fields

    def _merged(self, row, facts, before):
        """What the row says; of what a workbook said before too, that which somebody said in the tracker since."""
        written = self.brought.get(before.measure_id) if before else None
        if written is None:
            return facts
        behind = [name for name, new in facts.items() if new == getattr(written, name) != getattr(before, name)]
        if behind:
            names = ", ".join(name.replace("_", " ") for name in behind)
            message = f"the workbook is behind the tracker in {names}, which stayed as they were said there since."
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, message, row.row)
        return {name: getattr(before, name) if name in behind else value for name, value in facts.items()}

    def _owners(self, row):
        """The posts that a cell names; what names none that the plan knows is asked about and kept as written."""
        officers = self.draft.officers
        titled = {post.title.casefold(): post for post in officers.posts.values() if post.title}
        if whole := titled.get(row.owner.casefold()):
            return [whole]
        found = []
        for lead in read_leads(row.owner):
            post = officers.posts.get(post_key(lead.post)) or titled.get(lead.post.casefold())
            if post is None:
                message = (
                    f"“{lead.post or lead.initials}” is no post of the plan; it was kept as written, write the post."
                )
                self.draft.ask(row.sheet, row.owner_cell, row.owner, message, row.row)
            elif post not in found:
                found.append(post)
        return found

    def _report_missing(self):
        found = {entry.measure.pk for entry in self.entries}
        for pk, statement in self.before.items():
            measure = statement.measure
            if pk in found or not statement.is_open or self.draft.leaves_out("measure", measure.ref, statement.name):
                continue
            message = (
                f"the measure {measure.called} is in the plan but not in this workbook; it was left as it is, put its "
                "row back or close it in the plan."
            )
            self.draft.ask("", "", measure.called, message)
            self.draft.changes.append(Change("measure", "", None, measure.called, "missing"))

    def _know_values(self):
        """Which values hold by the date of the import, and which of them a workbook brought before somebody else."""
        plan = self.draft.plan
        rows = MeasureValue.objects.filter(measure__plan=plan, effective_on__lte=self.draft.as_at) if plan.pk else []
        rows = sorted(rows, key=lambda each: (each.effective_on, each.pk))
        self.held = {(each.measure_id, each.on): each for each in rows}
        self.held_brought = _brought(rows, self.held, lambda each: (each.measure_id, each.on))
        self.counted = set()

    def _take_value(self, row, reader):
        measure = self.by_ref.get(row.measure) or self.by_name.get(title_key(row.measure))
        called = short_title(row.measure)
        if measure is None:
            what = (
                f"“{called}” is no measure of the plan or of this workbook" if called else "this row names no measure"
            )
            self._leave(
                "measure_value", row, called, f"{what}, so its value was left out; put the measure into the list"
            )
            return
        if row.on is None or not row.is_read:
            self._leave("measure_value", row, called, "this row has no date and value that were understood; left out")
            return
        every = self.every.get(measure.pk or id(measure), "month")
        first, last = span(every, row.on)
        name = f"{measure.ref or called}, {named(every, last)}"
        if problem := self._problem(measure, first, last, row):
            self._leave("measure_value", row, name, problem)
            return
        if row.on not in (first, last):
            message = f"{row.on:%d/%m/%Y} is within {named(every, last)} and was taken as the value of all of it."
            self.draft.say("note", row.sheet, reader.cell("on").coordinate, row.as_written, message, row.row)
        self._keep_value(measure, last, row, name)

    def _problem(self, measure, first, last, row):
        """Why a value is left out, "" where it is not."""
        key = (measure.pk or id(measure), last)
        if key in self.counted:
            return "two rows give a value of this period and the first was taken"
        self.counted.add(key)
        if first > self.draft.as_at:
            return "this period begins after the date of the workbook"
        return "this number is more than the tracker keeps" if row.value is not None and abs(row.value) >= MOST else ""

    def _keep_value(self, measure, day, row, name):
        held, brought = self.held.get((measure.pk, day)), self.held_brought.get((measure.pk, day))
        now = held.value if held else None
        if brought and brought.value == row.value != now:
            message = f"{name} was entered as {_plain(now)} in the tracker since, which stayed; put the workbook right."
            self.draft.ask(row.sheet, f"row {row.row}", row.as_written, message, row.row)
            row.value = now
        outcome = "unchanged" if row.value == now else "new" if now is None else "changed"
        fields = {} if outcome == "unchanged" else {"value": [_plain(now), _plain(row.value)]}
        self.draft.changes.append(Change("measure_value", row.sheet, row.row, name, outcome, fields))
        if fields:
            where = self.draft.where(row.sheet, row.row)
            self.values.append(ValueEntry(measure, day, row.value, row.as_written, row.note, where))

    def _leave(self, kind, row, called, message):
        self.draft.ask(row.sheet, f"row {row.row}", called, f"{message}.", row.row)
        self.draft.changes.append(Change(kind, row.sheet, row.row, called, "rejected"))


def _aims(facts, before):
    """Facts with the target as it goes on from what was aimed at before; none of it where it is written the same."""
    if before is None or "trajectory" not in facts:
        return facts
    if facts["target_as_written"] == before.target_as_written:
        return {name: value for name, value in facts.items() if name not in ("target", "trajectory")}
    return facts | {"trajectory": kept(joined(read_back(before.trajectory), read_back(facts["trajectory"])))}


def _every(entry, before):
    return entry.facts.get("every") or (before.every if before else "month")


def _brought(rows, held, key):
    """{key: the last row that a workbook brought}, of those that somebody said anew in the tracker since."""
    last = {key(each): each for each in rows if each.origin in BROUGHT}
    return {name: each for name, each in last.items() if held[name] is not each}


def _plain(value):
    """A value as it goes into JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    if isinstance(value, list):
        return "; ".join(f"{each['on']}: {each['value']}" if isinstance(each, dict) else str(each) for each in value)
    return value
