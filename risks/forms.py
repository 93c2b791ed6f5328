"""What people type about a risk: its facts, a score, a review, its end, and what mitigates it."""

from django import forms

from core.forms import DayField, Narrative
from core.meanwhile import SeenForm
from plans.forms import ANOTHER, MeetingChoice

from .models import RiskScore
from .scoring import CONSEQUENCES, LIKELIHOODS, MOST
from .services import ScoreEntry

TEXTS = (
    ("description", "What could happen, and why? (optional)"),
    ("impact", "What would it do? (optional)"),
    ("controls", "Which controls are there? (optional)"),
    ("gaps_in_control", "What is missing among the controls? (optional)"),
    ("first_line", "Assurance, first line: what management sees (optional)"),
    ("second_line", "Assurance, second line: what others in the organisation oversee (optional)"),
    ("third_line", "Assurance, third line: what independent bodies say (optional)"),
    ("gaps_in_assurance", "What is nobody sure of? (optional)"),
    ("mitigation", "What is done about it? (optional)"),
)


class AboutARisk(forms.Form):
    """The forms about risks are all made with the plan and the day."""

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, **options)
        self.plan, self.on = plan, on


class RiskForm(SeenForm, AboutARisk):
    """The facts of a risk; once it is valid, `facts` are those of a `RiskStatement` by name."""

    title = Narrative(label="What is the risk?", error_messages={"required": "Enter what the risk is"})
    owners = forms.MultipleChoiceField(
        label="Who owns it? (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        for name, label in TEXTS:
            self.fields[name] = Narrative(label=label, required=False)
        self._objectives = {str(objective.pk): objective for objective in plan.objectives.all()}
        if self._objectives:
            self.fields["objectives"] = forms.MultipleChoiceField(
                label="Which objectives does it threaten? (optional)",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(key, str(objective)) for key, objective in self._objectives.items()],
            )
        self._posts = {str(post.pk): post for post in plan.posts.all()}
        self.fields["owners"].choices = [(key, post.title or str(post)) for key, post in self._posts.items()]

    @property
    def facts(self):
        owners = [self._posts[key] for key in self.cleaned_data["owners"]]
        facts = {name: self.cleaned_data[name] for name in ("title", *(name for name, _ in TEXTS))}
        written = ", ".join(post.title or post.abbreviation for post in owners)
        facts |= {"owners": [post.pk for post in owners], "owner_as_written": written}
        if not self._objectives:
            return facts
        threatened = [each for key, each in self._objectives.items() if key in self.cleaned_data["objectives"]]
        written = "; ".join(map(str, threatened))
        return facts | {"objectives": [each.pk for each in threatened], "objectives_as_written": written}


def _steps(words):
    return [("", "Choose"), *((str(value), f"{value} {word}") for value, word in words.items())]


def _step_field(label, words, required=True):
    asked = {
        "required": f"Choose the {label.lower()}",
        "invalid_choice": f"Choose the {label.lower()} from 1 to {MOST}",
    }
    return forms.ChoiceField(label=label, choices=_steps(words), required=required, error_messages=asked)


class ScoreForm(SeenForm, AboutARisk):
    """How a risk scores. `cleaned_data["kind"]` says which score is meant; `seen` {kind: key} are those shown."""

    kind = forms.ChoiceField(
        label="Which score?",
        choices=[(kind.value, kind.label.capitalize()) for kind in RiskScore.Kind],
        initial=RiskScore.Kind.CURRENT,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which score it is", "invalid_choice": "Choose which score it is"},
    )
    likelihood = _step_field("Likelihood", LIKELIHOODS)
    consequence = _step_field("Consequence", CONSEQUENCES)
    reason = Narrative(label="Why does it score so?", error_messages={"required": "Enter why it scores so"})

    def __init__(self, *args, seen, **options):
        super().__init__(*args, **options)
        del self.fields["seen"]
        for kind in RiskScore.Kind.values:
            hidden = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen.get(kind, ""))
            self.fields[f"seen_{kind}"] = hidden

    @property
    def seen_name(self):
        return f"seen_{self.data.get('kind', '')}"

    @property
    def score(self):
        """What is scored, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("kind", "likelihood", "consequence", "reason")}

    def clean(self):
        cleaned = super().clean()
        steps = {name: int(cleaned[name]) for name in ("likelihood", "consequence") if cleaned.get(name)}
        return cleaned | steps


class AddRiskForm(RiskForm):
    """A new risk; `category` is a `Category`, the name of a new one, or "", `scores` are `ScoreEntry`s."""

    ref = forms.CharField(
        label="Reference (optional)",
        required=False,
        max_length=60,
        error_messages={"max_length": "A reference has 60 characters at most; shorten it"},
    )
    category = forms.ChoiceField(label="Category", required=False)
    another = forms.CharField(
        label="Name of the other category",
        required=False,
        max_length=200,
        error_messages={"max_length": "The name of a category has 200 characters at most; shorten it"},
    )
    likelihood = _step_field("Likelihood", LIKELIHOODS)
    consequence = _step_field("Consequence", CONSEQUENCES)
    reason = Narrative(label="Why does it score so?", error_messages={"required": "Enter why it scores so"})

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        self._categories = {str(each.pk): each for each in plan.risk_categories.all()}
        known = [(key, each.name) for key, each in self._categories.items()]
        self.fields["category"].choices = [("", "None"), *known, (ANOTHER, "Another, named below")]

    def clean(self):
        cleaned = super().clean()
        chosen, another = cleaned.get("category"), cleaned.pop("another", "")
        if chosen == ANOTHER and not another and "another" not in self.errors:
            self.add_error("another", "Enter the name of the category, such as Financial management")
        elif chosen in self._categories and another:
            self.add_error("category", "Choose “Another”, or empty the name below")
        cleaned["category"] = self._categories.get(chosen) or another
        return cleaned

    @property
    def scores(self):
        likelihood, consequence = (int(self.cleaned_data[name]) for name in ("likelihood", "consequence"))
        reason = self.cleaned_data["reason"]
        return [
            ScoreEntry(kind.value, likelihood, consequence, likelihood * consequence, reason=reason)
            for kind in (RiskScore.Kind.YEAR_START, RiskScore.Kind.CURRENT)
        ]


class ReviewForm(MeetingChoice):
    seen_on = DayField(label="Or the day on which it was looked at", asked="the day", required=False)
    said = Narrative(label="What was said? (optional)", required=False)
    field_order = ["meeting", "committee", "held_on", "seen_on", "said"]

    def clean(self):
        cleaned = super().clean()
        meeting, seen_on = cleaned.get("meeting"), cleaned.get("seen_on")
        if not self.errors and bool(meeting) == bool(seen_on):
            self.add_error("seen_on", "Choose the meeting or enter the day on which it was looked at: one of the two")
        return {name: cleaned.get(name) for name in ("meeting", "seen_on", "said")}


class CloseForm(SeenForm, AboutARisk):
    reason = Narrative(
        label="Why is it no longer a risk?", error_messages={"required": "Enter why it is no longer a risk"}
    )


class ReopenForm(SeenForm, AboutARisk):
    reason = Narrative(label="Why is it a risk again?", error_messages={"required": "Enter why it is a risk again"})
