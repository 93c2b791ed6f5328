"""What people type about a milestone: how it stands, what it is, a new one, and what it is tied to."""

from django import forms

from actions.forms.concerns import TieForm as ActionTieForm
from core.forms import DayField, Narrative
from core.meanwhile import SeenForm, left_alone, shown_field
from risks.models import RiskStatement

from ..models import DeliveryStatus, ProgrammeStatement, Role

# The roles of those who own a milestone: {its field: (role, where it is written, what the field asks)}.
OWNERS = {
    "delivery": (Role.DELIVERY, "delivery_as_written", "Who delivers it? (optional)"),
    "chief": (Role.CHIEF, "chief_as_written", "Which chief officer owns it? (optional)"),
}
_TEXTS = (
    ("team", "Team (optional)"),
    ("department", "Department (optional)"),
    ("month_due_as_written", "Month due, as the office writes it (optional)"),
    ("quarter_due_as_written", "Quarter due, as the office writes it (optional)"),
)
# What is written of a fact beside it, and no longer holds once the fact is another: {fact: field}.
_WRITTEN = {"starts_on": "start_as_written", "sign_off_on": "sign_off_as_written"}
_WRITTEN["sign_off_committee"] = "sign_off_as_written"


def _text_field(name, label):
    return forms.CharField(
        label=label,
        required=False,
        max_length=60 if name != "department" else 120,
        error_messages={"max_length": "This is too long; shorten it"},
    )


class AboutAMilestone(forms.Form):
    """The forms about milestones are all made with the plan and the day."""

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, **options)
        self.plan, self.on = plan, on


_WROTE = "You wrote what happened: save that, or empty the box and press “No change”"
_CHANGED = "You changed this: say what happened and save it, or change it back and press “No change”"


class UpdateForm(SeenForm, AboutAMilestone):
    """How a milestone stands; once it is valid, `facts` are those that its owner says."""

    progress = Narrative(
        label="What happened?",
        error_messages={"required": "Say what happened. If nothing did, press the button “No change” instead"},
    )
    status = forms.ChoiceField(
        label="How does it stand now?",
        choices=[(each.value, each.label.capitalize()) for each in DeliveryStatus],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose how it stands now"),
    )
    forecast_on = DayField(
        label="When do you now expect it to be done? (optional)",
        help_text="For example 30 9 2026. Leave it empty where the approved date holds.",
        asked="the date you now expect",
        required=False,
    )
    note = Narrative(
        label="Note that stands beside the status (optional)",
        help_text="Such as where the board can read more.",
        required=False,
    )

    def refuse_no_change(self):
        """Whether something was typed or chosen, which “No change” would lose; the form then says so, and no more.

        Of a form that showed an earlier statement only words are told to be new: it refuses “No change” anyway.
        """
        changed = [name for name in self.changed_data if name != "seen"]
        if self.seen_key != self.initial["seen"]:
            changed = [name for name in changed if name == "progress"]
        if not changed:
            return False
        self.errors.clear()
        self.add_error(changed[0], _WROTE if changed[0] == "progress" else _CHANGED)
        return True

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in ("progress", "status", "forecast_on", "note")}


