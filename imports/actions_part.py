"""The rows of the tables of actions: which actions they are, where they belong, what changed, what is new."""

from collections import defaultdict

from actions.models import Action, Origin, Statement
from actions.reading import TEXTS, RowReader, read_action
from actions.services import Entry, meet_recommendation, place_action, record_statements
from actions.words import new_words, same_words
from plans.keys import read_rating

from .draft import Change, plain
from .part import Part
from .recommendations import Recommendations

# Places are numbered with gaps, so that a row added later finds one between its neighbours.
_GAP = 1000
LEADS = ("sro_as_written", "ops_lead_as_written")


class ActionsPart(Part):
    """Proposes a statement for every row. Rows are matched by reference, those without one by their title."""

    def __init__(self, draft):
        super().__init__(draft)
        saved = draft.plan.pk is not None
        known = list(draft.plan.actions.select_related("area", "parent")) if saved else []
        self.by_ref = {action.ref: action for action in known if action.ref}
        self.by_title = {title_key(action.title): action for action in known if not action.ref}
        told = Statement.objects.as_at(draft.plan, draft.as_at) if saved else []
        self.before = {statement.action_id: statement for statement in told}
        self.recommendations = Recommendations(draft)
        self.links = set(self._known_links()) if saved else set()
        self.entries, self.leads, self.moves, self.meets = [], {}, [], []
        self.merges_told = set()

    def _known_links(self):
        return Action.recommendations.through.objects.filter(action__plan=self.draft.plan).values_list(
            "action", "recommendation"
        )

    def propose(self, layout):
        rows = self._without_twins([row for block in layout.of("action") for row in self._read(block)])
        self.recommendations.propose(rows)
        rows = [row for row in rows if row.facts["title"]]
        placed, previous = {}, None
        for row in rows:
            previous = self._place(row, placed, previous)
            placed[row.ref] = previous
        self._find_headings(rows)
        for row, entry in zip(rows, self.entries, strict=True):
            self._compare(row, entry)
        if rows:
            self._report_missing()

    def write(self, by):
        self.recommendations.write(by)
        for action, fields in self.moves:
            place_action(action=action, by=by, **fields)
        entries = [entry for entry in self.entries if not self._is_said_already(entry)]
        for entry in entries:
            if id(entry) in self.leads:
                entry.facts["leads"] = [
                    {"role": role, "post": post and post.pk, "person": person and person.pk}
                    for role, post, person in self.leads[id(entry)]
                ]
        record_statements(plan=self.draft.plan, entries=entries, effective_on=self.draft.as_at, by=by)
        for action, recommendation in self.meets:
            meet_recommendation(action=action, recommendation=recommendation, by=by)

    def _is_said_already(self, entry):
        """Whether the same file was imported before: the action has just this statement on just this day."""
        return entry.before is not None and entry.before.effective_on == self.draft.as_at and not differing(entry)

    def _read(self, block):
        """The rows of one table; what has neither an action nor a recommendation is said and left out."""
        for row, banner in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, self.merges_told)
            found = read_action(reader, banner, self._rate, self.draft.plan.financial_year)
            if found.ref and not found.facts["title"]:
                self._reject(
                    found, f"reference {found.ref} has no action beside it; write the action or delete the row."
                )
            elif not found.facts["title"] and (not found.recommendation or reader.cell("recommendation").merged_from):
                self.draft.say(
                    "question",
                    found.sheet,
                    str(found.row),
                    "",
                    f"row {found.row} has no action in it and was left out; write the action beside what stands there.",
                    found.row,
                )
            else:
                yield found

    def _rate(self, reader):
        cell = reader.cell("rating")
        text = reader.spread("rating")
        rating, question = read_rating(text, cell.fill if cell else None, self.draft.ratings)
        if question:
            reader.ask(cell, text, question)
        return rating, text

    def _reject(self, row, message):
        self.draft.say("error", row.sheet, f"row {row.row}", row.ref, message, row.row)
        self.draft.changes.append(Change("action", row.sheet, row.row, row.ref, "rejected"))

    def _without_twins(self, rows):
        """The rows whose reference is their own; a reference on two rows rejects both."""
        by_ref = defaultdict(list)
        for row in rows:
            if row.ref:
                by_ref[row.ref].append(row)
        for ref, twins in by_ref.items():
            for row in twins if len(twins) > 1 else ():
                others = ", ".join(f"{other.sheet} row {other.row}" for other in twins if other is not row)
                self._reject(row, f"reference {ref} stands on another row too ({others}); give each action its own.")
        return [row for row in rows if not row.ref or len(by_ref[row.ref]) == 1]

    def _place(self, row, placed, previous):
        """The entry of a row: the action it is, new or known, its area, parent and place."""
        parent = self._parent(row, placed, previous)
        action = self.by_ref.get(row.ref) if row.ref else self.by_title.get(title_key(row.facts["title"]))
        area = self.draft.area_of(row) or (parent.action.area if parent else None)
        if action is None:
            place = previous.action.position + (_GAP if previous.action.pk is None else 1) if previous else _GAP
            action = Action(ref=row.ref[:60], title=row.facts["title"], area=area, position=place)
        entry = Entry(action, row.facts, where=self.draft.where(row.sheet, row.row), parent=parent)
        entry.before = self.before.get(action.pk)
        if recommendation := self.recommendations.of(row):
            entry.recommendations = [recommendation]
        if not entry.before or not all(same_words(getattr(entry.before, name), row.facts[name]) for name in LEADS):
            self.leads[id(entry)] = self._officers(row)
        self.entries.append(entry)
        return entry

    def _parent(self, row, placed, previous):
        """The entry that a row stands under: by its reference, or, without one, as its neighbour above does."""
        if row.ref:
            stem = row.ref.rpartition(".")[0]
            return placed.get(stem) if stem else None
        parent = previous and (previous.parent or previous)
        self.draft.say(
            "question",
            row.sheet,
            f"row {row.row}",
            row.facts["title"][:80],
            "this row has no reference; it was taken as an "
            f"action of its own{f' under {parent.action.ref}' if parent and parent.action.ref else ''}. Give it a "
            "reference "
            "if it is one.",
            row.row,
        )
        return parent

    def _officers(self, row):
        return [
            (role.value, *self.draft.officers.resolve(lead, row.sheet, f"row {row.row}"))
            for role, leads in row.leads.items()
            for lead in leads
        ]

    def _find_headings(self, rows):
        parents = {id(entry.parent) for entry in self.entries if entry.parent}
        for row, entry in zip(rows, self.entries, strict=True):
            row.facts["is_heading"] = not row.has_facts and id(entry) in parents
            rating = row.facts["rating"]
            if rating is None and not row.facts["rating_as_written"] and not row.facts["is_heading"]:
                self.draft.say(
                    "question",
                    row.sheet,
                    f"row {row.row}",
                    row.ref,
                    "no rating is given, so the action is unrated; give it one of the key.",
                    row.row,
                )
            said_on = row.facts["said_on"]
            if said_on and said_on > self.draft.as_at:
                self.draft.say(
                    "question",
                    row.sheet,
                    f"row {row.row}",
                    said_on.isoformat(),
                    f"this row says it was updated on "
                    f"{said_on:%d/%m/%Y}, after the as-at date {self.draft.as_at:%d/%m/%Y}; it was taken as it "
                    "stands, check "
                    "the date or import with a later as-at date.",
                    row.row,
                )

    def _compare(self, row, entry):
        before, facts = entry.before, entry.facts
        if before:
            self._find_new_words(before, facts, entry)
        fields = differing(entry)
        if entry.action.pk:
            fields |= self._moved(row, entry)
        outcome = "new" if entry.action.pk is None else "changed" if fields else "unchanged"
        self.draft.changes.append(
            Change("action", row.sheet, row.row, row.ref or row.facts["title"][:60], outcome, fields)
        )

    def _find_new_words(self, before, facts, entry):
        """What is new: the words in red, else those by which the text grew; a rewritten text is a correction."""
        grown, rewritten = new_words(before.progress, facts["progress"])
        if all(same_words(getattr(before, name), facts[name]) for name in TEXTS):
            facts["newest_words"] = before.newest_words
        elif not facts["newest_words"]:
            facts["newest_words"] = grown
        if rewritten:
            entry.origin = Origin.CORRECTION

    def _report_missing(self):
        """Actions that the plan knows as at this date and the file no longer has: said, never deleted."""
        present = {entry.action.pk for entry in self.entries}
        for pk, statement in self.before.items():
            if pk not in present:
                action = statement.action
                self.draft.say(
                    "question",
                    "",
                    "",
                    action.ref,
                    f"action {action.ref or action.title[:60]} is in the plan but no longer in "
                    "the workbook; it was left as it is, withdraw it if it has ended.",
                )
                self.draft.changes.append(Change("action", "", None, action.ref, "missing"))

    def _moved(self, row, entry):
        """{"area" or "parent" or "recommendation": [before, after]} of a known action that stands elsewhere now."""
        action, fields = entry.action, {}
        if not self.draft.is_latest:
            return fields
        area, parent = self.draft.area_of(row), entry.parent.action if entry.parent else None
        changes = {}
        if area is not None and area != action.area:
            changes["area"] = area
        if parent is not None and parent != action.parent:
            changes["parent"] = parent
        if changes:
            fields = {name: [plain(getattr(action, name)), plain(value)] for name, value in changes.items()}
            self.moves.append((action, changes))
        for recommendation in entry.recommendations:
            if (action.pk, recommendation.pk) not in self.links:
                fields["recommendation"] = [None, str(recommendation)]
                self.meets.append((action, recommendation))
        return fields


def differing(entry):
    """{fact: [before, after]} where a row says something else than the statement that held before it."""
    fields = {}
    for name, after in entry.facts.items():
        before = getattr(entry.before, name) if entry.before else None
        same = same_words(before, after) if isinstance(before, str) and isinstance(after, str) else before == after
        if not same and not (before is None and after == ""):
            fields[name] = [plain(before), plain(after)]
    return fields


def title_key(title):
    """What makes two titles the same for an action without a reference."""
    return " ".join(title.casefold().split())
