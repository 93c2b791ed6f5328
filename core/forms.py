"""Fields that people type into, with errors that say how to put them right."""

import re
from datetime import date

from django import forms

PATIENT_HINT = "Do not write anything from which a patient could be known."
PARTS = ("day", "month", "year")
# What a page can still show and a browser send back; some fifty pages of a report.
LONGEST = 100_000
_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3}) ?(\d{3}) ?(\d{4})(?!\d)")


def nhs_numbers(text):
    """Numbers of ten digits in `text` that pass the check of an NHS number (modulus 11 over its last digit)."""
    return [found.group() for found in _TEN_DIGITS.finditer(text) if _passes("".join(found.groups()))]


def _passes(digits):
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[9])


def read_key(text):
    """The key of a record that a form or an address carries, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class Narrative(forms.CharField):
    """Free text of up to LONGEST characters, kept as typed but for white space at its ends. Refuses what looks like an
    NHS number."""

    widget = forms.Textarea

    def __init__(self, *, help_text="", instead="give the whole of it as a file of evidence", **options):
        """`instead` is what to do with a text that is too long and cannot be shortened."""
        super().__init__(help_text=f"{help_text} {PATIENT_HINT}".strip(), **options)
        self.instead = instead

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value):
        super().validate(value)
        # Not as the field's own limit, at which a browser would drop the end of what is pasted.
        if len(value) > LONGEST:
            raise forms.ValidationError(
                f"This has {len(value):,} characters, and {LONGEST:,} is the most. Shorten it, or {self.instead}"
            )
        if found := nhs_numbers(value):
            raise forms.ValidationError(
                f"{found[0]} looks like an NHS number. Take it out, or put a hyphen into it if it is another number"
            )


class DayWidget(forms.MultiWidget):
    """Day, month and year as three inputs, as NHS.UK frontend has them; drawn by the macro `day_field`."""

    def __init__(self, attrs=None):
        parts = {"day": forms.TextInput(), "month": forms.TextInput(), "year": forms.TextInput()}
        super().__init__(parts, attrs)

    def decompress(self, value):
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def wrong(self, parts):
        """Which of day, month and year an error is about, given the three as typed: the empty ones, or else all."""
        return [name for name, part in zip(PARTS, parts, strict=True) if not str(part or "").strip()] or list(PARTS)


FIRST_YEAR, LAST_YEAR = 1900, 3000  # what nobody means lies outside, such as 9999 for “no date”


class DayField(forms.MultiValueField):
    """A date typed as day, month and year; gives a `date`, or None where it is not required and empty.

    `asked` is what the date is called in an error: "the date you ask for".
    """

    widget = DayWidget

    def __init__(self, *, asked="the date", **options):
        self.asked = asked
        parts = [forms.CharField(required=False) for _ in PARTS]
        required = f"Enter {asked}, such as 30 9 2026"
        super().__init__(parts, require_all_fields=False, error_messages={"required": required}, **options)

    def compress(self, values):
        day, month, year = (str(value).strip() for value in (values or ["", "", ""]))
        if not (day or month or year):
            return None
        if not (day and month and year):
            missing = self.widget.wrong([day, month, year])
            raise forms.ValidationError(
                f"{self.asked[0].upper()}{self.asked[1:]} must include a {' and a '.join(missing)}"
            )
        try:
            # Python would also read "1_0", and a year of two figures as one of the Romans'.
            if not (f"{day}{month}{year}".isdecimal() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR):
                raise ValueError
            return date(int(year), int(month), int(day))
        except ValueError:
            written = " ".join(part[:10] for part in (day, month, year))
            raise forms.ValidationError(
                f"“{written}” is not a real date. Enter {self.asked} as day, month and year, such as 30 9 2026"
            ) from None

    def clean(self, value):
        day = super().clean(value)
        if day is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return day
