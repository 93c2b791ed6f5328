"""What is typed about posts, who holds them, and people."""

from django import forms

from accounts.models import Person, User
from core.forms import DayField
from plans.models import Post

from ..leads import post_key
from ..querysets import people_of
from ..rights import log_ins_within_reach

ANOTHER, NOBODY = "another", "nobody"


def described(person):
    """A person as a list to choose from names them: "Carol Hill (CH), to be confirmed"."""
    initials = f" ({person.initials})" if person.name and person.initials else ""
    return f"{person}{initials}{', to be confirmed' if person.to_confirm else ''}"


class PersonChoice(forms.Form):
    """Part of a form: somebody whom `plan` knows, or somebody new by name.

    `cleaned_data["person"]` is a `Person`, unsaved where new.
    """

    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose a person, or “Somebody else”"})
    name = forms.CharField(
        label="Name of somebody else",
        required=False,
        max_length=200,
        help_text="Only where you chose “Somebody else”",
        error_messages={"max_length": "A name has 200 characters at most; shorten it"},
    )

    def __init__(self, *args, plan, **options):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people_of(plan)}
        self.fields["person"].choices = [
            ("", "Choose a person"),
            *((key, described(person)) for key, person in self.people.items()),
            (ANOTHER, "Somebody else, named below"),
        ]

    def clean(self):
        cleaned = super().clean()
        if chosen := cleaned.get("person"):
            cleaned["person"] = self.someone(chosen, cleaned.get("name"))
        return cleaned

    def someone(self, chosen, name):
        """The person of a choice; None, with an error, where the name is missing or stands beside another choice."""
        if chosen != ANOTHER:
            if name:
                self.add_error("name", "Choose “Somebody else” above, or empty this name")
            return self.people.get(chosen)
        if not name:
            if "name" not in self.errors:
                self.add_error("name", "Enter the name of the person")
            return None
        known = next((person for person in self.people.values() if person.name.casefold() == name.casefold()), None)
        return known or Person(name=name)


class HolderForm(PersonChoice):
    on = DayField(
        label="First day",
        asked="the first day",
        help_text="Leave it empty if nobody knows it. Whoever holds the post now ends the day before.",
        required=False,
    )


class DeputyForm(PersonChoice):
    on = DayField(
        label="First day",
        asked="the first day",
        help_text="Leave it empty if nobody knows it.",
        required=False,
    )
    until = DayField(
        label="Last day",
        asked="the last day",
        help_text="Leave it empty until it is known.",
        required=False,
    )


class HoldingForm(forms.Form):
    """From when to when somebody holds a post or deputises; or that it never was so."""

    held_from = DayField(
        label="First day", asked="the first day", help_text="Leave it empty if nobody knows it.", required=False
    )
    held_to = DayField(
        label="Last day", asked="the last day", help_text="Leave it empty until it is known.", required=False
    )
    never = forms.BooleanField(label="This was a mistake: take it out", required=False)


class PostForm(forms.ModelForm):
    """A post as the plan writes it. Saving it confirms one that an import found in no table."""

    class Meta:
        model = Post
        fields = ["abbreviation", "title"]
        labels = {"title": "Title in full"}
        help_texts = {"abbreviation": "As the plan writes it, such as CFO"}
        error_messages = {
            "abbreviation": {
                "required": "Enter the abbreviation of the post, such as CFO",
                "max_length": "An abbreviation has 60 characters at most; shorten it",
            },
            "title": {"max_length": "A title has 200 characters at most; shorten it"},
        }

    def clean_abbreviation(self):
        abbreviation = " ".join(self.cleaned_data["abbreviation"].split())
        for post in self.instance.plan.posts.exclude(pk=self.instance.pk):
            if post_key(post.abbreviation) == post_key(abbreviation):
                raise forms.ValidationError(f"There is a post {post.abbreviation} already; use another abbreviation")
        return abbreviation


class PersonForm(forms.ModelForm):
    """What a person is called, and which log-in of the plan is theirs; `cleaned_data["user"]` is a `User` or None."""

    user = forms.ChoiceField(
        label="Their log-in",
        required=False,
        help_text="A lead updates the actions of the posts that the person of their log-in holds or deputises for. An "
        "administrator of the tracker links a log-in that opens more than you look after.",
        error_messages={
            "invalid_choice": "Choose a log-in of the list, or ask an administrator of the tracker to link this one"
        },
    )

    class Meta:
        model = Person
        fields = ["name", "initials"]
        help_texts = {"initials": "As the plan writes them, such as CH in “AO (CH)”"}
        error_messages = {
            "name": {"max_length": "A name has 200 characters at most; shorten it"},
            "initials": {"max_length": "Initials have 20 characters at most; shorten them"},
        }

    def __init__(self, *args, plan, by, **options):
        super().__init__(*args, **options)
        own = getattr(self.instance, "user", None)
        of_plan = User.objects.filter(memberships__plan=plan, person=None).order_by().values("pk")
        users = log_ins_within_reach(by).filter(pk__in=of_plan)
        self.users = {str(user.pk): user for user in [*([own] if own else []), *users]}
        self.fields["user"].choices = [
            ("", "None"),
            *(
                (key, f"{user} ({user.email})" if str(user) != user.email else user.email)
                for key, user in self.users.items()
            ),
        ]
        self.initial["user"] = own.pk if own else ""

    def clean_user(self):
        return self.users.get(self.cleaned_data["user"])
