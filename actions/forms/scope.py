"""What people type to change the scope of a plan: add an action, withdraw, merge, replace, reword, pause, resume it."""

from django import forms
from django.utils.text import Truncator

from core.forms import DayField, Narrative
from plans.forms import MeetingChoice

from ..models import Action
from ..services import NewAction

GO_TOO, STAY = "too", "stay"
EXISTING, NEW = "existing", "new"
_MEETING = ["reason", "meeting", "committee", "held_on"]
_REFERENCE = {"max_length": "A reference has 60 characters at most: shorten it"}


class ScopeForm(MeetingChoice):
    """Why, and where it was decided. `children` are the actions under `action` that have not ended."""

    reason = Narrative(
        label="Why?",
        help_text="Everybody who reads the plan can read it.",
        error_messages={"required": "Enter why, for everybody who reads the plan"},
    )
    field_order = _MEETING

    def __init__(self, *args, action, children=(), **options):
        super().__init__(*args, **options)
        self.action, self.children = action, list(children)

    def arguments(self):
        """What the service is given."""
        return {"reason": self.cleaned_data["reason"], "meeting": self.cleaned_data["meeting"]}


class EndForm(ScopeForm):
    """What ends an action asks what happens to those under it, where there are any."""

    with_children = forms.ChoiceField(
        label="What happens to the actions under it?",
        choices=[(GO_TOO, "They are withdrawn too"), (STAY, "They stay in the plan as they are")],
        error_messages={"required": "Choose whether the actions under it are withdrawn too or stay"},
    )
    field_order = ["into", "how", "new_ref", "new_title", "with_children", *_MEETING]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.children:
            self.fields["with_children"].help_text = "; ".join(str(child) for child in self.children)
        else:
            del self.fields["with_children"]

    def arguments(self):
        said = self.cleaned_data.get("with_children")
        return super().arguments() | {"with_children": None if said is None else said == GO_TOO}


class MergeForm(EndForm):
    into = forms.CharField(
        label="Reference of the action that goes on",
        max_length=60,
        error_messages={"required": "Enter the reference of the action that goes on"} | _REFERENCE,
    )

    def clean_into(self):
        return _known(self.action, self.cleaned_data["into"])

    def arguments(self):
        return super().arguments() | {"into": self.cleaned_data["into"]}


class ReplaceForm(EndForm):
    how = forms.ChoiceField(
        label="What takes its place?",
        choices=[(EXISTING, "An action that the plan has already"), (NEW, "A new action")],
        error_messages={"required": "Choose what takes its place"},
    )
    into = forms.CharField(label="Reference of that action", max_length=60, required=False, error_messages=_REFERENCE)
    new_ref = forms.CharField(
        label="Reference of the new action",
        max_length=60,
        required=False,
        error_messages=_REFERENCE,
        help_text="One that was never used. It may stay empty.",
    )
    new_title = Narrative(
        label="What is to be done instead?",
        required=False,
        help_text="It takes over the area, leads, due date, measures and recommendations.",
    )
    field_order = ["how", "into", "new_ref", "new_title", "with_children", *_MEETING]

    def clean(self):
        cleaned = super().clean()
        how = cleaned.get("how")
        if how == EXISTING and cleaned.get("into"):
            try:
                cleaned["into"] = _known(self.action, cleaned["into"])
            except forms.ValidationError as error:
                self.add_error("into", error)
        elif how == EXISTING:
            self.add_error("into", "Enter the reference of the action that takes its place")
        elif how == NEW and not cleaned.get("new_title") and "new_title" not in self.errors:
            self.add_error("new_title", "Enter what is to be done instead")
        return cleaned

    def arguments(self):
        told = self.cleaned_data
        new = NewAction(ref=told["new_ref"], title=told["new_title"], like=self.action)
        return super().arguments() | {"into": told["into"] if told["how"] == EXISTING else new}


class RewordForm(ScopeForm):
    title = Narrative(label="What is to be done", error_messages={"required": "Enter what is to be done"})
    outcome_measure = Narrative(label="Outcome measure", required=False)
    success_measure = Narrative(label="Measure of success", required=False)
    field_order = ["title", "outcome_measure", "success_measure", *_MEETING]

    def arguments(self):
        words = {name: self.cleaned_data[name] for name in ("title", "outcome_measure", "success_measure")}
        return super().arguments() | {"facts": words}


class RecommendationChoice(forms.ModelChoiceField):
    """One recommendation of a plan. Several may come from one review, so each is told by the beginning of its text."""

    def label_from_instance(self, recommendation):
        text = Truncator(" ".join(recommendation.text.split())).chars(90)
        return f"{recommendation.source}: {text}" if recommendation.source else text


class AddForm(MeetingChoice):
    """A new action of the plan."""

    ref = forms.CharField(
        label="Reference",
        required=False,
        max_length=60,
        error_messages=_REFERENCE,
        help_text="One that was never used. “1.3.2” stands under “1.3”. It may stay empty.",
    )
    title = Narrative(label="What is to be done?", error_messages={"required": "Enter what is to be done"})
    area = forms.ModelChoiceField(label="Area", queryset=None, required=False, empty_label="The one of its reference")
    recommendation = RecommendationChoice(
        label="Recommendation that it meets", queryset=None, required=False, empty_label="None"
    )
    sro = forms.ModelChoiceField(label="SRO", queryset=None, required=False, empty_label="Not set")
    ops_lead = forms.ModelChoiceField(label="Operational lead", queryset=None, required=False, empty_label="Not set")
    due_on = DayField(label="Due date", asked="the due date", required=False)
    outcome_measure = Narrative(label="Outcome measure", required=False)
    success_measure = Narrative(label="Measure of success", required=False)
    reason = Narrative(
        label="Why is it added?",
        help_text="Everybody who reads the plan can read it.",
        error_messages={"required": "Enter why, for everybody who reads the plan"},
    )
    field_order = [
        *("ref", "title", "area", "recommendation", "sro", "ops_lead", "due_on", "outcome_measure", "success_measure"),
        *_MEETING,
    ]

    def __init__(self, *args, plan, **options):
        super().__init__(*args, plan=plan, **options)
        self.fields["area"].queryset = plan.areas.all()
        self.fields["recommendation"].queryset = plan.recommendations.all()
        self.fields["sro"].queryset = self.fields["ops_lead"].queryset = plan.posts.all()

    def arguments(self):
        """What the service is given."""
        told = self.cleaned_data
        names = ("ref", "title", "area", "sro", "ops_lead", "due_on", "outcome_measure", "success_measure")
        new = NewAction(**{name: told[name] for name in names})
        new.recommendations = [told["recommendation"]] if told["recommendation"] else []
        return {"new": new, "reason": told["reason"], "meeting": told["meeting"]}


def _known(action, ref):
    """The action of that reference in the plan of `action`. Raises ValidationError."""
    known = Action.objects.filter(plan=action.plan_id, ref__iexact=" ".join(ref.split())).first()
    if known is None or not known.ref:
        raise forms.ValidationError(
            f"No action of this plan has the reference “{ref}”. Look it up in the list of actions"
        )
    return known
