"""What may be typed to bring a workbook in: the file, what its columns hold, a new plan."""

from django import forms

from core.forms import DayField
from core.tables import normalised
from core.workbooks import Limits, WorkbookRefused, refuse_what_is_no_workbook
from plans.models import Organisation, Plan

from .registers import TABLES


class UploadForm(forms.Form):
    """A workbook and the date that it speaks of. `today` is the last day that this can be."""

    file = forms.FileField(
        label="Workbook",
        help_text=f"An Excel workbook (.xlsx) of up to {Limits().file_megabytes} MB.",
        error_messages={"required": "Choose a workbook", "empty": "The file is empty. Choose a workbook"},
        allow_empty_file=True,
        max_length=255,
    )
    as_at = DayField(
        label="The date that it speaks of (optional)",
        asked="the date that the workbook speaks of",
        help_text="Leave this empty to take the workbook's own “As at” date.",
        required=False,
    )

    def __init__(self, *args, today, left_out=None, **options):
        """`left_out` are {field: name} of files too large to be taken in at all (core.uploads.names_left_out)."""
        super().__init__(*args, **options)
        self.today = today
        if name := (left_out or {}).get("file"):
            sentence = f"{name} has more than the {Limits().file_megabytes} MB that are read. Delete what is not needed"
            self.fields["file"].error_messages["required"] = f"{sentence} (pictures, old sheets) and save it"

    def clean_file(self):
        """The file, refused where a first look at its size and its bytes says that it is no workbook."""
        file, limits = self.cleaned_data["file"], Limits()
        if file.size > limits.file_megabytes << 20:
            raise forms.ValidationError(
                f"{file.name} has {file.size >> 20:,} MB, more than the {limits.file_megabytes} MB that are read. "
                "Delete what is not needed (pictures, old sheets) and save it."
            )
        try:
            refuse_what_is_no_workbook(file.read(), name=file.name)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(refusal.message) from None
        file.seek(0)
        return file

    def clean_as_at(self):
        as_at = self.cleaned_data["as_at"]
        if as_at and as_at > self.today:
            raise forms.ValidationError("The date that the workbook speaks of must be today or in the past")
        return as_at


class ColumnsForm(forms.Form):
    """What each header of a row holds, of the columns that `table` may have.

    `columns` are [(letter, header, field or "")] as they are understood so far; `mapping` is the answer.
    """

    def __init__(self, *args, table, columns, **options):
        super().__init__(*args, **options)
        self.table, self.headers = table, {}
        choices = [("", "Not read"), *((column.name, column.title) for column in table.columns)]
        for letter, header, field in columns:
            if normalised(header) not in self.headers.values():
                self.headers[f"column_{letter}"] = normalised(header)
                self.fields[f"column_{letter}"] = forms.ChoiceField(
                    label=f"{header} (column {letter})", choices=choices, initial=field, required=False
                )

    def clean(self):
        """Refuse what would still be no table of this kind."""
        chosen = [field for name in self.headers if (field := self.cleaned_data.get(name))]
        titles = {column.name: column.title for column in self.table.columns}
        for name in self.headers:
            field = self.cleaned_data.get(name)
            if field and chosen.count(field) > 1:
                self.add_error(name, f"Choose “{titles[field]}” for one column only")
        if missing := [titles[field] for field in self.table.required if field not in chosen]:
            raise forms.ValidationError(f"Choose the column that holds: {', '.join(missing)}")
        if len(chosen) < self.table.at_least:
            raise forms.ValidationError(f"Choose what at least {self.table.at_least} columns hold")
        return self.cleaned_data

    @property
    def mapping(self):
        """{normalised header: field or ""}."""
        return {header: self.cleaned_data[name] for name, header in self.headers.items()}


def table_of(kind):
    """The table of a kind that a workbook may have, or None."""
    return next((table for table in TABLES if table.kind == kind), None)


class NewPlanForm(forms.ModelForm):
    """A plan that begins empty."""

    organisation = forms.CharField(
        label="Organisation",
        max_length=Organisation._meta.get_field("name").max_length,
        error_messages={"required": "Enter the name of the organisation whose plan it is"},
    )

    class Meta:
        model = Plan
        fields = ["name", "slug"]
        labels = {"name": "Name of the plan", "slug": "Short name"}
        help_texts = {"slug": "Stands in the plan's addresses: letters, digits and hyphens, such as our-plan-2026."}
        error_messages = {
            "name": {"required": "Enter the name of the plan"},
            "slug": {
                "required": "Enter a short name, such as our-plan-2026",
                "invalid": "Use letters, digits and hyphens for the short name, without spaces",
                "unique": "Another plan has this short name. Choose another one",
            },
        }
