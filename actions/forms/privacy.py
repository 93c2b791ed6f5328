"""What is chosen to make several actions private."""

from django import forms


class PrivacyForm(forms.Form):
    """Whether some actions are private; `cleaned_data["is_private"]` is a bool."""

    is_private = forms.TypedChoiceField(
        label="In public packs",
        choices=[("yes", "Leave them out: mark them as private"), ("no", "Show them: take the mark away")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether public packs leave the actions out or show them"
        ),
    )
