"""The rows of programmes, their deliverables and their projects: which programme each is of, and how it stands."""

from decimal import Decimal

from actions.models import BROUGHT
from actions.reading import RowReader
from milestones.models import Programme
from milestones.programme_leads import leads_named, posts_named
from milestones.programme_reading import read_deliverable, read_programme, read_project
from milestones.programmes import LEADS, keep_deliverables, keep_projects, pieces_in_words
from milestones.services import ProgrammeEntry, place_programme, record_programmes
from milestones.services.programmes import FACTS

from .draft import Change, plain, short_title, title_key
from .known_programmes import GUARDED, KnownProgrammes
from .millions import ask_of_millions
from .part import Part
from .said_since import doubts

# {kind of table: (the fact, how a row is read, how all are kept)}
_PIECES = {
    "deliverable": ("deliverables", read_deliverable, keep_deliverables),
    "project": ("projects", read_project, keep_projects),
}
_LEADS = {field: role for role, (field, _) in LEADS.items()}


class ProgrammesPart(Part):
    """Proposes a statement of every programme that the workbook tells otherwise than it stands."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.known = KnownProgrammes(draft.plan, draft.as_at)
        saved = draft.plan.pk is not None
        self.organisations = {each.name.casefold(): each for each in draft.plan.organisations.all()} if saved else {}
        self.entries, self.moves, self.written = {}, [], {}  # {key: entry}; {key: {role: words}}
        self.taken = {}  # {what makes two rows the same: its place}
        self.named = {}  # {a reference or a name in the workbook: key of its entry}

    def propose(self, layout):
        pieces = {kind: self._pieces(layout, kind) for kind in _PIECES}
        rows = []
        for block in layout.of("programme"):
            ask_of_millions(self.draft, layout, block)
            rows += self._read(block)
        told = [(key, row) for row in rows if (key := self._enter(row))]
        found = {kind: self._by_programme(kind, given) for kind, given in pieces.items()}
        for key, row in told:
            self._take(key, row, {name: by_key.get(key) for name, by_key in found.items()})
        for key in {key for by_key in found.values() for key in by_key} - {key for key, _ in told}:
            self._say(key, None, {}, {name: by_key.get(key) for name, by_key in found.items()})
        for statement in self.known.before.values() if rows else ():
            left_out = self.draft.leaves_out("programme", statement.programme.ref, statement.name)
            if statement.programme_id not in self.entries and statement.is_open and not left_out:
                self._report_missing(statement)

    def titles(self):
        yield from ((each.programme.called, each.name) for each in self.known.before.values())

    def write(self, by):
        officers = self.draft.officers
        said = [(key, entry) for key, entry in self.entries.items() if entry.facts]
        for key, entry in said:
            named = leads_named(self.written.get(key, {}), officers.posts.values(), officers.initials)
            kept = [lead for lead in entry.facts.get("leads", []) if lead["role"] not in self.written.get(key, {})]
            entry.facts["leads"] = [lead for role in LEADS for lead in (*kept, *named) if lead["role"] == role]
        if said:
            entries = [entry for _, entry in said]
            record_programmes(plan=self.draft.plan, entries=entries, effective_on=self.draft.as_at, by=by)
        for programme, ref in self.moves:
            place_programme(programme=programme, ref=ref, by=by)

    def _read(self, block):
        """The rows of one table; a row without a programme is said and left out."""
        merges_told = set()
        for row, _ in block.rows:
            found = read_programme(RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told))
            if found.facts["name"]:
                yield found
            else:
                message = "this row names no programme and was left out; write what it is called."
                self.draft.ask(found.sheet, f"row {found.row}", found.ref, message, found.row)
                self.draft.changes.append(Change("programme", found.sheet, found.row, found.ref, "rejected"))

    def _enter(self, row):
        """The key of a row's entry, made here; None for a programme that stands on another row already."""
        programme = self.known.of(row)
        key = programme.pk if programme else row.ref.casefold() or title_key(row.facts["name"])
        name = row.ref or short_title(row.facts["name"])
        if place := self.taken.get(key):
            message = f"the programme {name} stands on another row too ({place}); give each its own reference or name."
            self.draft.reject("programme", row.sheet, row.row, name, message)
            return None
        self.taken[key] = f"{row.sheet} row {row.row}"
        where = self.draft.where(row.sheet, row.row)
        self.entries[key] = ProgrammeEntry(programme or Programme(plan=self.draft.plan, ref=row.ref), {}, where)
        self.named |= {title_key(text): key for text in (row.facts["name"], row.ref) if text}
        return key

    def _pieces(self, layout, kind):
        """The rows of deliverables or projects; one that says nothing, or not whose it is, is said and left out."""
        found, (_, read, _) = [], _PIECES[kind]
        for block in layout.of(kind):
            merges_told = set()
            for row, _ in block.rows:
                reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told)
                each = read(reader)
                if _text(each.piece) and each.programme:
                    found.append(each)
                else:
                    message = f"this row names no programme or no {kind}, so it was left out; write both."
                    self._leave(kind, each, message)
        return found

    def _by_programme(self, kind, rows):
        """{key of an entry: its rows}, an entry made for a programme that has none yet."""
        found = {}
        for each in rows:
            key = self.named.get(title_key(each.programme))
            programme = None if key else self.known.called(each.programme)
            # One that is known only later has nothing yet that these could be added to.
            if key is None and (programme is None or programme.pk not in self.known.before):
                message = (
                    f"“{each.programme[:80]}” is no programme of this workbook, or of the plan by then, so this {kind} "
                    "was left out; write the programme as its own row names it, or add that row."
                )
                self._leave(kind, each, message)
                continue
            if programme:
                key = programme.pk
                where = self.draft.where(each.sheet, each.row)
                self.entries.setdefault(key, ProgrammeEntry(programme, {}, where))
            found.setdefault(key, []).append(each)
        return found

    def _leave(self, kind, row, message):
        self.draft.ask(row.sheet, f"row {row.row}", row.programme[:80], message, row.row)
        self.draft.changes.append(Change(kind, row.sheet, row.row, short_title(_text(row.piece)), "rejected"))

    def _take(self, key, row, pieces):
        """Propose what a row of programmes says, with the `pieces` {kind: rows or None} that belong to it."""
        entry = self.entries[key]
        before = self.known.before.get(entry.programme.pk)
        name = row.ref or short_title(row.facts["name"])
        if before and not before.is_open:
            message = f"the programme {name} is closed in the plan and stays so; take its row out, or reopen it there."
            self.draft.ask(row.sheet, f"row {row.row}", name, message, row.row)
        is_new = entry.programme.pk is None
        fields = self._place(entry, row)
        fields |= self._say(key, row, self._facts(row, before), pieces)
        outcome = "new" if is_new else "changed" if fields else "unchanged"
        self.draft.changes.append(Change("programme", row.sheet, row.row, name, outcome, fields))

    def _facts(self, row, before):
        """What a row says, and which organisations it names; one that the plan does not have is asked about."""
        facts = dict(row.facts)
        written = facts.get("organisations_as_written")
        if written is not None and not (before and before.organisations_as_written == written):
            said = [" ".join(each.split()) for each in written.replace("\n", ",").replace(";", ",").split(",")]
            known = [self.organisations.get(each.casefold()) for each in said if each]
            if None in known:
                message = f"“{written[:80]}” names an organisation that the plan does not have; it was kept as written."
                self.draft.ask(row.sheet, row.cells["organisations"], written[:80], message, row.row)
            facts["organisations"] = [each.pk for each in known if each]
        return facts

    def _place(self, entry, row):
        """The reference that the row gives a programme which had none: {field: [before, after]}."""
        programme = entry.programme
        if programme.pk is None or programme.ref or not row.ref or not self.known.is_latest:
            return {}
        self.moves.append((programme, row.ref))
        return {"ref": [None, row.ref]}

    def _say(self, key, row, facts, pieces):
        """Give an entry its facts where they differ from those before: {field: [before, after]} of them."""
        entry = self.entries[key]
        before = self.known.before.get(entry.programme.pk)
        facts = self._merged(row, facts, before)
        for kind, rows in pieces.items():
            if rows:
                facts |= self._joined(kind, rows, before, entry)
        pairs = {name: (before and getattr(before, name), value) for name, value in facts.items()}
        differs = {name: pair for name, pair in pairs.items() if _bare(pair[0]) != _bare(pair[1])}
        if differs or before is None:
            known = {name: getattr(before, name) for name in FACTS} if before else {}
            entry.facts = known | facts
            self._ask_leads(key, row, facts, differs)
        differs.pop("organisations", None)  # as they are written says it
        return {name: [_shown(name, value) for value in pair] for name, pair in differs.items()}

    def _ask_leads(self, key, row, facts, differs):
        """Remember the roles of which something new is written, and ask where that names no post."""
        self.written[key] = {_LEADS[field]: facts[field] for field in _LEADS if field in differs}
        officers = self.draft.officers
        for role, text in self.written[key].items():
            if text and not posts_named(text, officers.posts.values(), officers.initials):
                message = "no post that the plan knows is called so; it was kept as written, write the post."
                self.draft.ask(row.sheet, row.cells[role], text[:80], message, row.row)

    def _merged(self, row, facts, before):
        """What a row says, but for that in which it is behind what was said here since."""
        past = self.known.pasts.get(before.programme_id, ()) if before else ()
        for doubt in doubts(past, facts, [each for each in GUARDED if each.field in facts]):
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, doubt.in_words(), row.row)
            if doubt.is_left:
                facts |= {name: getattr(before, name) for name in (doubt.fact.field, *doubt.fact.with_it)}
        return facts

    def _joined(self, kind, rows, before, entry):
        """{fact: what the workbook's deliverables or projects are}, row by row told beside those before.

        Where somebody changed them in the tracker since and the workbook still has the old ones, those there stay.
        """
        fact, _, keep = _PIECES[kind]
        given = keep([each.piece for each in rows])
        held = getattr(before, fact) if before else []
        past = self.known.pasts.get(before.programme_id, ()) if before else ()
        brought = [getattr(each, fact) for each in past if each.origin in BROUGHT]
        is_behind = bool(brought) and given == brought[-1] and given != held
        if is_behind:
            message = (
                f"the workbook still has the {fact} of {entry.programme.called} from before they were changed in the "
                "plan; they were left as the plan has them, change them there or put the workbook right."
            )
            self.draft.ask(rows[0].sheet, f"row {rows[0].row}", entry.programme.called, message, rows[0].row)
        for each, piece in zip(rows, given, strict=True):
            outcome = "unchanged" if is_behind or piece in held else "new"
            self.draft.changes.append(Change(kind, each.sheet, each.row, short_title(_text(each.piece)), outcome))
        gone = [] if is_behind else [piece for piece in held if piece not in given]
        for piece in gone:
            self._tell_gone(kind, piece.get("text") or piece.get("name"), entry)
        return {fact: held if is_behind else given}

    def _tell_gone(self, kind, text, entry):
        name = short_title(text)
        message = (
            f"the {kind} “{name}” of {entry.programme.called} is not in this workbook so any more; it will be gone, as "
            f"the {kind}s of a programme are kept as a whole."
        )
        self.draft.ask("", "", name, message)
        self.draft.changes.append(Change(kind, "", None, name, "missing"))

    def _report_missing(self, statement):
        name = statement.programme.ref or short_title(statement.name)
        message = (
            f"the programme {name} is in the plan but not in this workbook; it was left as it is, put its row back or "
            "close it in the plan."
        )
        self.draft.ask("", "", name, message)
        self.draft.changes.append(Change("programme", "", None, name, "missing"))


def _text(piece):
    return getattr(piece, "text", "") or getattr(piece, "name", "")


def _bare(value):
    """A value, None for an empty one."""
    return None if value in ("", []) else value


def _shown(name, value):
    """A value as a reader, or a program, is told of it."""
    if name in ("deliverables", "projects"):
        return pieces_in_words(name, value or []) or None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return plain(value)
