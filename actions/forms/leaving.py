"""What is typed when somebody leaves: the last day, and who takes over what."""

from django import forms

from core.forms import DayField

from .people import ANOTHER, NOBODY, PersonChoice, described


class LeavingForm(PersonChoice):
    """The last day, one successor for everything, and others for single posts.

    `handover` is that of everything which the leaver holds; `takes` and `named` give who takes it over.
    """

    last_day = DayField(label="Last day", asked="the last day")
    roles_end = forms.TypedChoiceField(
        label="Their roles in this plan",
        choices=[
            ("yes", "Take them away now"),
            ("no", "Leave them as they are"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether their roles are taken away now"},
    )
    field_order = ["last_day", "person", "name"]

    def __init__(self, *args, handover, may_take_roles, **options):
        super().__init__(*args, **options)
        self.handover = handover
        self.people.pop(str(handover.person.pk), None)
        people = [(key, described(person)) for key, person in self.people.items()]
        self.fields["person"].label = "Who takes over?"
        self.fields["person"].error_messages["required"] = "Choose who takes over, or “Nobody yet”"
        self.fields["person"].choices = [
            ("", "Choose a person"),
            (NOBODY, "Nobody yet: posts are vacant then"),
            *people,
            (ANOTHER, "Somebody else, named below"),
        ]
        things = [(f"holding_{each.pk}", _label(each)) for each in handover.holdings]
        if handover.statements:
            things.append(("named", f"Actions that name {handover.person} ({len(handover.statements)})"))
        for name, label in things if len(things) > 1 else ():
            choices = [("", "As above"), (NOBODY, "Nobody yet"), *people]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.things = [name for name, _ in things if name in self.fields]
        if not (may_take_roles and handover.memberships):
            del self.fields["roles_end"]

    def someone(self, chosen, name):
        if chosen == ANOTHER and name and name.casefold() == self.handover.person.name.casefold():
            self.add_error("name", f"{name} is who leaves; name somebody else")
            return None
        return super().someone(None if chosen == NOBODY else chosen, name)

    def leaving(self):
        """What `handover_of` takes, of a form that is valid."""
        cleaned = self.cleaned_data
        return {
            "person": self.handover.person,
            "last_day": cleaned["last_day"],
            "takes": {holding.pk: self._of(f"holding_{holding.pk}") for holding in self.handover.holdings},
            "named": self._of("named"),
            "roles_end": cleaned.get("roles_end", False),
        }

    def _of(self, name):
        chosen = self.cleaned_data.get(name, "")
        return self.people.get(chosen) if chosen else self.cleaned_data["person"]


def _label(holding):
    title = f", {holding.post.title}" if holding.post.title and holding.post.title != holding.post.abbreviation else ""
    return f"{holding.post}{title}{' (deputy)' if holding.capacity == holding.Capacity.DEPUTY else ''}"
