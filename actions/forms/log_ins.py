"""What is typed about log-ins and their roles."""

from django import forms

from plans.models import Role
from plans.permissions import ROLES
from plans.services import givable_roles

from ..querysets import people_of
from .people import described

# What stands beneath each role to be ticked.
HINTS = {role.value: rights.sentence for role, rights in ROLES.items()}


def in_capitals(role):
    return f"{role.label[0].upper()}{role.label[1:]}"


class RolesForm(forms.Form):
    """The roles of a log-in in a plan, among those that the giver may give."""

    roles = forms.TypedMultipleChoiceField(
        label="Roles in this plan",
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose roles of the list; you cannot give others"},
    )

    def __init__(self, *args, rights, **options):
        super().__init__(*args, **options)
        self.fields["roles"].choices = [(role.value, in_capitals(role)) for role in givable_roles(rights)]


class NewLogInForm(RolesForm):
    """A log-in for somebody who has none, or whose log-in has no role in this plan yet."""

    email = forms.EmailField(
        label="Email address",
        help_text="They log in with it. The tracker sends no email.",
        error_messages={
            "required": "Enter the email address of the person",
            "invalid": "Enter an email address in the correct format, like name@example.nhs.uk",
        },
    )
    first_name = forms.CharField(label="First name", required=False, max_length=150)
    last_name = forms.CharField(label="Last name", required=False, max_length=150)
    person = forms.ChoiceField(
        label="Who is it in the plan?",
        required=False,
        help_text="Leads update the actions of the posts that this person holds or deputises for.",
    )
    field_order = ["email", "first_name", "last_name", "person", "roles"]

    def __init__(self, *args, plan, **options):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people_of(plan).filter(user=None)}
        choices = [(key, described(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "Nobody that the plan names"), *choices]
        self.fields["roles"].required = True
        self.fields["roles"].error_messages["required"] = (
            "Choose at least one role: without one, a log-in opens nothing"
        )

    def clean_person(self):
        return self.people.get(self.cleaned_data["person"])
