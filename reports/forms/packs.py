"""What people type to prepare a pack, to record a signature, and to issue a pack again."""

from django import forms

from core.dates.calendar import in_words
from core.forms import DayField, Narrative
from plans.forms import MeetingChoice

from ..models import Pack
from ..versions import post_in_words

NOT_NAMED = ("", "Not named")


class PackForm(MeetingChoice):
    """The facts of a pack; `cleaned_data` has posts, and the meeting as `MeetingChoice` gives it."""

    audience = forms.ChoiceField(label="Who is it for?", initial=Pack.Audience.FULL)
    purpose = forms.ChoiceField(label="What is the meeting asked to do?", initial=Pack.Purpose.ASSURANCE)
    author = forms.ChoiceField(label="Author", required=False)
    sponsor = forms.ChoiceField(label="Sponsor", required=False)
    sign_offs = forms.MultipleChoiceField(
        label="Who has to sign it off?",
        required=False,
        help_text="It can be issued when all of these posts have signed the draft.",
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, may_be_to_come=True, **options)
        self._posts = {str(post.pk): post for post in plan.posts.all()}
        posts = [(key, post_in_words(post)) for key, post in self._posts.items()]
        self.fields["audience"].choices = [("full", "The board: the full pack"), ("public", "The public")]
        self.fields["purpose"].choices = [(value, word.capitalize()) for value, word in Pack.Purpose.choices]
        self.fields["author"].choices = self.fields["sponsor"].choices = [NOT_NAMED, *posts]
        self.fields["sign_offs"].choices = posts

    def clean_author(self):
        return self._posts.get(self.cleaned_data["author"])

    def clean_sponsor(self):
        return self._posts.get(self.cleaned_data["sponsor"])

    def clean_sign_offs(self):
        return [self._posts[key] for key in self.cleaned_data["sign_offs"]]

    @property
    def facts(self):
        names = ("audience", "purpose", "meeting", "author", "sponsor", "sign_offs", "period")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class NewPackForm(PackForm):
    period = forms.ChoiceField(
        label="Reporting period", error_messages={"required": "Choose the period of which the pack tells"}
    )

    def __init__(self, *args, plan, **options):
        super().__init__(*args, plan=plan, **options)
        self._periods = {str(period.pk): period for period in plan.periods.all()}
        self.fields["period"].choices = [
            (key, f"{period.label}, as at {in_words(period.as_at)}") for key, period in self._periods.items()
        ]

    def clean_period(self):
        return self._periods[self.cleaned_data["period"]]


class ReasonForm(forms.Form):
    """Why a pack is issued again."""

    because = Narrative(
        label="Why is it issued again?",
        help_text="This stands in the new version, before the list of what changed.",
        error_messages={"required": "Enter why it is issued again"},
    )


class ReissueForm(PackForm, ReasonForm):
    """The facts of a re-issue, with why there is one. It is for the same readers as the pack that it replaces."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["audience"]

    @property
    def facts(self):
        return super().facts | {"changed_because": self.cleaned_data["because"]}


class SignedForm(forms.Form):
    name = forms.CharField(
        label="Who signed?",
        max_length=300,
        error_messages={"required": "Enter who signed", "max_length": "A name has 300 characters at most; shorten it"},
    )
    signed_on = DayField(label="When?", asked="the day on which it was signed")
