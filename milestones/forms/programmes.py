"""What people type about programmes: their facts with deliverables and projects in rows, their end, their risks."""

from django import forms

from core.forms import Narrative
from core.meanwhile import Meanwhile, SeenForm, joined
from finance.forms.fields import AmountField, Grid, typed

from ..models import DeliveryStatus
from ..programme_leads import leads_named
from ..programmes import LEADS, deliverables_of, in_words, keep_deliverables, keep_projects, projects_of
from .programme_rows import NEW_ROWS, ROWS

_KEPT = {"deliverable": ("deliverables", deliverables_of), "project": ("projects", projects_of)}
_MONEY = ("investment", "savings")
_TEXTS = ("name", "section", "objective", "description", "benefits", "key_risks", "progress")


def _short(label, most=300, **options):
    message = "This has %(show_value)d characters, and %(limit_value)d is the most; shorten it"
    messages = {"max_length": message, "required": "Enter what the programme is called"}
    return forms.CharField(label=label, max_length=most, error_messages=messages, **options)


class ProgrammeForm(Grid):
    """The facts of a programme, of which `told` is the latest statement, None for a new one.

    Once it is valid, `facts` are those of a `ProgrammeStatement` by name. `initials` are {`post_key` of a post: those
    of its holder}.
    """

    name = _short("What is the programme called?")
    section = _short("Section, under which it is listed (optional)", 200, required=False)
    objective = Narrative(label="What is it to achieve? (optional)", required=False)
    description = Narrative(label="What is done in it? (optional)", required=False)
    status = forms.ChoiceField(
        label="How does it stand?",
        choices=[("", "Not said"), *((value, label.capitalize()) for value, label in DeliveryStatus.choices)],
        required=False,
        error_messages={"invalid_choice": "Choose how it stands from the list"},
    )
    progress = Narrative(label="What happened? (optional)", required=False)
    benefits = Narrative(label="Outcomes and benefits (optional)", required=False)
    key_risks = Narrative(
        label="Key risks, in words (optional)",
        help_text="Risks of the register are tied to the programme on a page of their own.",
        required=False,
    )
    investment = AmountField(label="Investment, £'000 (optional)")
    savings = AmountField(label="Savings, £'000 (optional)")

    def __init__(self, *args, plan, initials, told=None, **options):
        super().__init__(*args, **options)
        self.plan, self.told, self.initials = plan, told, initials
        for field, words in LEADS.values():
            self.fields[field] = _short(f"{words} (optional)", required=False, help_text="A post, or several: AO/CFO")
        self._organisations = {str(each.pk): each for each in plan.organisations.all()}
        if len(self._organisations) > 1:
            self.fields["organisations"] = forms.MultipleChoiceField(
                label="Which organisations does it belong to? None is all of them",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(key, each.name) for key, each in self._organisations.items()],
            )
        self.rows = {kind.kind: list(self._rows(kind)) for kind in ROWS}

    def _rows(self, kind):
        field, read = _KEPT[kind.kind]
        held = read(getattr(self.told, field)) if self.told else ()
        for number, line in enumerate(self.lines_for(f"rows-{kind.kind}", held, NEW_ROWS), 1):
            row = kind(self, number, line)
            row.add_fields()
            yield row

    @property
    def plain_fields(self):
        """The bound fields outside the rows, for the page."""
        inside = {row.key(name) for rows in self.rows.values() for row in rows for name in row.cells}
        return [field for field in self.visible_fields() if field.name not in inside]

    def clean(self):
        cleaned = super().clean()
        for rows in self.rows.values():
            for row in rows:
                row.check(cleaned)
        return cleaned

    def entries(self, kind):
        """The `Deliverable`s or `Project`s of the rows of that kind that are not empty."""
        return tuple(entry for row in self.rows[kind] if (entry := row.entry(self.cleaned_data)))

    @property
    def facts(self):
        given = self.cleaned_data
        facts = {name: given[name] for name in (*_TEXTS, "status")}
        facts |= {field: given[field] for field, _ in LEADS.values()} | {"leads": self._leads()}
        facts |= {name: given[name] for name in _MONEY}
        for name in (*_MONEY, "status"):
            same = self.told and getattr(self.told, name) == facts[name]
            facts[f"{name}_as_written"] = getattr(self.told, f"{name}_as_written") if same else ""
        if "organisations" in given:
            facts |= self._chosen(given["organisations"])
        facts["deliverables"] = keep_deliverables(self.entries("deliverable"))
        return facts | {"projects": keep_projects(self.entries("project"))}

    def _leads(self):
        """Those before, of a role whose words stand as they stood; else the posts that the words name."""
        written = {role: self.cleaned_data[field] for role, (field, _) in LEADS.items()}
        same = {role for role, (field, _) in LEADS.items() if self.told and written[role] == getattr(self.told, field)}
        named = leads_named(written, self.plan.posts.all(), self.initials)
        before = self.told.leads if self.told else []
        return [lead for role in LEADS for lead in (before if role in same else named) if lead["role"] == role]

    def _chosen(self, keys):
        chosen = [each.pk for key, each in self._organisations.items() if key in keys]
        if self.told and sorted(self.told.organisations) == sorted(chosen):
            return {}
        written = ", ".join(each.name for key, each in self._organisations.items() if key in keys)
        return {"organisations": chosen, "organisations_as_written": written}

    @staticmethod
    def initial_of(told):
        """What stands in the form outside its rows, of a programme whose latest `ProgrammeStatement` is `told`."""
        names = (*_TEXTS, "status", *(field for field, _ in LEADS.values()))
        values = {name: getattr(told, name) for name in names}
        values |= {name: typed(getattr(told, name)) for name in _MONEY}
        return values | {"organisations": [str(key) for key in told.organisations], "seen": told.pk}

    def with_more_rows(self):
        """What was sent, with some more empty rows of each kind."""
        words = self.data.copy()
        for kind, rows in self.rows.items():
            words[f"rows-{kind}"] = str(len(rows) + NEW_ROWS)
        return words


