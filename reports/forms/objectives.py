"""What people type about an objective of the plan."""

from django import forms

from plans.models import Objective


class ObjectiveForm(forms.Form):
    title = forms.CharField(
        label="What is to be achieved?",
        max_length=Objective._meta.get_field("title").max_length,
        error_messages={
            "required": "Enter what is to be achieved",
            "max_length": "An objective has 300 characters at most; shorten it",
        },
    )
    ref = forms.CharField(
        label="Reference (optional)",
        required=False,
        max_length=Objective._meta.get_field("ref").max_length,
        help_text="As risks and papers call it, such as SO1.",
        error_messages={"max_length": "A reference has 20 characters at most; shorten it"},
    )
