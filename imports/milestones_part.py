"""The rows of milestones: which milestone each is, and how it stands."""

import re

from actions.leads import Lead, looks_like_a_name, post_key, read_leads
from actions.models import Standing
from actions.reading import RowReader
from milestones.changes import ENDED
from milestones.models import Milestone
from milestones.reading import read_milestone
from milestones.services import FACTS, MilestoneEntry, number_milestone, record_milestones

from .committees import Committees
from .draft import Change, plain, short_title, title_key
from .known_milestones import GUARDED, KnownMilestones
from .part import Part
from .said_since import doubts

_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&. ]{1,11}")
_OWNERS = {"delivery_as_written": "delivery", "chief_as_written": "chief"}  # {fact: role, and column of the sheet}
_MOST_GAPS = 10


class MilestonesPart(Part):
    """Proposes a statement of every milestone that the workbook tells otherwise than it stands."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.known = KnownMilestones(draft.plan, draft.as_at)
        self.committees = Committees(draft)
        self.entries, self.owners, self.moves, self.unknown = [], {}, [], set()
        self.by_ref = {}  # {number: its entry}, for whatever speaks of milestones by number
        self.said = {}  # {id of an entry: its statement}, once written
        self.taken = {}  # {what makes two rows the same: its place}

    def propose(self, layout):
        rows = [row for block in layout.of("milestone") for row in self._read(block)]
        for row in rows:
            self._take(row)
        found = {entry.milestone.pk for entry in self.entries}
        self.missing = [
            statement
            for pk, statement in self.known.before.items()
            if rows and pk not in found and statement.standing == Standing.LIVE
            if not self.draft.leaves_out("milestone", statement.milestone.ref, statement.title)
        ]
        self._ask_about_gaps(rows)

    def report_missing(self, ended):
        """Tell which milestones the workbook lacks, but for the keys in `ended`, of which it says what became."""
        for statement in self.missing:
            if statement.milestone_id not in ended:
                self._report_missing(statement)

    def is_listed(self, entry):
        """Whether an entry is that of a row of milestones."""
        return any(each is entry for each in self.entries)

    def titles(self):
        yield from ((each.milestone.called, each.title) for each in self.known.before.values())

    def write(self, by):
        for committee in self.committees.new:
            self._save(committee, by)
        for entry in self.entries:
            if entry.facts:
                entry.facts["owners"] = [_plain_owner(*owner) for owner in self.owners[id(entry)]]
        said = [entry for entry in self.entries if entry.facts]
        told = record_milestones(plan=self.draft.plan, entries=said, effective_on=self.draft.as_at, by=by)
        self.said = dict(zip(map(id, said), told, strict=True))
        for milestone, ref in self.moves:
            number_milestone(milestone=milestone, ref=ref, by=by)

    def _read(self, block):
        """The rows of one table; a row without a milestone is said and left out."""
        merges_told, headings = set(), set()
        for row, banner in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told)
            if banner and banner != block.heading and banner not in headings:
                headings.add(banner)
                message = f"the heading “{banner[:80]}” stands above milestones and was not kept; write it beside them."
                self.draft.say("note", block.sheet.name, f"row {row.number}", banner[:80], message)
            found = read_milestone(reader, self.draft.plan.financial_year)
            if found.facts["title"]:
                yield found
            else:
                message = "this row names no milestone and was left out; write what is to be done."
                self.draft.ask(found.sheet, f"row {found.row}", found.ref, message, found.row)
                self.draft.changes.append(Change("milestone", found.sheet, found.row, found.ref, "rejected"))

    def _take(self, row):
        milestone = self.known.of(row)
        key = milestone.pk if milestone else row.ref or title_key(row.facts["title"])
        name = row.ref or short_title(row.facts["title"])
        if place := self.taken.get(key):
            message = (
                f"the milestone {name} stands on another row too ({place}); give each its own number, or its own words."
            )
            self.draft.reject("milestone", row.sheet, row.row, name, message)
            return
        self.taken[key] = f"{row.sheet} row {row.row}"
        before = self.known.before.get(milestone.pk) if milestone else None
        entry = MilestoneEntry(
            milestone or Milestone(plan=self.draft.plan, ref=row.ref), {}, before, self.draft.where(row.sheet, row.row)
        )
        fields = {} if self._is_ended(row, name, before) else self._place(entry, row) | self._say(entry, row, before)
        self.entries.append(entry)
        if ref := row.ref or entry.milestone.ref:
            self.by_ref[ref] = entry
        outcome = "new" if milestone is None else "changed" if fields else "unchanged"
        self.draft.changes.append(Change("milestone", row.sheet, row.row, name, outcome, fields))

    def _is_ended(self, row, name, before):
        if before is None or before.standing == Standing.LIVE:
            return False
        message = (
            f"the milestone {name} was {ENDED[before.standing]} in the plan and stays so; take its row out, or "
            "bring it back in the plan."
        )
        self.draft.ask(row.sheet, f"row {row.row}", name, message, row.row)
        return True

    def _place(self, entry, row):
        """The number that the row gives a milestone which had none: {field: [before, after]}."""
        milestone = entry.milestone
        if milestone.pk is None or milestone.ref or not row.ref:
            return {}
        self.moves.append((milestone, row.ref))
        return {"ref": [None, row.ref]}

    def _say(self, entry, row, before):
        """Give `entry` its facts, where they differ from those before: {field: [before, after]} of them."""
        facts = self._merged(row, before)
        pairs = {name: (before and getattr(before, name), value) for name, value in facts.items()}
        fields = {name: list(map(plain, pair)) for name, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}
        if fields or before is None:
            known = {name: getattr(before, name) for name in FACTS} if before else {}
            entry.facts = known | facts
            self.owners[id(entry)] = self._owners(row, facts, before)
        return fields

    def _merged(self, row, before):
        """What the row says, but for that in which it is behind what was said or decided here since."""
        facts = dict(row.facts)
        if "sign_off_as_written" in facts:
            facts["sign_off_committee"] = self._committee(row, before)
        past = self.known.pasts.get(before.milestone_id, ()) if before else ()
        for doubt in doubts(past, facts, [each for each in GUARDED if each.field in facts]):
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, doubt.in_words(), row.row)
            if doubt.is_left:
                facts |= {name: getattr(before, name) for name in (doubt.fact.field, *doubt.fact.with_it)}
        return facts

    def _committee(self, row, before):
        if before and before.sign_off_as_written == row.facts["sign_off_as_written"]:
            return before.sign_off_committee
        return self.committees.called(row.sign_off, row.sheet, row.cells["sign_off"], row.row) if row.sign_off else None

    def _owners(self, row, facts, before):
        """[(role, post or its key, person or its key)]; those before where who owns it is written as it was."""
        found = []
        for fact, role in _OWNERS.items():
            if before and facts.get(fact, getattr(before, fact)) == getattr(before, fact):
                found += [(role, own["post"], own["person"]) for own in before.owners if own["role"] == role]
            else:
                leads = [lead for each in read_leads(facts.get(fact)) for lead in _apart(each)]
                owners = [self._owner(lead, row, role) for lead in leads]
                found += [(role, *own) for place, own in enumerate(owners) if any(own) and own not in owners[:place]]
        return found

    def _owner(self, lead, row, role):
        """(post or None, person or None) of one lead. A name that nobody knows is kept as written, and asked once."""
        officers = self.draft.officers
        titled = {post.title.casefold(): post for post in officers.posts.values() if post.title}
        if post := titled.get(lead.post.casefold()):
            lead = Lead(post.abbreviation, lead.initials)
        is_post = post_key(lead.post) in officers.posts or bool(_ABBREVIATION.fullmatch(lead.post))
        if is_post or officers.named(lead.post):
            return officers.resolve(lead, row.sheet, row.cells[role])
        name = lead.post or lead.initials
        if name.casefold() not in self.unknown:
            self.unknown.add(name.casefold())
            message = (
                "no post or person that the plan knows is called so; it was kept as written, write the post, or add "
                "the person to the plan."
            )
            self.draft.ask(row.sheet, row.cells[role], name, message, row.row)
        return None, None

    def _ask_about_gaps(self, rows):
        """Ask about numbers that neither the workbook nor the plan has between the first and the last of a list."""
        numbers = {int(row.ref) for row in rows if row.ref.isascii() and row.ref.isdigit()}
        known = {int(ref) for ref in self.known.by_ref if ref.isascii() and ref.isdigit()}
        first, last = min(numbers, default=0), max(numbers, default=0)
        if not numbers or last - first >= len(numbers) + _MOST_GAPS:
            return
        for number in sorted(set(range(first, last)) - numbers - known):
            message = (
                f"no milestone has the number {number}, though the numbers run from {first} to {last}; put its row "
                "back if it was lost, or say in the plan what became of it."
            )
            self.draft.ask(rows[0].sheet, "", str(number), message)

    def _report_missing(self, statement):
        name = statement.milestone.ref or short_title(statement.title)
        message = (
            f"the milestone {name} is in the plan but not in this workbook; it was left as it is, put its row back or "
            "remove it in the plan with the reason."
        )
        self.draft.ask("", "", name, message)
        self.draft.changes.append(Change("milestone", "", None, name, "missing"))


def _apart(lead):
    """ "Ann Example (Ben Sample)" is two people."""
    if looks_like_a_name(lead.initials):
        return [Lead(lead.post), Lead(lead.initials)]
    return [lead]


def _plain_owner(role, post, person):
    return {"role": role, "post": _key(post), "person": _key(person)}


def _key(record):
    return getattr(record, "pk", record)