class AddProgrammeForm(ProgrammeForm):
    """A new programme."""

    ref = _short("Reference (optional)", 60, required=False)
    field_order = ["ref"]


class CloseProgrammeForm(SeenForm):
    reason = Narrative(label="Why does the programme end?", error_messages={"required": "Enter why it ends"})


class ReopenProgrammeForm(SeenForm):
    reason = Narrative(label="Why does the programme go on?", error_messages={"required": "Enter why it goes on"})


class RiskRunForm(forms.Form):
    """`cleaned_data["risk"]` is a risk of the plan."""

    risk = forms.ChoiceField(
        label="Which risk does it run?",
        error_messages={"required": "Choose the risk", "invalid_choice": "Choose a risk from the list"},
    )

    def __init__(self, *args, risks, **options):
        """`risks` are [(risk, its title)]."""
        super().__init__(*args, **options)
        self._risks = {str(risk.pk): risk for risk, _ in risks}
        self.fields["risk"].choices = [
            ("", "Choose"),
            *((str(risk.pk), f"{risk.name} {title[:80]}") for risk, title in risks),
        ]

    def clean_risk(self):
        return self._risks[self.cleaned_data["risk"]]


def meanwhile(form, shown, now):
    """(what to send instead, `Meanwhile`) of a valid `ProgrammeForm`: the statement `shown` on its page, None where
    that is not known, and the one that holds `now`, which somebody else said. Rows of one kind are joined as a whole.
    """
    facts = joined(form, form.initial_of(shown) if shown else {}, form.initial_of(now))
    data, taken, clashes = form.data.copy(), list(facts.taken), list(facts.clashes)
    for name, texts in facts.values.items():
        data.setlist(name, texts)
    fresh = ProgrammeForm(plan=form.plan, initials=form.initials, told=now)
    for kind, (field, read) in _KEPT.items():
        mine, theirs = form.entries(kind), read(getattr(now, field))
        known = read(getattr(shown, field)) if shown else None
        if theirs in (mine, known):
            continue
        if mine != known:
            clashes.append((field.capitalize(), in_words(now, field) or "nothing"))
            continue
        taken.append(field.capitalize())
        data[f"rows-{kind}"] = str(len(fresh.rows[kind]))
        for row in fresh.rows[kind]:
            for cell in row.cells.values():
                data[cell.html_name] = cell.initial or ""
    data["seen"] = str(now.pk)
    return data, Meanwhile(facts.values, tuple(taken), tuple(clashes))
