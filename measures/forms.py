"""What people type about a measure: what it is, its end, what it is tied to, and the grid of its values."""

from django import forms

from actions.forms.concerns import TieForm
from core.forms import Narrative
from core.meanwhile import SeenForm, left_alone, shown_field
from finance.forms.fields import Cell, Grid

from .figures import trajectory_of
from .models import MeasureStatement
from .periods import named
from .targets import NotAValue, joined, kept, read_target, read_value
from .words import number_in_words

_NAMES = "name description unit better every chart source activity_code".split()


def _short(label, name, needed="", **options):
    """A text as long as the database keeps it."""
    limit = MeasureStatement._meta.get_field(name).max_length
    errors = {"required": needed, "max_length": f"This has %(show_value)d characters, and {limit} is the most"}
    return forms.CharField(
        label=label, max_length=limit, required=bool(needed), error_messages=errors, widget=forms.TextInput, **options
    )


def _choice(label, choices, asked, **options):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": asked, "invalid_choice": asked},
        **options,
    )


class MeasureForm(SeenForm):
    """The facts of a measure; once it is valid, `facts` are those of a `MeasureStatement` by name.

    `told` is the statement before, None for a new one: a new trajectory keeps the past periods of the old.
    """

    name = _short("What is counted?", "name", needed="Enter what is counted")
    description = Narrative(label="How is it counted? (optional)", required=False)
    unit = _short("Unit (optional)", "unit", help_text="Such as %, days, calls or £")
    better = _choice(
        "Which direction is better?",
        [*MeasureStatement.Better.choices, ("", "Not decided yet")],
        "Choose which direction is better",
        required=False,
    )
    every = _choice("How often is it counted?", MeasureStatement.Every.choices, "Choose how often it is counted",
                    initial="month")  # fmt: skip
    chart = _choice("How is it shown?", MeasureStatement.Chart.choices, "Choose how it is shown", initial="xmr")
    target = forms.CharField(
        label="What is aimed at? (optional)",
        help_text="One number, such as 85%, or a trajectory: 20 / 25 / 30 / 35% by quarter",
        required=False,
        max_length=400,
        error_messages={"max_length": "A target has 400 characters at most; shorten it"},
    )
    source = _short("Where do the values come from? (optional)", "source")
    owners = forms.MultipleChoiceField(
        label="Who enters its values? (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    activity_code = _short("Line of the activity plan that counts the same, by its code (optional)", "activity_code")

    def __init__(self, *args, plan, told=None, **options):
        super().__init__(*args, **options)
        self.plan, self.told = plan, told
        self._posts = {str(post.pk): post for post in plan.posts.all()}
        self.fields["owners"].choices = [(key, post.title or str(post)) for key, post in self._posts.items()]
        self.fields["every"].choices = [(value, words.capitalize()) for value, words in MeasureStatement.Every.choices]
        for name in ("better", "chart"):
            self.fields[name].choices = [(value, f"{words[0].upper()}{words[1:]}") for value, words in
                                         self.fields[name].choices]  # fmt: skip

    @staticmethod
    def initial_of(told):
        """What stands in the form of a measure whose latest `MeasureStatement` is `told`."""
        initial = {name: getattr(told, name) for name in _NAMES}
        written = told.target_as_written or ("" if told.target is None else number_in_words(told.target))
        return initial | {"target": written, "owners": [str(key) for key in told.owners], "seen": told.pk}

    def clean_target(self):
        text = self.cleaned_data["target"].strip()
        self.read = read_target(text, self.plan.financial_year)
        if self.read.doubt:
            raise forms.ValidationError(f"“{text[:80]}” {self.read.doubt}")
        return text

    @property
    def facts(self):
        facts = {name: self.cleaned_data[name] for name in _NAMES}
        owners = [self._posts[key] for key in self.cleaned_data["owners"]]
        facts["owners"] = [post.pk for post in owners]
        facts["owner_as_written"] = ", ".join(post.title or post.abbreviation for post in owners)[:300]
        if self.told and facts["owners"] == self.told.owners:
            facts["owner_as_written"] = self.told.owner_as_written  # the office's own words stay
        return facts | self._aims()

    def _aims(self):
        """The facts of the target; those before where nothing else is written of it."""
        text = self.cleaned_data["target"]
        if self.told and text == self.initial_of(self.told)["target"]:
            return {}
        before = trajectory_of(self.told) if self.told else ()
        return {
            "target": self.read.value,
            "target_as_written": text,
            "trajectory": kept(joined(before, self.read.trajectory)),
        }


class PlacedForm(MeasureForm):
    """A measure with its place."""

    ref = forms.CharField(
        label="Reference (optional)",
        required=False,
        max_length=60,
        error_messages={"max_length": "A reference has 60 characters at most; shorten it"},
    )
    programme = forms.ChoiceField(
        label="Programme that it shows (optional)",
        required=False,
        error_messages={"invalid_choice": "Choose a programme from the list"},
    )
    field_order = ["ref"]

    def __init__(self, *args, plan, programmes, **options):
        """`programmes` are [(`Programme`, its name)]."""
        super().__init__(*args, plan=plan, **options)
        self._programmes = {str(each.pk): each for each, _ in programmes}
        known = [(str(each.pk), f"{each.called} {name}") for each, name in programmes]
        self.fields["programme"].choices = [("", "None"), *known]
        for name in ("ref", "programme"):
            self.fields[f"shown_{name}"] = shown_field(self.initial.get(name, ""))
        if not known:
            del self.fields["programme"]

    @property
    def place(self):
        """Its reference and its programme, None for none."""
        given = self.cleaned_data
        return {"ref": given["ref"], "programme": self._programmes.get(given.get("programme"))}

    def place_beside(self, measure):
        """The place to be kept: of what the writer left as the page had shown it, that of the measure now."""
        now = {"ref": measure.ref, "programme": measure.programme}
        return {name: now[name] if left_alone(self, name) else value for name, value in self.place.items()}


class CloseForm(SeenForm):
    reason = Narrative(
        label="Why is it counted no longer?", error_messages={"required": "Enter why it is counted no longer"}
    )


class ReopenForm(SeenForm):
    reason = Narrative(label="Why is it counted again?", error_messages={"required": "Enter why it is counted again"})


class TieMeasureForm(TieForm):
    """An action by its reference, or one of the plan's objectives; `to` is what was chosen."""

    objective = forms.ChoiceField(
        label="Or an objective",
        required=False,
        error_messages={"invalid_choice": "Choose an objective from the list"},
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        self.fields["action"].required = False
        self._objectives = {str(each.pk): each for each in plan.objectives.all()}
        self.fields["objective"].choices = [("", "None"), *((key, str(o)) for key, o in self._objectives.items())]
        if not self._objectives:
            del self.fields["objective"]

    def clean_action(self):
        return super().clean_action() if self.cleaned_data["action"].strip() else None

    def clean(self):
        cleaned = super().clean()
        objective = self._objectives.get(cleaned.get("objective"))
        if not self.errors and bool(cleaned.get("action")) == bool(objective):
            or_else = " or choose one objective" if self._objectives else ""
            self.add_error("action", f"Enter the reference of one action{or_else}")
        return {"to": cleaned.get("action") or objective}


class ValueField(Cell):
    """A number, typed as people write them; a Decimal, or None for an empty one."""

    def __init__(self, **options):
        super().__init__(max_length=40, **options)

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_value(text)
        except NotAValue as error:
            raise forms.ValidationError(f"{self.label}: “{text}” {error}.") from None


class ValuesGrid(Grid):
    """A cell for each of `cells`, [(a `MeasureStatement`, the last day of a period)].

    `held` {(measure, day): value} fill it. Once it is valid, `entries` are [(statement, day, value)] of all cells.
    """

    def __init__(self, *args, cells, held, **options):
        super().__init__(*args, **options)
        self.cells = {(told.measure_id, day): told for told, day in cells}
        for (measure, day), told in self.cells.items():
            field = ValueField(label=f"{told.name[:60]}, {named(told.every, day)}")
            field.initial = typed_value(held.get((measure, day)))
            self.fields[self.name_of(measure, day)] = field

    @staticmethod
    def name_of(measure, day):
        return f"value-{measure}-{day:%Y%m%d}"

    def cell(self, measure, day):
        """The bound field of a cell, None where the grid has none."""
        return self[self.name_of(measure, day)] if (measure, day) in self.cells else None

    def initial_of(self, values):
        """What would stand in the cells were they filled by `values` {(measure, day): value}."""
        return {self.name_of(*key): typed_value(values.get(key)) for key in self.cells}

    @property
    def entries(self):
        given = self.cleaned_data
        return [(told, day, given[self.name_of(key, day)]) for (key, day), told in self.cells.items()]


def typed_value(value):
    """A value as it is filled into a field."""
    return "" if value is None else number_in_words(value)
