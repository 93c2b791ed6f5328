"""What is typed to change many actions at once: their leads, or whether they are in scope."""

from django import forms

from core.forms import Narrative

from ..models import LeadRole

PLACES = ("First post", "Second post", "Third post")


def _reason(what):
    return Narrative(
        label="Why?",
        help_text="Kept with each action, for whoever reads it later.",
        error_messages={"required": f"Enter why {what}, such as what was agreed and by whom"},
    )


class LeadsForm(forms.Form):
    """Other leads of some actions of `plan`: for each role up to three posts in their order, or none to leave it.

    `cleaned_data["leads"]` is {`LeadRole`: `Post`s}.
    """

    reason = _reason("the actions get other leads")

    def __init__(self, *args, plan, **options):
        super().__init__(*args, **options)
        self._posts = {str(post.pk): post for post in plan.posts.all()}
        named = [(key, f"{p.abbreviation}, {p.title}" if p.title else p.abbreviation) for key, p in self._posts.items()]
        for role in LeadRole:
            for place, label in enumerate(PLACES):
                nothing = "Leave as it is" if place == 0 else "Nobody else"
                self.fields[f"{role.value}_{place}"] = forms.ChoiceField(
                    label=label,
                    required=False,
                    choices=[("", nothing), *named],
                    error_messages={"invalid_choice": "Choose a post from the list"},
                )
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self):
        cleaned = super().clean()
        if self.errors.keys() - {"reason"}:
            return cleaned
        leads = {role: self._posts_of(role) for role in LeadRole}
        cleaned["leads"] = {role: posts for role, posts in leads.items() if posts}
        if not cleaned["leads"] and not self.errors.keys() - {"reason"}:
            self.add_error("sro_0", "Choose a post, as SRO or as operational lead")
        return cleaned

    def _posts_of(self, role):
        """The posts chosen for a role; says where one stands twice, or a later place is filled before the first."""
        names = [f"{role.value}_{place}" for place in range(len(PLACES))]
        chosen = [self.cleaned_data[name] for name in names]
        for name, key, above in zip(names, chosen, range(len(chosen)), strict=True):
            if key and key in chosen[:above]:
                self.add_error(name, f"{self._posts[key].abbreviation} is chosen twice: choose each post once")
            elif key and not chosen[0]:
                self.add_error(names[0], "Choose the first post, then the others")
                break
        return [self._posts[key] for key in chosen if key]

    def roles(self):
        """[(what a role is called, its fields)] in the order of the form."""
        for role in LeadRole:
            label = role.label if role == LeadRole.SRO else role.label.capitalize()
            yield label, [self[f"{role.value}_{place}"] for place in range(len(PLACES))]


class ScopeForm(forms.Form):
    """Whether some actions are in scope; `cleaned_data["in_scope"]` is a bool."""

    in_scope = forms.TypedChoiceField(
        label="Scope of the plan",
        choices=[("yes", "Put them in scope"), ("no", "Put them out of scope")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether the actions are in scope or out of it"
        ),
    )
    reason = _reason("the scope changes")
