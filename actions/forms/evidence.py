"""What people type to offer evidence, and to judge it."""

from django import forms
from django.conf import settings

from core.forms import Narrative
from core.uploads import ACCEPTED, names_left_out, too_large

from ..models import EvidenceVerdict


class OfferForm(forms.Form):
    """A file or a link. For a further version of a piece (`piece`) its title stands already."""

    title = Narrative(
        label="What is it?",
        help_text="A name that says what it shows, such as: Minutes of the board, 14 March 2019.",
        widget=forms.TextInput,
        max_length=200,
        error_messages={
            "required": "Enter what it is, such as: Minutes of the board, 14 March 2019",
            "max_length": "The name of a piece of evidence has 200 characters at most; say the rest in the note",
        },
    )
    file = forms.FileField(label="File", required=False, allow_empty_file=True)
    link = forms.CharField(
        label="Or a link to where it is kept",
        help_text="The whole address, beginning with https://",
        required=False,
        max_length=2000,
        error_messages={"max_length": "An address has 2,000 characters at most; add the file instead"},
    )
    note = Narrative(label="What does it show?", help_text="Say where to look, if it is long.", required=False)

    def __init__(self, request, *, piece=None):
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        super().__init__(*sent)
        self.left_out = names_left_out(request)
        self.fields[
            "file"
        ].help_text = (
            f"{ACCEPTED}, up to {settings.EVIDENCE_MEGABYTES} MB. Add nothing from which a patient could be known."
        )
        if piece:
            del self.fields["title"]

    def clean(self):
        cleaned = super().clean()
        if name := self.left_out.get("file"):
            self.add_error("file", too_large(name, settings.EVIDENCE_MEGABYTES))
        elif not cleaned.get("file") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("file", "Choose a file, or give a link below")
        elif cleaned.get("file") and cleaned.get("link"):
            self.add_error("link", "Add the file or give the link, one of the two; offer the other as a further piece")
        return cleaned

    def ask_for_the_file_again(self):
        """A browser does not keep a chosen file when a form comes back with an error elsewhere."""
        if self.files and self.errors and "file" not in self.errors:
            self.add_error("file", "Choose the file again: a browser does not keep it")


class VerdictForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (EvidenceVerdict.Outcome.ACCEPTED.value, "Accept it"),
            (EvidenceVerdict.Outcome.SENT_BACK.value, "Send it back with a question"),
        ],
        error_messages={"required": "Choose whether you accept it or send it back"},
    )
    question = Narrative(
        label="Your question",
        help_text="Where you send it back: what is missing or unclear. Whoever offered it reads this.",
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        is_sent_back = cleaned.get("outcome") == EvidenceVerdict.Outcome.SENT_BACK
        if is_sent_back and not cleaned.get("question") and "question" not in self.errors:
            self.add_error("question", "Enter what is missing or unclear, so that it can be put right")
        return cleaned
