"""What people type to change what a milestone is: why, in which words, and what takes its place."""

from django import forms

from core.forms import Narrative
from core.meanwhile import SeenForm
from plans.forms import MeetingChoice

from ..services import NewMilestone

EXISTING, NEW = "existing", "new"
_MEETING = ["reason", "meeting", "committee", "held_on"]
_NUMBER = {"max_length": "A number has 60 characters at most: shorten it"}


class ChangeForm(SeenForm, MeetingChoice):
    """Why, and where it was decided."""

    reason = Narrative(
        label="Why?",
        help_text="Everybody who reads the plan can read it.",
        error_messages={"required": "Enter why, for everybody who reads the plan"},
    )
    field_order = _MEETING

    def __init__(self, *args, milestone, **options):
        super().__init__(*args, **options)
        self.milestone = milestone

    def arguments(self):
        """What the service is given."""
        return {name: self.cleaned_data[name] for name in ("reason", "meeting")} | {"seen": self.seen_key}


class RewordForm(ChangeForm):
    title = Narrative(label="What is to be done", error_messages={"required": "Enter what is to be done"})
    field_order = ["title", *_MEETING]

    def arguments(self):
        return super().arguments() | {"title": self.cleaned_data["title"]}


class IntoForm(ChangeForm):
    """What goes on in its place: `cleaned_data["into"]` is a `Milestone` of the plan or a `NewMilestone`."""

    how = forms.ChoiceField(
        label="What goes on?",
        choices=[(EXISTING, "A milestone that the plan has already"), (NEW, "A new milestone")],
        error_messages={"required": "Choose what goes on"},
    )
    into = forms.CharField(label="Number of that milestone", max_length=60, required=False, error_messages=_NUMBER)
    new_ref = forms.CharField(
        label="Number of the new milestone",
        max_length=60,
        required=False,
        error_messages=_NUMBER,
        help_text="One that was never used. It may stay empty.",
    )
    new_title = Narrative(
        label="What is to be done by then?",
        required=False,
        help_text="It takes over the owners, dates, programme and ties.",
    )
    field_order = ["how", "into", "new_ref", "new_title", *_MEETING]

    def clean(self):
        cleaned = super().clean()
        how, into, title = (cleaned.get(name) for name in ("how", "into", "new_title"))
        if how == EXISTING and not into:
            self.add_error("into", "Enter the number of the milestone that goes on")
        elif how == EXISTING:
            cleaned["into"] = self._of_number(into)
        elif how == NEW and not title and "new_title" not in self.errors:
            self.add_error("new_title", "Enter what is to be done by then")
        elif how == NEW:
            cleaned["into"] = NewMilestone(cleaned.get("new_ref", ""), title)
        return cleaned

    def arguments(self):
        return super().arguments() | {"into": self.cleaned_data["into"]}

    def _of_number(self, number):
        """The milestone that the plan calls so: by its number, or M and its key."""
        called = " ".join(number.split()).casefold()
        known = next((each for each in self.milestone.plan.milestones.all() if each.called.casefold() == called), None)
        if known is None:
            self.add_error("into", f"No milestone of this plan is “{number}”. Look it up in the list of milestones")
        return known
