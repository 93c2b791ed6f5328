"""What people type to report an exception about a milestone."""

from django import forms

from core.forms import DayField, Narrative

from ..exception_reports import open_reports


class ExceptionForm(forms.Form):
    """Why a milestone is late. `cleaned_data["report"]` is the label of the period that it belongs to, or ""."""

    rationale = Narrative(
        label="Why is it late?",
        help_text="Whoever decides reads this, and it stays beside the date.",
        error_messages={"required": "Enter why it is late"},
    )
    recovery = Narrative(
        label="What is the recovery plan? (optional)",
        required=False,
        help_text="What is done, by whom, to keep the new date. Without one it stands among what looks wrong.",
    )
    asked_on = DayField(label="Which date do you ask for?", asked="the date you ask for")
    report = forms.ChoiceField(
        label="Which report does it belong to?",
        required=False,
        error_messages={"invalid_choice": "Choose a report from the list"},
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, **options)
        known = open_reports(plan.periods.order_by("as_at"), on)
        if known:
            self.fields["report"].choices = [(label, label) for label in known] + [("", "None of these")]
        else:
            del self.fields["report"]

    def clean(self):
        return {"report": ""} | super().clean()
