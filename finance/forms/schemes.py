"""What people type about savings schemes: their facts, decisions at gateways, the months of a year, the target."""

from django import forms

from core.forms import DayField, Narrative
from core.meanwhile import SeenForm
from core.money import NotAnAmount, read_percent
from plans.forms import MeetingChoice

from ..models import SchemeStatement
from ..months import months_of
from .fields import AmountField, Grid, typed

_RECURRENT = {"yes": True, "no": False, "": None}


class SchemeForm(SeenForm):
    """The facts of a scheme; once it is valid, `facts` are those of a `SchemeStatement` by name.

    The stage is asked for where the scheme is `at` none yet. `post_of(text)` gives the post that a lead names, or None.
    """

    name = forms.CharField(
        label="What is the scheme called?",
        max_length=300,
        error_messages={"required": "Enter what the scheme is called"},
    )
    category = forms.CharField(label="Category (optional)", required=False, max_length=200)
    gross = AmountField(label="Gross value of a full year, £'000 (optional)")
    net = AmountField(label="Net value of a full year, £'000 (optional)")
    recurrent = forms.ChoiceField(
        label="Does it save in every year?",
        choices=[("yes", "Recurrent"), ("no", "Non-recurrent")],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose recurrent or non-recurrent"},
    )
    lead = forms.CharField(label="Who leads it? (optional)", required=False, max_length=200)
    status = forms.CharField(label="Status (optional)", required=False, max_length=80)
    gateway = forms.ChoiceField(
        label="At which stage is it?", required=False, error_messages={"invalid_choice": "Choose a stage from the list"}
    )
    confidence = forms.ChoiceField(
        label="How sure is it that the savings come?",
        choices=[("green", "Green: likely"), ("amber", "Amber: in doubt"), ("red", "Red: unlikely")],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose green, amber or red"},
    )
    commentary = Narrative(label="What is there to say of it? (optional)", required=False)

    def __init__(self, *args, plan, gateways, post_of, at=None, **options):
        super().__init__(*args, **options)
        self.post_of, self._gateways = post_of, {str(each.pk): each for each in gateways}
        if names := list(_categories(plan)):
            self.fields["category"].help_text = f"Known so far: {', '.join(names)}"
        self.fields[
            "status"
        ].help_text = "As your office says it. One that says withdrawn or rejected no longer counts."
        self.fields["lead"].help_text = "A post, or initials"
        if at:
            del self.fields["gateway"]
        else:
            self.fields["gateway"].choices = [("", "None yet"), *((key, str(g)) for key, g in self._gateways.items())]

    @property
    def facts(self):
        given = self.cleaned_data
        names = "name category gross net lead status confidence commentary".split()
        post = self.post_of(given["lead"])
        facts = {name: given[name] for name in names} | {"post_id": post and post.pk}
        facts["is_recurrent"] = _RECURRENT[given["recurrent"]]
        if "gateway" in self.fields:
            gateway = self._gateways.get(given["gateway"])
            facts["gateway_id"] = gateway and gateway.pk
        return facts

    @staticmethod
    def initial_of(told):
        """What stands in the form of a scheme whose latest `SchemeStatement` is `told`."""
        names = "name category lead status confidence commentary".split()
        values = {name: getattr(told, name) for name in names}
        values |= {name: typed(getattr(told, name)) for name in ("gross", "net")}
        values |= {"seen": told.pk}
        return values | {"recurrent": {True: "yes", False: "no", None: ""}[told.is_recurrent]}


class AddSchemeForm(SchemeForm):
    """A new scheme; `organisation` is asked for where the plan has several."""

    ref = forms.CharField(
        label="Reference (optional)",
        required=False,
        max_length=60,
        error_messages={"max_length": "A reference has 60 characters at most; shorten it"},
    )
    organisation = forms.ChoiceField(
        label="Whose scheme is it?", error_messages={"required": "Choose whose scheme it is"}
    )
    field_order = ["ref", "name", "organisation"]

    def __init__(self, *args, plan, **options):
        super().__init__(*args, plan=plan, **options)
        self._organisations = {str(each.pk): each for each in plan.organisations.all()}
        if len(self._organisations) > 1:
            self.fields["organisation"].choices = [(key, each.name) for key, each in self._organisations.items()]
        else:
            del self.fields["organisation"]

    @property
    def chosen_organisation(self):
        only = next(iter(self._organisations.values()), None)
        return self._organisations.get(self.cleaned_data.get("organisation"), only)


