"""The rows of registers of risks: which risk each is, how it stands and what it scores."""

from actions.leads import Lead, looks_like_a_name, post_key, read_leads
from actions.reading import RowReader
from risks.models import Risk
from risks.objectives import read_objectives
from risks.reading import KINDS, read_category, read_risk
from risks.services import FACTS, RiskEntry, ScoreEntry, keep_category, place_risk, record_risks

from .draft import Change, plain, short_title, title_key
from .known_risks import KnownRisks
from .part import Part

_SCORED = "likelihood consequence score word_as_written".split()


class RisksPart(Part):
    """Proposes a statement and the new scores of every risk."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.known = KnownRisks(draft.plan, draft.as_at)
        self.objectives = {each.pk: each for each in draft.plan.objectives.all()} if draft.plan.pk else {}
        self.entries, self.owners, self.categories, self.moves = [], {}, {}, []
        self.taken = {}  # {what makes two rows the same: its place}

    def propose(self, layout):
        rows = [row for block in layout.of("risk") for row in self._read(block)]
        for row in rows:
            self._take(row)
        found = {entry.risk.pk for entry in self.entries}
        for pk, statement in self.known.before.items() if rows else ():
            left_out = self.draft.leaves_out("risk", statement.risk.ref, statement.title)
            if pk not in found and statement.is_open and not left_out:
                self._report_missing(statement)

    def titles(self):
        yield from ((statement.risk.name, statement.title) for statement in self.known.before.values())

    def write(self, by):
        plan = self.draft.plan
        names = dict.fromkeys([*self.categories.values(), *(move.get("category", "") for _, move in self.moves)])
        kept = {name: keep_category(plan=plan, name=name, by=by) for name in filter(None, names)}
        for entry in self.entries:
            if entry.risk.pk is None:
                entry.risk.category = kept.get(self.categories[id(entry)])
            if entry.facts:
                entry.facts["owners"] = [post.pk for post in self.owners[id(entry)]]
        said = [entry for entry in self.entries if entry.facts or entry.scores]
        record_risks(plan=plan, entries=said, effective_on=self.draft.as_at, by=by)
        for risk, move in self.moves:
            place_risk(risk=risk, ref=move.get("ref", risk.ref), category=kept.get(move.get("category")), by=by)

    def _read(self, block):
        """The rows of one register; a category stands above its risks, a row without a risk is said and left out."""
        category, merges_told = "", set()
        for row, banner in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges_told)
            if found := read_category(reader):
                category = found
                continue
            found = read_risk(reader, category or banner)
            if found.facts["title"]:
                yield found
            else:
                message = "this row names no risk and was left out; write the risk beside its scores."
                self.draft.ask(found.sheet, f"row {found.row}", found.ref, message, found.row)
                self.draft.changes.append(Change("risk", found.sheet, found.row, found.ref, "rejected"))

    def _take(self, row):
        risk = self.known.of(row)
        key = risk.pk if risk else row.ref or title_key(row.facts["title"])
        name = row.ref or short_title(row.facts["title"])
        if place := self.taken.get(key):
            message = f"the risk {name} stands on another row too ({place}); give each risk its own reference or words."
            self.draft.reject("risk", row.sheet, row.row, name, message)
            return
        self.taken[key] = f"{row.sheet} row {row.row}"
        before = self.known.before.get(risk.pk) if risk else None
        entry = RiskEntry(
            risk or Risk(plan=self.draft.plan, ref=row.ref), {}, where=self.draft.where(row.sheet, row.row)
        )
        if before and not before.is_open:
            message = f"{risk.name} is closed in the plan and stays so; take its row out, or reopen it in the plan."
            self.draft.ask(row.sheet, f"row {row.row}", name, message, row.row)
        fields = self._place(entry, row) | self._say(entry, row, before) | self._score(entry, row)
        self.entries.append(entry)
        outcome = "new" if risk is None else "changed" if fields else "unchanged"
        self.draft.changes.append(Change("risk", row.sheet, row.row, name, outcome, fields))

    def _place(self, entry, row):
        """Where the risk stands in the register: {field: [before, after]} of what the row changes of it."""
        risk = entry.risk
        self.categories[id(entry)] = row.category
        if risk.pk is None:
            return {"category": [None, row.category]} if row.category else {}
        move, now = {}, risk.category.name if risk.category else ""
        if row.ref and not risk.ref:
            move["ref"] = row.ref
        if row.category and title_key(row.category) != title_key(now):
            move["category"] = row.category
        if not move:
            return {}
        if not self.known.is_latest:
            message = f"this older workbook places {risk.name} otherwise in the register; it was left where it is."
            self.draft.ask(row.sheet, f"row {row.row}", ", ".join(move.values()), message, row.row)
            return {}
        self.moves.append((risk, move))
        return {name: [{"ref": risk.ref, "category": now}[name] or None, value] for name, value in move.items()}

    def _say(self, entry, row, before):
        """Give `entry` its facts, where they differ from those before: {field: [before, after]} of them."""
        facts = self._merged(row, before)
        pairs = {name: (before and getattr(before, name), value) for name, value in facts.items()}
        fields = {name: list(map(plain, pair)) for name, pair in pairs.items() if (pair[0] or "") != pair[1]}
        objectives = self._threatened(row, facts, before)
        stood = before.objectives if before else []
        if objectives != stood:
            fields["objectives"] = [self._named(stood), self._named(objectives)]
        if fields or before is None:
            entry.facts = self._all_facts(before) | facts | {"objectives": objectives}
            self.owners[id(entry)] = self._owners(row, facts, before)
        return fields

    @staticmethod
    def _all_facts(before):
        """What was said before, which columns that the workbook lacks leave as it was."""
        return {name: getattr(before, name) for name in FACTS} if before else {}

    def _threatened(self, row, facts, before):
        """The keys of the objectives that the row names; those before where it does not say."""
        written = row.facts.get("objectives_as_written")
        if written is None or facts["objectives_as_written"] != written:
            return before.objectives if before else []
        found, unknown = read_objectives(written, self.objectives.values())
        for text in unknown:
            message = (
                f"“{text[:80]}” is no objective of the plan; it was kept as written. Write its reference or its title, "
                "or have an administrator add it to the plan."
            )
            self.draft.ask(row.sheet, row.objectives_cell, text[:80], message, row.row)
        return [each.pk for each in found]

    def _named(self, keys):
        return "; ".join(str(self.objectives[key]) for key in keys if key in self.objectives) or None

    def _merged(self, row, before):
        """What the row says; of what it said before too, that which somebody said in the browser since."""
        written = self.known.written.get(before.risk_id) if before else None
        if written is None:
            return dict(row.facts)
        facts = {}
        for name, value in row.facts.items():
            now = getattr(before, name)
            is_behind = value == getattr(written, name) and now != value
            facts[name] = now if is_behind else value
            if is_behind:
                message = (
                    f"the workbook still has the {name.replace('_', ' ')} from before it was changed in the plan; it "
                    "was left as the plan has it, change it there or put the workbook right."
                )
                self.draft.ask(row.sheet, f"row {row.row}", value[:80], message, row.row)
        return facts

    def _score(self, entry, row):
        """Give `entry` its new scores: {field: [before, after]} of them."""
        fields = {}
        for kind in KINDS:
            known = self.known.scores.get((entry.risk.pk, kind))
            if kind not in row.scores:
                if known:
                    self._tell_no_score(row, kind, known)
                continue
            read, text = row.scores[kind]
            score = ScoreEntry(kind, read.likelihood, read.consequence, read.score, read.word, text)
            if _same(known, score) or self._is_behind(row, entry.risk, known, score):
                continue
            entry.scores.append(score)
            fields[f"{kind}_score"] = [known and _said(known), text]
        return fields

    def _tell_no_score(self, row, kind, known):
        words = known.get_kind_display()
        message = (
            f"this row has no {words} score, the plan has {_said(known)}; it was left, score the risk in the plan."
        )
        self.draft.ask(row.sheet, f"row {row.row}", "", message, row.row)

    def _is_behind(self, row, risk, known, score):
        """Whether a score is the one from before somebody scored the risk in the browser; it is asked about."""
        if not _same(self.known.written_scores.get((risk.pk, score.kind)), score):
            return False
        message = (
            f"{risk.name} was scored {known.score} in the plan since; the older score of the workbook was not taken, "
            "put the workbook right."
        )
        self.draft.ask(row.sheet, f"row {row.row}", score.as_written, message, row.row)
        return True

    def _owners(self, row, facts, before):
        """The posts that own a risk; those before where who owns it stands as it stood."""
        officers = self.draft.officers
        if before and facts.get("owner_as_written", before.owner_as_written) == before.owner_as_written:
            by_pk = {post.pk: post for post in officers.posts.values()}
            return [by_pk[pk] for pk in before.owners if pk in by_pk]
        titled = {post.title.casefold(): post for post in officers.posts.values() if post.title}
        if whole := titled.get(row.owner.casefold()):
            return [whole]
        found = [titled.get(lead.post.casefold()) or self._post(lead, row) for lead in read_leads(row.owner)]
        return list({post_key(post.abbreviation): post for post in found if post}.values())

    def _post(self, lead, row):
        """The post of one lead; one that nobody knows is added, to be confirmed. A risk is owned by posts alone."""
        officers = self.draft.officers
        if lead.post and (post_key(lead.post) in officers.posts or not looks_like_a_name(lead.post)):
            return officers.resolve(Lead(lead.post), row.sheet, row.owner_cell)[0]
        message = (
            f"“{lead.post or lead.initials}” names a person, and risks are owned by posts; it was kept as written, "
            "write the post."
        )
        self.draft.ask(row.sheet, row.owner_cell, row.owner, message)
        return None

    def _report_missing(self, statement):
        name = statement.risk.ref or short_title(statement.title)
        message = (
            f"the risk {name} is in the plan but not in this workbook; it was left as it is, put its row back or close "
            "it in the plan."
        )
        self.draft.ask("", "", name, message)
        self.draft.changes.append(Change("risk", "", None, name, "missing"))


def _same(known, score):
    return known is not None and all(getattr(known, name) == getattr(score, name) for name in _SCORED)


def _said(score):
    return score.as_written or str(score.score)