class DescribeForm(SeenForm, AboutAMilestone):
    """What a milestone is, but for its title and its due date, which are decided.

    Once it is valid, `facts` are those of a `MilestoneStatement` by name, given the statement `told` before, None for a
    new one.
    """

    is_critical = forms.BooleanField(label="It is on the critical path", required=False)
    programme = forms.ChoiceField(label="Programme (optional)", required=False)
    starts_on = DayField(label="When does it begin? (optional)", asked="the day it begins", required=False)
    sign_off_committee = forms.ChoiceField(label="Committee that signs it off (optional)", required=False)
    sign_off_on = DayField(
        label="Day of the meeting that signs it off (optional)", asked="the day of the meeting", required=False
    )

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        self._posts = {str(post.pk): post for post in plan.posts.all()}
        self._programmes = {str(each.pk): each for each in plan.programmes.all()}
        self._committees = {str(each.pk): each for each in plan.committees.all()}
        for name, label in _TEXTS:
            self.fields[name] = _text_field(name, label)
        posts = [(key, post.title or str(post)) for key, post in self._posts.items()]
        for name, (_, _, label) in OWNERS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label, required=False, widget=forms.CheckboxSelectMultiple, choices=posts
            )
        named = {} if not self._programmes else _names_of(plan, on)
        programmes = [
            (key, f"{each.called} {named.get(each.pk, '')}".strip()) for key, each in self._programmes.items()
        ]
        self.fields["programme"].choices = [("", "None"), *programmes]
        committees = [(key, each.name) for key, each in self._committees.items()]
        self.fields["sign_off_committee"].choices = [("", "None"), *committees]

        self.fields["shown_programme"] = shown_field(self.initial.get("programme", ""))

    @property
    def chosen_programme(self):
        return self._programmes.get(self.cleaned_data["programme"])

    def programme_beside(self, milestone):
        """The programme to be kept: that of the milestone now, where the writer left it as the page had shown it."""
        return milestone.programme if left_alone(self, "programme") else self.chosen_programme

    def facts(self, told=None):
        names = ("is_critical", "starts_on", "sign_off_on", *(name for name, _ in _TEXTS))
        facts = {name: self.cleaned_data[name] for name in names}
        facts["sign_off_committee"] = self._committees.get(self.cleaned_data["sign_off_committee"])
        for name, written in _WRITTEN.items():
            if told and facts[name] != getattr(told, name):
                facts[written] = ""
        return facts | self._owners(told)

    def _owners(self, told):
        """Those who own it: of a role in which nobody was changed all stay, as the office wrote them."""
        before, facts = told.owners if told else [], {"owners": []}
        for name, (role, written, _) in OWNERS.items():
            known = [each for each in before if each["role"] == role]
            chosen = [post for key, post in self._posts.items() if key in self.cleaned_data[name]]
            if told and {post.pk for post in chosen} == {each["post"] for each in known} - {None}:
                facts["owners"] += known
                continue
            facts["owners"] += [{"role": role.value, "post": post.pk, "person": None} for post in chosen]
            facts[written] = ", ".join(post.title or post.abbreviation for post in chosen)
        return facts


def _names_of(plan, on):
    """{id of a programme: its name}."""
    return {each.programme_id: each.name for each in ProgrammeStatement.objects.as_at(plan, on)}


def initial_of(told, programme_id):
    """What fills the `DescribeForm` of a milestone from its statement."""
    names = ("is_critical", "starts_on", "sign_off_on", *(name for name, _ in _TEXTS))
    initial = {name: getattr(told, name) for name in names}
    for name, (role, _, _) in OWNERS.items():
        initial[name] = [str(each["post"]) for each in told.owners if each["role"] == role and each["post"]]
    initial |= {"programme": programme_id or "", "sign_off_committee": told.sign_off_committee_id or ""}
    return initial | {"seen": told.pk}


class AddForm(DescribeForm):
    """A new milestone, with why it is added."""

    title = Narrative(
        label="What is to be done?", error_messages={"required": "Enter what is to be done by the due date"}
    )
    ref = forms.CharField(
        label="Number (optional)",
        required=False,
        max_length=60,
        error_messages={"max_length": "A number has 60 characters at most; shorten it"},
    )
    due_on = DayField(label="By when?", asked="the due date")
    reason = Narrative(
        label="Why is it added?",
        help_text="Everybody who reads the plan sees it.",
        error_messages={"required": "Say why it is added"},
    )
    field_order = ["title", "ref", "due_on", "reason", "delivery", "chief"]

    def facts(self, told=None):
        return super().facts(told) | {name: self.cleaned_data[name] for name in ("title", "due_on")}


class TieForm(ActionTieForm):
    """What a milestone is tied to: an action by its reference, a risk and an objective of the plan; at least one."""

    risk = forms.ChoiceField(label="Risk that it mitigates", required=False)
    objective = forms.ChoiceField(label="Objective that it serves", required=False)

    def __init__(self, *args, plan, on, **options):
        super().__init__(*args, plan=plan, on=on, **options)
        self.fields["action"].required = False
        self.fields["action"].label = "Reference of the action that it belongs to"
        self._known = {
            "risk": {str(risk.pk): risk for risk in plan.risks.all()},
            "objective": {str(objective.pk): objective for objective in plan.objectives.all()},
        }
        names = _titles_of(plan, on)
        for name, known in self._known.items():
            if not known:
                del self.fields[name]
                continue
            choices = [(key, f"{record} {names.get(record, '')}".strip()) for key, record in known.items()]
            self.fields[name].choices = [("", "None"), *choices]

    def clean_action(self):
        return super().clean_action() if self.cleaned_data["action"].strip() else None

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            self.add_error("action", "Enter the reference of an action, or choose what else it is tied to")
        return cleaned

    @property
    def chosen(self):
        """The records that were named."""
        known = {name: self._known[name].get(self.cleaned_data[name]) for name in self._known if name in self.fields}
        return [each for each in (self.cleaned_data["action"], *known.values()) if each]


def _titles_of(plan, on):
    """{risk: its title as at a day}."""
    return {each.risk: each.title for each in RiskStatement.objects.as_at(plan, on)}