def _categories(plan):
    told = SchemeStatement.objects.filter(scheme__plan=plan).exclude(category="")
    return told.order_by("category").values_list("category", flat=True).distinct()[:12]


class GatewayForm(SeenForm, MeetingChoice):
    """A decision at the gateway of the stage that a scheme is `at`; `cleaned_data["goes_to"]` is a `Gateway`."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=[("passed", "It passed and goes on"), ("sent_back", "It was sent back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided", "invalid_choice": "Choose what was decided"},
    )
    goes_to = forms.ChoiceField(
        label="At which stage is it now?",
        error_messages={"required": "Choose the stage", "invalid_choice": "Choose a stage from the list"},
    )
    reason = Narrative(label="Why?", error_messages={"required": "Enter why it was decided so"})
    decided_on = DayField(label="Or the day of the decision", asked="the day of the decision", required=False)
    field_order = ["outcome", "goes_to", "reason", "meeting", "committee", "held_on", "decided_on"]

    def __init__(self, *args, plan, gateways, **options):
        super().__init__(*args, plan=plan, **options)
        self._gateways = {str(each.pk): each for each in gateways}
        self.fields["goes_to"].choices = [(key, str(each)) for key, each in self._gateways.items()]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("meeting")) == bool(cleaned.get("decided_on")):
            self.add_error("decided_on", "Choose the meeting or enter the day of the decision: one of the two")
        names = ("outcome", "goes_to", "reason", "decided_on", "meeting")
        return {name: cleaned.get(name) for name in names} | {"goes_to": self._gateways.get(cleaned.get("goes_to"))}


class ProfileGrid(Grid):
    """What a scheme is to save in the months of a year, and saved; `entries` are [(last day, planned, actual)].

    `held` are the `ProfileMonth`s that fill it.
    """

    def __init__(self, *args, financial_year, held=(), **options):
        super().__init__(*args, **options)
        self.months = months_of(financial_year)
        known = {each.month: each for each in held}
        for month in self.months:
            for name, head in (("planned", "plan"), ("actual", "actual")):
                field = AmountField(label=f"{month:%B %Y}, {head}")
                field.initial = typed(getattr(known[month], name)) if month in known else ""
                self.fields[f"{name}-{month:%m}"] = field

    @property
    def rows(self):
        """[(last day of a month, field of the plan, field of the actual)] for the page."""
        return [(month, self[f"planned-{month:%m}"], self[f"actual-{month:%m}"]) for month in self.months]

    @property
    def entries(self):
        given = self.cleaned_data
        return [(month, given[f"planned-{month:%m}"], given[f"actual-{month:%m}"]) for month in self.months]


class TargetForm(SeenForm):
    """What is to be saved in a year, and by how much the schemes are to exceed it."""

    target = AmountField(label="Target of the year, £'000")
    headroom = forms.CharField(
        label="Headroom wanted, % (optional)",
        help_text="By how much the schemes are to exceed the target, as some of them will fail: 20 in many plans",
        required=False,
        max_length=10,
    )

    def clean_target(self):
        if self.cleaned_data["target"] is None:
            raise forms.ValidationError("Enter the target, such as 12,500")
        return self.cleaned_data["target"]

    def clean_headroom(self):
        try:
            headroom = read_percent(self.cleaned_data["headroom"])
        except NotAnAmount:
            headroom = -1
        if headroom is not None and not 0 <= headroom < 1000:
            raise forms.ValidationError("Enter the headroom as a percentage above zero, such as 20")
        return headroom
