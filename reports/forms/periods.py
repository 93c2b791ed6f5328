"""What people type about a reporting period."""

from django import forms

from core.forms import DayField


class PeriodForm(forms.Form):
    label = forms.CharField(
        label="What is it called?",
        max_length=60,
        help_text="As the office calls it, such as Month 10 or March 2019.",
        error_messages={
            "required": "Enter what the period is called, such as Month 10",
            "max_length": "A label has 60 characters at most; shorten it",
        },
    )
    opens_on = DayField(
        label="When does it open?",
        asked="the day on which it opens",
        help_text="From then on leads are asked for a word on what they owe.",
    )
    updates_due_on = DayField(
        label="By when are updates due?",
        asked="the day by which updates are due",
        help_text="What leads see as the end.",
    )
    as_at = DayField(
        label="As at which day are its figures?",
        asked="the as-at date",
        help_text="Packs of this period tell of the plan as it stood on that day.",
    )
