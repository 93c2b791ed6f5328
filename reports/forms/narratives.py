"""What is typed into a narrative section, and about its pictures."""

from django import forms

from core.forms import DayField, Narrative
from core.uploads import names_left_out, too_large

from ..services.narratives import MEGABYTES

_FROM = (
    "Packs as at an earlier day keep what they had: for the pack of a period, give its as-at date or an earlier day."
)


class NarrativeForm(forms.Form):
    """`cleaned_data` are the arguments of `write_narrative`."""

    title = Narrative(
        label="Title",
        help_text="Stands above the section and in the contents, such as: How we got here.",
        widget=forms.TextInput,
        max_length=120,
        error_messages={
            "required": "Enter a title, such as: How we got here",
            "max_length": "A title has 120 characters at most; say the rest in the text",
        },
    )
    text = Narrative(label="Text", required=False, instead="divide it over two sections")
    on = DayField(label="From which day on does it say so?", help_text=_FROM, asked="the day from which it says so")
    is_private = forms.BooleanField(label="Private: leave it out of public packs", required=False)


class DescriptionForm(forms.Form):
    description = Narrative(
        label="What does it show?",
        help_text="For somebody who cannot see it: say what there is to learn from it, with its figures.",
        error_messages={"required": "Describe the picture for somebody who cannot see it"},
    )
    caption = Narrative(
        label="Caption",
        help_text="Stands below it, for everybody.",
        required=False,
        widget=forms.TextInput,
        max_length=300,
        error_messages={"max_length": "A caption has 300 characters at most; say the rest in the text"},
    )


class PictureForm(DescriptionForm):
    """A picture to be added; `cleaned_data` are the arguments of `add_picture`."""

    file = forms.FileField(
        label="Picture",
        help_text=f"PNG or JPEG, up to {MEGABYTES} MB. What its file says of place and time is not kept.",
        allow_empty_file=True,
        error_messages={"required": "Choose a picture, a PNG or a JPEG"},
    )
    on = DayField(label="From which day on is it shown?", help_text=_FROM, asked="the day from which it is shown")
    field_order = ["file", "description", "caption", "on"]

    def __init__(self, request, **options):
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        super().__init__(*sent, **options)
        self.left_out = names_left_out(request)

    def clean(self):
        if name := self.left_out.get("file"):
            self.errors.pop("file", None)
            self.add_error("file", too_large(name, MEGABYTES))
        return super().clean()

    def ask_for_the_file_again(self):
        """A browser does not keep a chosen file when a form comes back with an error elsewhere."""
        if self.files and self.errors and "file" not in self.errors:
            self.add_error("file", "Choose the picture again: a browser does not keep it")


class RemovalForm(forms.Form):
    on = DayField(label="From which day on is it gone?", help_text=_FROM, asked="the day from which it is gone")
