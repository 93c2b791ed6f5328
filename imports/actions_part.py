"""The rows of the tables of actions: which actions they are, where they belong, what changed, what is new."""

from collections import defaultdict

from actions.models import Action, LeadRole, Origin
from actions.reading import TEXTS, RowReader, read_action
from actions.scope import ENDED
from actions.services import Entry, meet_recommendation, place_action, record_statements
from actions.words import new_words, same_words
from core.dates import in_words
from plans.keys import read_rating
from plans.spreadsheet import plain_word

from .draft import Change, plain, short_title
from .known_actions import KnownActions
from .part import Part
from .recommendations import Recommendations
from .said_since import doubts, later_word

# Places are numbered with gaps, so that a row added later finds one between its neighbours.
_GAP = 1000
_LEADS = ("sro_as_written", "ops_lead_as_written")
_LONGEST_REF = Action._meta.get_field("ref").max_length


class ActionsPart(Part):
    """Proposes a statement for every row."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.known = KnownActions(draft.plan, draft.as_at)
        self.recommendations = Recommendations(draft)
        self.entries, self.leads, self.moves, self.meets = [], {}, [], []
        self.left_roles = {}  # {id of an entry: roles in which its leads were left as they stood}
        self.rejected_refs, self.merges_told = set(), set()
        self.without_ref_column = set()  # (sheet, row)

    def propose(self, layout):
        rows = self._without_twins([row for block in layout.of("action") for row in self._read(block)])
        self.known.expect({row.ref for row in rows if row.ref})
        self.recommendations.propose(rows)
        rows = [row for row in rows if row.facts["title"]]
        placed, previous = {}, None
        for row in rows:
            previous = self._place(row, placed, previous)
            if ref := row.ref or previous.action.ref:
                placed[ref] = previous
        for row, entry in zip(rows, self.entries, strict=True):
            if row.ref and entry.parent is None:
                entry.parent = placed.get(row.ref.rpartition(".")[0])  # a parent that stands further down
        parents = {id(entry.parent) for entry in self.entries if entry.parent}
        for row, entry in zip(rows, self.entries, strict=True):
            row.facts["is_heading"] = not row.has_facts and id(entry) in parents
            if self._has_ended(entry):
                self._leave_ended(row, entry)
            else:
                self._question(row)
                self._compare(row, entry)
        if rows:
            self._report_missing()

    def write(self, by):
        self.recommendations.write(by)
        entries = [entry for entry in self.entries if not (self._has_ended(entry) or self._is_said_already(entry))]
        for entry in entries:
            if id(entry) in self.leads:
                entry.facts["leads"] = self._leads_of(entry)
        record_statements(plan=self.draft.plan, entries=entries, effective_on=self.draft.as_at, by=by)
        # After the statements, since an action may have moved under one that is new.
        for action, fields in self.moves:
            place_action(action=action, by=by, **fields)
        for action, recommendation in self.meets:
            meet_recommendation(action=action, recommendation=recommendation, by=by)

    def _leads_of(self, entry):
        """The leads as the row has them; in a role that was left as it stood, those who stood there."""
        found = [
            {"role": role, "post": post and post.pk, "person": person and person.pk}
            for role, post, person in self.leads[id(entry)]
        ]
        left = self.left_roles.get(id(entry), set())
        stood = [lead for lead in entry.before.leads if lead["role"] in left] if left else []
        return sorted(
            [*stood, *(lead for lead in found if lead["role"] not in left)],
            key=lambda lead: LeadRole.values.index(lead["role"]),
        )

    @staticmethod
    def _has_ended(entry):
        """Whether the action was withdrawn, merged or replaced by the date of the import."""
        return entry.before is not None and entry.before.standing in ENDED

    def titles(self):
        yield from ((statement.action.ref, statement.title) for statement in self.known.before.values())
        yield from ((entry.action.ref, entry.facts["title"]) for entry in self.entries)

    def _is_said_already(self, entry):
        """Whether the same file was imported before: the action has just this statement on just this day."""
        return entry.before is not None and entry.before.effective_on == self.draft.as_at and not differing(entry)

    def _read(self, block):
        """The rows of one table; what has neither an action nor a recommendation is said and left out."""
        found = None
        for row, banner in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, self.merges_told)
            found = read_action(reader, banner, self._rate, self.draft.plan.financial_year, above=found)
            if reader.column_of("ref") is None:
                self.without_ref_column.add((found.sheet, found.row))
            found.facts["status"] = self.draft.statuses.get(plain_word(reader.spread("status")))
            if len(found.ref) > _LONGEST_REF:
                self._reject(
                    found, f"a reference has {_LONGEST_REF} characters at most; give the action a shorter one."
                )
            elif found.ref and not found.facts["title"]:
                self._reject(
                    found, f"reference {found.ref} has no action beside it; write the action or delete the row."
                )
            elif not found.facts["title"] and (not found.recommendation or reader.cell("recommendation").merged_from):
                message = "this row has no action in it and was left out; write the action beside what stands there."
                self.draft.ask(found.sheet, f"row {found.row}", "", message, found.row)
                self.draft.changes.append(Change("action", found.sheet, found.row, found.ref, "rejected"))
            else:
                yield found

    def _rate(self, reader):
        cell = reader.cell("rating")
        text = reader.spread("rating")
        rating, question = read_rating(text, cell.fill if cell else None, self.draft.ratings)
        if question:
            reader.ask(cell, text, question)
        return rating

    def _reject(self, row, message):
        self.rejected_refs.add(row.ref)
        self.draft.reject("action", row.sheet, row.row, row.ref, message)

    def _without_twins(self, rows):
        """The rows whose reference is their own; a reference on two rows rejects both."""
        by_ref = defaultdict(list)
        for row in rows:
            if row.ref:
                by_ref[row.ref].append(row)
        for ref, twins in by_ref.items():
            for row in twins if len(twins) > 1 else ():
                others = ", ".join(f"{other.sheet} row {other.row}" for other in twins if other is not row)
                lost = any(twin.ref_is_number for twin in twins)
                hint = f" (a number loses its last zero: {ref}0 must be written as text)" if lost else ""
                message = f"reference {ref} stands on another row too ({others}); give each action its own{hint}."
                self._reject(row, message)
        return [row for row in rows if not row.ref or len(by_ref[row.ref]) == 1]

    def _place(self, row, placed, previous):
        """The entry of a row: the action it is, new or known, its area, parent and place."""
        action = self.known.of(row)
        parent = self._parent(row, action, placed, previous)
        if action is None:
            area = self.draft.area_of(row) or (parent.action.area if parent else None)
            step = 1 if self.known.any else _GAP
            place = previous.action.position + step if previous else _GAP
            action = Action(ref=row.ref, title=row.facts["title"], area=area, position=place)
        entry = Entry(action, row.facts, where=self.draft.where(row.sheet, row.row), parent=parent)
        entry.before = self.known.before.get(action.pk)
        if recommendation := self.recommendations.of(row):
            entry.recommendations = [recommendation]
        if not entry.before or not all(same_words(getattr(entry.before, name), row.facts[name]) for name in _LEADS):
            self.leads[id(entry)] = self._officers(row)
        self.entries.append(entry)
        return entry

    def _parent(self, row, action, placed, previous):
        """The entry that a row stands under: by its reference, or, without one, as its neighbour above does."""
        ref = row.ref or (action.ref if action else "")
        parent = placed.get(ref.rpartition(".")[0])
        if (row.sheet, row.row) in self.without_ref_column or row.ref:
            return parent
        if not ref and previous:
            parent = previous.parent or (previous if previous.action.ref else None)
        under = f" under {parent.action.ref}" if parent and parent.action.ref else ""
        taken = f"taken as {ref}, which has the same words" if ref else f"taken as an action of its own{under}"
        message = f"this row has no reference; it was {taken}. Give it its reference if it should have one."
        self.draft.ask(row.sheet, f"row {row.row}", row.facts["title"][:80], message, row.row)
        return parent

    def _officers(self, row):
        found = [
            (role.value, *self.draft.officers.resolve(lead, row.sheet, f"row {row.row}"))
            for role, leads in row.leads.items()
            for lead in leads
        ]
        return [(role, post, person) for role, post, person in found if post or person]

    def _question(self, row):
        """Ask where a row gives no rating, or a date that is later than the file."""
        facts, place = row.facts, (row.sheet, f"row {row.row}")
        if facts["rating"] is None and not facts["rating_as_written"] and not facts["is_heading"]:
            message = "no rating is given, so the action is unrated; give it one of the key."
            self.draft.ask(*place, row.ref, message, row.row)
        said_on, as_at = facts["said_on"], self.draft.as_at
        if said_on and said_on > as_at:
            message = (
                f"this row was updated on {said_on:%d/%m/%Y}, after the as-at date {as_at:%d/%m/%Y}; it was taken as "
                "it stands, check the date or import with a later as-at date."
            )
            self.draft.ask(*place, said_on.isoformat(), message, row.row)

    def _compare(self, row, entry):
        if entry.before:
            self._ask_before_taking_back(row, entry)
            self._find_new_words(entry.before, entry.facts, entry)
            if entry.action.pk in self.known.proved:
                # What was offered and judged here says more than any cell.
                entry.facts["evidence_status"] = entry.before.evidence_status
        fields = differing(entry)
        if entry.action.pk:
            fields |= self._moved(row, entry)
        outcome = "new" if entry.action.pk is None else "changed" if fields else "unchanged"
        ref = row.ref or short_title(row.facts["title"])
        self.draft.changes.append(Change("action", row.sheet, row.row, ref, outcome, fields))

    def _leave_ended(self, row, entry):
        """What was withdrawn, merged or replaced stays so, whatever the workbook still says of it."""
        ref = row.ref or short_title(row.facts["title"])
        what, day = entry.before.get_standing_display(), in_words(self.known.ended_on(entry.action.pk))
        message = (
            f"{ref} was {what} on {day}, but the workbook still has it; it was left so, take its row out of the "
            "workbook or bring the action back in the plan."
        )
        self.draft.ask(row.sheet, f"row {row.row}", row.ref, message, row.row)
        self.draft.changes.append(Change("action", row.sheet, row.row, ref, "unchanged"))

    def _ask_before_taking_back(self, row, entry):
        """Ask about each fact that the row has otherwise than it was said here since; leave what it is behind with."""
        before, facts = entry.before, entry.facts
        past = self.known.pasts.get(entry.action.pk, ())
        facts["said_on"] = later_word(past, facts["said_on"])
        for doubt in doubts(past, facts):
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, doubt.in_words(), row.row)
            if doubt.is_left:
                facts |= {name: getattr(before, name) for name in (doubt.fact.field, *doubt.fact.with_it)}
                if doubt.fact.field in _LEADS:
                    role = doubt.fact.field.removesuffix("_as_written")
                    self.left_roles.setdefault(id(entry), set()).add(role)
        if facts["rating"] != before.rating and before.rating_reason:
            facts["rating_reason"] = ""  # the reason was for the rating that it had

    def _find_new_words(self, before, facts, entry):
        """What is new: the words in red, else those by which the text grew; a rewritten text is a correction.

        Words stay red for months in such workbooks: red ones that were there before are not new. A file that corrects
        another of the same day leaves the new words of that day.
        """
        grown, rewritten = new_words(before.progress, facts["progress"])
        if all(same_words(getattr(before, name), facts[name]) for name in TEXTS):
            facts["newest_words"] = before.newest_words if before.effective_on == self.draft.as_at else ""
        elif any(_holds(getattr(before, name), facts["newest_words"]) for name in TEXTS):
            facts["newest_words"] = grown
        if rewritten:
            entry.origin = Origin.CORRECTION

    def _report_missing(self):
        """Actions that the plan knows as at this date and the file no longer has: said, never deleted."""
        present = {entry.action.pk for entry in self.entries}
        for pk, statement in self.known.before.items():
            action = statement.action
            if pk in present or (action.ref and action.ref in self.rejected_refs):
                continue
            if statement.standing in ENDED:
                continue
            if self.draft.leaves_out("action", action.ref, action.title):
                continue
            ref = action.ref or short_title(action.title)
            name = action.ref or f"“{ref}”"
            remedy = "add its row" if pk in self.known.added else "put its row back or close it in the plan"
            message = f"action {name} is in the plan but not in this workbook; it was left as it is, {remedy}."
            self.draft.ask("", "", ref, message)
            self.draft.changes.append(Change("action", "", None, ref, "missing"))

    def _moved(self, row, entry):
        """{name: [before, after]} of a known action that has a reference, another place or recommendation now."""
        action = entry.action
        if not self.draft.is_latest:
            return {}
        parent = entry.parent and entry.parent.action
        now = {"ref": row.ref, "area": self.draft.area_of(row), "parent": parent}
        changes = {name: value for name, value in now.items() if value and value != getattr(action, name)}
        fields = {name: [plain(getattr(action, name)), plain(value)] for name, value in changes.items()}
        if changes:
            self.moves.append((action, changes))
        for recommendation in entry.recommendations:
            if (action.pk, recommendation.pk) not in self.known.links:
                fields["recommendation"] = [None, str(recommendation)]
                self.meets.append((action, recommendation))
                self._ask_about_former_recommendation(row, action)
        return fields

    def _ask_about_former_recommendation(self, row, action):
        if any(linked == action.pk for linked, _ in self.known.links):
            message = (
                "this action stands beside another recommendation than before; it is now kept beside both, take the "
                "former one off in the plan if it no longer belongs there."
            )
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, message, row.row)


def _holds(text, words):
    """Whether words, or no words, stand in a text, whatever the spaces."""
    return " ".join(words.split()) in " ".join(text.split())


def differing(entry):
    """{fact: [before, after]} where a row says something else than the statement that held before it."""
    fields = {}
    for name, after in entry.facts.items():
        before = getattr(entry.before, name) if entry.before else None
        same = same_words(before, after) if isinstance(before, str) and isinstance(after, str) else before == after
        if not same and not (before is None and after == ""):
            fields[name] = [plain(before), plain(after)]
    # Which words are new follows from the texts, and is no change of its own.
    return {} if set(fields) == {"newest_words"} else fields
