"""What people type to ask for a later date, to decide on one, and to set one."""

from django import forms

from core.dates.calendar import in_words
from core.forms import DayField, Narrative
from plans.forms import MeetingChoice

AGREE, AGREE_ANOTHER, REFUSE = "agree", "another", "refuse"


class LaterDateForm(forms.Form):
    due_on = DayField(label="Which date do you ask for?", asked="the date you ask for")
    reason = Narrative(
        label="Why is more time needed?",
        help_text="Whoever decides reads this, and it stays beside the date.",
        error_messages={"required": "Enter why more time is needed"},
    )


class DateDecisionForm(MeetingChoice):
    """`cleaned_data["due_on"]` is set only where another date than the one asked for is agreed.

    `asked_for` is None where what was asked for is no date that could be read: then only another one can be agreed.
    """

    outcome = forms.ChoiceField(
        label="What is decided?", error_messages={"required": "Choose whether the date is agreed or refused"}
    )
    due_on = DayField(label="The other date, where you agree one", asked="the date you agree", required=False)
    reason = Narrative(
        label="Why?",
        help_text="Whoever asked reads this, and it stays beside the date.",
        error_messages={"required": "Enter why, for whoever asked and for the record"},
    )
    field_order = ["outcome", "due_on", "reason", "meeting", "committee", "held_on"]

    def __init__(self, *args, asked_for, **options):
        super().__init__(*args, **options)
        self.fields["outcome"].choices = [
            *([(AGREE, f"Agree {in_words(asked_for)}")] if asked_for else []),
            (AGREE_ANOTHER, "Agree another date" if asked_for else "Agree a date"),
            (REFUSE, "Refuse: the due date stays as it is"),
        ]

    def clean(self):
        cleaned = super().clean()
        outcome, due_on = cleaned.get("outcome"), cleaned.get("due_on")
        if outcome == AGREE_ANOTHER and not due_on and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date you agree, such as 30 9 2026")
        elif due_on and outcome in (AGREE, REFUSE):
            self.add_error("due_on", "Choose “Agree another date”, or empty this date")
        return cleaned


class DueDateForm(MeetingChoice):
    due_on = DayField(label="New due date", asked="the due date")
    reason = Narrative(
        label="Why?",
        help_text="It stays beside the date.",
        error_messages={"required": "Enter why the date is set"},
    )
    field_order = ["due_on", "reason", "meeting", "committee", "held_on"]
