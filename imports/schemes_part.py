"""The rows of lists of savings schemes and of the stages they go through, beside what the tracker knows of them."""

import re
from decimal import Decimal

from actions.models import BROUGHT
from actions.reading import RowReader
from finance.exposure_reading import post_named
from finance.models import Gateway, Scheme, SchemeProfile, SchemeStatement
from finance.months import months_of
from finance.savings import USUAL_GATEWAYS, gateway_in, read_gateway
from finance.scheme_reading import read_scheme
from finance.services import SchemeEntry, keep_gateways, record_schemes

from .draft import Change, short_title, title_key
from .months_told import organisation_told, year_told
from .part import Part, text_of


class SchemesPart(Part):
    """Proposes a statement, and the months of the year, of every scheme."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        plan, on = draft.plan, draft.as_at
        saved = plan.pk is not None
        self.gateways = list(plan.gateways.all()) if saved else []
        self.told_gateways = []
        told = SchemeStatement.objects.as_at(plan, on).select_related("scheme", "gateway") if saved else []
        self.before = {each.scheme_id: each for each in told}
        # An older workbook may tell of schemes that only a later one told of yet.
        self.by_ref = {scheme.ref: scheme for scheme in plan.schemes.all() if scheme.ref} if saved else {}
        every = SchemeStatement.objects.filter(scheme__plan=plan).select_related("scheme") if saved else []
        self.by_name = {title_key(each.name): each.scheme for each in every}
        self.by_name |= {title_key(each.name): each.scheme for each in self.before.values()}
        past = SchemeStatement.objects.filter(scheme__plan=plan, effective_on__lte=on) if saved else []
        self.written = _last_written(past)
        self.entries, self.stages, self.taken = [], {}, set()

    def propose(self, layout):
        for block in layout.of("gateway"):
            self._take_gateways(block)
        named = {each.number: each for each in self.gateways}
        named |= {number: Gateway(number=number, name=name) for number, name, _ in self.told_gateways}
        usual = [Gateway(number=number, name=name) for number, name, _ in USUAL_GATEWAYS]
        self.named_gateways = list(named.values()) or usual
        for block in layout.of("scheme"):
            about = organisation_told(self.draft, layout, block), year_told(self.draft, layout, block)
            self.profiles = self._profiles(about[1])
            for row, _ in block.rows:
                reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set())
                self._take(read_scheme(reader), *about)
        if self.entries:
            self._report_missing()

    def titles(self):
        yield from ((statement.scheme.called, statement.name) for statement in self.before.values())

    def write(self, by):
        plan = self.draft.plan
        if not (self.entries or self.told_gateways):
            return
        numbered = {each.number: each.pk for each in keep_gateways(plan=plan, told=self.told_gateways, by=by)}
        for entry in self.entries:
            if entry.facts:
                entry.facts["gateway_id"] = numbered.get(self.stages[id(entry)])
            if entry.scheme.pk is None and entry.scheme.organisation is None:
                entry.scheme.organisation = plan.organisations.first()
        said = [entry for entry in self.entries if entry.facts or entry.profile]
        if said:
            record_schemes(plan=plan, entries=said, effective_on=self.draft.as_at, by=by)

    def _take_gateways(self, block):
        known = {each.number: each for each in self.gateways}
        for row, _ in block.rows:
            sheet, text = block.sheet.name, text_of(row, block.columns["stage"])
            number, name = read_gateway(text)
            if number is None or not name or number in [each[0] for each in self.told_gateways]:
                message = "this stage has no number and name of its own and was left out; write it as 3. Delivery."
                self.draft.ask(sheet, f"row {row.number}", text, message, row.number)
                self.draft.changes.append(Change("gateway", sheet, row.number, text, "rejected"))
                continue
            name = self.draft.fitting(sheet, row.number, Gateway, "name", name)
            approval = text_of(row, block.columns["approval"])
            self.told_gateways.append((number, name, approval))
            before = known.get(number)
            pairs = {"name": [before and before.name, name], "approval": [before and before.approval, approval]}
            fields = {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}
            outcome = "new" if before is None else "changed" if fields else "unchanged"
            self.draft.changes.append(Change("gateway", sheet, row.number, f"{number} {name}", outcome, fields))

    def _take(self, row, organisation, year):
        name = row.facts["name"]
        if not name:
            self._leave(row, "this row names no scheme and was left out; write what it is called")
            return
        if re.match(r"(?:grand |sub-?)?total\b", name, re.IGNORECASE):
            self._leave(row, "this row was taken as a total, which is worked out, and left out")
            return
        scheme = self.by_ref.get(row.ref) if row.ref else None
        if scheme is None:
            alike = self.by_name.get(title_key(name))
            scheme = None if alike and alike.ref and row.ref else alike
        key = scheme.pk if scheme else (row.ref or title_key(name))
        if key in self.taken:
            self._leave(row, f"{row.ref or short_title(name)} stands on two rows and the first was taken")
            return
        self.taken.add(key)
        before = self.before.get(scheme.pk) if scheme else None
        entry = SchemeEntry(scheme or Scheme(ref=row.ref, organisation=organisation), {})
        entry.where = self.draft.where(row.sheet, row.row)
        fields = self._say(entry, row, before)
        fields |= self._months(entry, row, year)
        self.entries.append(entry)
        outcome = "new" if scheme is None else "changed" if fields else "unchanged"
        called = row.ref or (scheme.called if scheme else short_title(name))
        self.draft.changes.append(Change("scheme", row.sheet, row.row, called, outcome, fields))

    def _say(self, entry, row, before):
        """Give the entry its facts where they differ from what holds; the fields that do, {name: [before, after]}."""
        gateway = gateway_in(row.stage, self.named_gateways) if row.stage else None
        if row.stage and gateway is None:
            message = f"“{row.stage[:80]}” is no stage of this plan; it was kept as written, write one of its stages."
            self.draft.ask(row.sheet, f"row {row.row}", row.stage[:80], message, row.row)
        facts = dict(row.facts) | {"gateway_as_written": "" if gateway else row.stage[:120]}
        facts |= {"gateway": gateway and gateway.number}
        facts = self._merged(row, facts, before)
        pairs = {name: [_of(before, name), value] for name, value in facts.items()}
        fields = {
            n: [_plain(a), _plain(b)]
            for n, (a, b) in pairs.items()
            if (None if a == "" else a) != (None if b == "" else b)
        }
        if fields:
            self.stages[id(entry)] = facts.pop("gateway")
            officers = self.draft.officers
            entry.facts = facts | {"post": post_named(facts["lead"], officers.posts.values(), officers.initials)}
        return {name: pair for name, pair in fields.items() if pair != [None, ""]}

    def _merged(self, row, facts, before):
        """What the row says; of what it said before too, that which somebody said in the tracker since."""
        written = self.written.get(before.scheme_id) if before else None
        if written is None:
            return facts
        behind = {n for n, value in facts.items() if value == _of(written, n) and value != _of(before, n)}
        if behind:
            names = ", ".join(name.replace("_", " ") for name in sorted(behind))
            message = f"the workbook is behind the tracker in {names}, which stayed as they were said there since."
            self.draft.ask(row.sheet, f"row {row.row}", row.ref, message, row.row)
        return {name: _of(before, name) if name in behind else value for name, value in facts.items()}

    def _profiles(self, year):
        """{key of a scheme: (its months as they hold, as a workbook last brought them)}, each [(planned, actual)]."""
        plan, on = self.draft.plan, self.draft.as_at
        if not plan.pk:
            return {}
        told = SchemeProfile.objects.filter(scheme__plan=plan, financial_year=year, effective_on__lte=on)
        held, brought = {}, {}
        for profile in told.order_by("effective_on", "pk").prefetch_related("months"):
            months = [(each.planned, each.actual) for each in profile.months.all()]
            held[profile.scheme_id] = months
            if profile.origin in BROUGHT:
                brought[profile.scheme_id] = months
        return {key: (months, brought.get(key)) for key, months in held.items()}

    def _months(self, entry, row, year):
        """Give the entry the months of its year where the row has any that differ from what holds."""
        held, brought = self.profiles.get(entry.scheme.pk, (None, None))
        if row.months in (held, brought) or all(amount is None for pair in row.months for amount in pair):
            return {}
        ends = months_of(year)
        entry.profile = [(end, *pair) for end, pair in zip(ends, row.months, strict=True)]
        before = held or [(None, None)] * len(ends)
        found = {}
        for end, old, new in zip(ends, before, row.months, strict=True):
            for what, a, b in zip(("plan", "actual"), old, new, strict=True):
                if a != b:
                    found[f"{end:%B}_{what}"] = [_plain(a), _plain(b)]
        return found

    def _leave(self, row, message):
        self.draft.ask(row.sheet, f"row {row.row}", row.facts["name"][:80], f"{message}.", row.row)
        name = row.ref or short_title(row.facts["name"])
        self.draft.changes.append(Change("scheme", row.sheet, row.row, name, "rejected"))

    def _report_missing(self):
        found = {entry.scheme.pk for entry in self.entries}
        for pk, statement in self.before.items():
            if pk not in found and not self.draft.leaves_out("scheme", statement.scheme.ref, statement.name):
                called = statement.scheme.called
                message = (
                    f"the scheme {called} is in the plan but not in this workbook; it was left as it is, put its row "
                    "back or say in the plan that it was withdrawn."
                )
                self.draft.ask("", "", called, message)
                self.draft.changes.append(Change("scheme", "", None, called, "missing"))


def _of(statement, name):
    if statement is None:
        return None
    return statement.gateway and statement.gateway.number if name == "gateway" else getattr(statement, name)


def _last_written(statements):
    """{scheme: the last statement that a workbook brought}, of those that somebody changed in the tracker since."""
    written, last = {}, {}
    for each in sorted(statements, key=lambda each: (each.effective_on, each.pk)):
        last[each.scheme_id] = each
        if each.origin in BROUGHT:
            written[each.scheme_id] = each
    return {scheme: each for scheme, each in written.items() if last[scheme] is not each}


def _plain(value):
    """An amount as a number of JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return value
