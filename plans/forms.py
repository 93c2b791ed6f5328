"""What people type about a plan: the meeting at which something was decided."""

from datetime import date

from django import forms

from core.dates.calendar import in_words
from core.forms import DayField

from .models import Meeting
from .services import NamedMeeting

ANOTHER = "another"


class MeetingChoice(forms.Form):
    """Part of a form: the meeting at which something was decided, where there was one.

    A known meeting of `plan` held by `on`, or another named by committee and day; `cleaned_data["meeting"]` is a
    `Meeting`, a `NamedMeeting` or None. With `may_be_to_come` the day may be after `on`.
    Drawn by the macro `meeting_choice` of plans/meeting.jinja.
    """

    meeting = forms.ChoiceField(
        label="Meeting", required=False, error_messages={"invalid_choice": "Choose a meeting from the list"}
    )
    committee = forms.CharField(
        label="Committee",
        required=False,
        max_length=200,
        error_messages={"max_length": "The name of a committee has 200 characters at most; shorten it"},
    )
    held_on = DayField(label="Day of the meeting", asked="the day of the meeting", required=False)

    def __init__(self, *args, plan, on, may_be_to_come=False, **options):
        super().__init__(*args, **options)
        self.latest = date.max if may_be_to_come else on
        meetings = Meeting.objects.filter(committee__plan=plan, held_on__lte=self.latest).select_related("committee")
        self._known = {str(meeting.pk): meeting for meeting in meetings.order_by("-held_on", "committee__name")}
        self.fields["meeting"].choices = [
            ("", "Not at a meeting"),
            *((key, f"{meeting.committee}, {in_words(meeting.held_on)}") for key, meeting in self._known.items()),
            (ANOTHER, "Another meeting, named below"),
        ]
        if names := list(plan.committees.values_list("name", flat=True)[:5]):
            self.fields["committee"].help_text = f"Known so far: {', '.join(names)}"

    def clean(self):
        cleaned = super().clean()
        chosen, committee, held_on = (cleaned.get(name) for name in ("meeting", "committee", "held_on"))
        if self.errors.keys() & {"meeting", "committee", "held_on"}:
            return cleaned
        if chosen in self._known and (committee or held_on):
            self.add_error("meeting", "Choose “Another meeting”, or empty the committee and the day below")
        elif chosen == ANOTHER or committee or held_on:
            cleaned["meeting"] = self._named(committee, held_on)
        else:
            cleaned["meeting"] = self._known.get(chosen)
        return cleaned

    def _named(self, committee, held_on):
        if not committee:
            self.add_error("committee", "Enter the committee that met, such as Governing Body")
        if not held_on:
            self.add_error("held_on", "Enter the day of the meeting, such as 30 9 2026")
        elif held_on > self.latest:
            late = f"{in_words(held_on)} is after {in_words(self.latest)}"
            self.add_error("held_on", f"Enter a day that has come: {late}")
        return NamedMeeting(committee, held_on) if committee and held_on else None
