"""Cells of money, with errors that name the line and say how to put it right, and the grids that they stand in."""

from django import forms

from core.forms import read_key
from core.meanwhile import SeenForm
from core.money import PLACES, NotAnAmount, read_amount, read_percent, shown

from ..exposure import MOST_PROBABLE

# Ten times what any office prints.
MOST_ROWS = 1_000


class Cell(forms.CharField):
    """A short text, "" where nothing is written."""

    def __init__(self, *, label, **options):
        called = label.replace("%", "%%")
        message = f"{called}: this has %(show_value)d characters, and %(limit_value)d is the most; shorten it."
        super().__init__(label=label, required=False, error_messages={"max_length": message}, **options)


class AmountField(Cell):
    """An amount in £'000, typed as people write them; a Decimal, or None for an empty one."""

    def __init__(self, **options):
        super().__init__(max_length=40, **options)

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_amount(text)
        except NotAnAmount as error:
            raise forms.ValidationError(f"{self.label}: “{text}” {error}.") from None


class PercentField(Cell):
    """A probability in per cent, "40" or "40%"; a Decimal, or None for an empty one."""

    def __init__(self, **options):
        super().__init__(max_length=20, **options)

    def clean(self, value):
        text = super().clean(value)
        try:
            percent = read_percent(text, PLACES)
        except NotAnAmount as error:
            raise forms.ValidationError(f"{self.label}: “{text}” {error}.") from None
        if percent is not None and abs(percent) > MOST_PROBABLE:
            raise forms.ValidationError(f"{self.label}: “{text}” is no probability; write it as 40 or 40%.")
        return percent


class Grid(SeenForm):
    """A form of many rows that is kept as a whole: one that did not arrive whole is refused, as it would drop the rest.

    `words` are those that were kept of it, where nothing is sent.
    """

    def __init__(self, *args, words=None, **options):
        super().__init__(*args, **options)
        self.words, self.counts = self.data if self.is_bound else words or {}, {}

    def lines_for(self, name, lines, new):
        """A line, or None, for each row: as many as were sent, as the hidden field `name` says, else `lines` and some
        `new` ones."""
        usual = len(lines) + new
        self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput, initial=str(usual))
        sent = read_key(self.words.get(name, ""))
        self.counts[name] = count = usual if sent is None or sent > MOST_ROWS else sent
        return [*lines, *[None] * count][:count]

    def clean(self):
        cleaned = super().clean()
        # A browser sends nothing of boxes of which none is ticked.
        fields = self.fields.items()
        missing = {name for name, field in fields if field.widget.value_omitted_from_data(self.data, {}, name)}
        missing |= {name for name, count in self.counts.items() if cleaned[name] != str(count)}
        if missing:
            self.fill({name: [self.get_initial_for_field(self.fields[name], name)] for name in missing})
            raise forms.ValidationError(
                "A part of this form did not arrive, so nothing was saved: look through it and save it once more."
            )
        return cleaned


def typed(amount):
    """An amount as it is filled into a field: "1,234", "-56", "12.5"; "" for None."""
    if amount is None:
        return ""
    return (
        f"{amount.normalize():,f}"
        if amount != amount.to_integral()
        else shown(abs(amount)).join(("-" * (amount < 0), ""))
    )
