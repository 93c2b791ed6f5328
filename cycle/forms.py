"""What people write into a highlight report."""

from datetime import date

from django import forms

from core.dates.calendar import months_after
from core.forms import DayField, Narrative

from .months import month_in_words, month_of, number_of, period_about
from .points import PARTS

_HINTS = {
    "last_30_days": "What was done. Beside the form stands what the last report promised.",
    "relook_step_up": "What needs another look, or more effort.",
    "external_decisions": "What others decided, or have to decide, that the plan depends on.",
    "revised_dates": "Which dates of the plan moved, and why.",
}
_FROM = (
    "Pages and packs as at this day or later have these words. "
    "Leave it empty for the as-at date of the period, or the end of the month, but today at the latest."
)


class HighlightForm(forms.Form):
    """The words of a report; once it is valid, `facts` are {part: text}."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for part, title in PARTS.items():
            hint = f"{_HINTS.get(part, '')} One point on each line.".strip()
            self.fields[part] = Narrative(label=title, required=False, help_text=hint, instead="keep to the points")
        self.fields["holds_on"] = DayField(
            label="From which day on does it say so?", help_text=_FROM, asked="the day", required=False
        )

    @property
    def facts(self):
        return {part: self.cleaned_data[part] for part in PARTS}


class NewHighlightForm(HighlightForm):
    """A report of a month that has none yet; `cleaned_data["month"]` is its last day."""

    month = forms.ChoiceField(label="Which month does it tell of?")

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, **options)
        told = set(plan.highlights.values_list("month", flat=True))
        periods = list(plan.periods.all())
        # The month that was sent stays a choice: whether the form was sent twice is the service's to know.
        sent = self["month"].data
        months = [month for month in _months(periods, on) if month not in told or month.isoformat() == sent]
        self.fields["month"].choices = [(month.isoformat(), _called(month, periods)) for month in months]
        ended = next((month for month in months if month < on), None)
        self.fields["month"].initial = ended and ended.isoformat()

    def clean_month(self):
        return date.fromisoformat(self.cleaned_data["month"])


def _months(periods, on):
    """The months a report may be written of: this one, the twelve before it, and those of reporting periods."""
    first = on.replace(day=1)
    months = {month_of(months_after(first, -back)) for back in range(13)}
    months |= {month for each in periods if (month := month_of(each.label, by=each.as_at))}
    return sorted(months, reverse=True)


def _called(month, periods):
    period = period_about("", month, periods)
    return f"{month_in_words(month)} ({period.label if period else f'M{number_of(month)}'})"
