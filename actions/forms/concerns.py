"""What people type about a concern: raising it, reviewing it, what was done, another deadline, its end."""

import re

from django import forms

from core.forms import DayField, Narrative
from plans.forms import ANOTHER, MeetingChoice


class ConcernForm(forms.Form):
    """The forms about concerns are all made with the plan and the day."""

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, **options)
        self.plan, self.on = plan, on


class RaiseForm(ConcernForm):
    """`cleaned_data["committee"]` is a `Committee`, the name of a new one, or ""."""

    why = Narrative(label="Why is it a concern?", error_messages={"required": "Enter why it is a concern"})
    raised_on = DayField(label="Since when?", asked="the day it was raised")
    required = Narrative(
        label="Which remedial action is required?",
        error_messages={"required": "Enter what has to be done, or what the committee wants to know"},
    )
    deadline = DayField(label="By when? (optional)", asked="the deadline", required=False)
    committee = forms.ChoiceField(label="Committee", required=False)
    another = forms.CharField(
        label="Name of the other committee",
        required=False,
        max_length=200,
        error_messages={"max_length": "The name of a committee has 200 characters at most; shorten it"},
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        self._known = {str(committee.pk): committee for committee in plan.committees.all()}
        known = [(key, committee.name) for key, committee in self._known.items()]
        self.fields["committee"].choices = [("", "None yet"), *known, (ANOTHER, "Another, named below")]

    def clean(self):
        cleaned = super().clean()
        chosen, another = cleaned.get("committee"), cleaned.pop("another", "")
        if chosen == ANOTHER and not another and "another" not in self.errors:
            self.add_error("another", "Enter the name of the committee, such as Finance Committee")
        elif chosen in self._known and another:
            self.add_error("committee", "Choose “Another”, or empty the name below")
        cleaned["committee"] = self._known.get(chosen) or another
        return cleaned


class ReviewForm(MeetingChoice):
    seen_on = DayField(label="Or the day on which it was seen", asked="the day it was seen", required=False)
    said = Narrative(label="What was said? (optional)", help_text="It goes into the comments.", required=False)
    field_order = ["meeting", "committee", "held_on", "seen_on", "said"]

    def clean(self):
        cleaned = super().clean()
        meeting, seen_on = cleaned.get("meeting"), cleaned.get("seen_on")
        if not self.errors and bool(meeting) == bool(seen_on):
            self.add_error("seen_on", "Choose the meeting or enter the day on which it was seen: one of the two")
        return {name: cleaned.get(name) for name in ("meeting", "seen_on", "said")}


class RemedyForm(ConcernForm):
    taken = Narrative(
        label="What was done?",
        help_text="What was said before stays below it.",
        error_messages={"required": "Enter which remedial action was taken"},
    )


class DeadlineForm(ConcernForm):
    deadline = DayField(label="New deadline", asked="the new deadline")
    reason = Narrative(
        label="Why?",
        help_text="It goes into the comments.",
        error_messages={"required": "Enter why the deadline moves"},
    )


class CloseForm(ConcernForm):
    reason = Narrative(
        label="Why is it no longer a concern?", error_messages={"required": "Enter why it is no longer a concern"}
    )


class ReopenForm(ConcernForm):
    reason = Narrative(
        label="Why is it a concern again?", error_messages={"required": "Enter why it is a concern again"}
    )


class TieForm(ConcernForm):
    """`cleaned_data["action"]` is the action of the plan whose reference, or own key, was typed."""

    action = forms.CharField(
        label="Reference of the action",
        help_text="Such as 1.3.1. For an action without a reference: “key” and the number that its page shows.",
        max_length=60,
        error_messages={"required": "Enter the reference of the action that is meant"},
    )

    def clean_action(self):
        typed = self.cleaned_data["action"].strip()
        key = re.fullmatch(r"key (\d{1,9})", typed, re.IGNORECASE)
        found = self.plan.actions.filter(key=int(key.group(1))) if key else self.plan.actions.called(typed)
        if not (action := found.first()):
            raise forms.ValidationError(
                f"No action of this plan is called “{typed}”. Look it up in the list of actions"
            )
        return action
