"""What a lead types in an update, and what a form about an action carries unseen."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django import forms

from core.forms import DayField, Narrative, read_key

from ..models import EvidenceStatus
from ..rights import may_waive_evidence
from ..services.updates import facts_after, problems_of
from ..updating import SAID_BY_A_LEAD, evidence_choices, needs_a_reason, why_no_update

_WRONG_CHOICE = ("required", "invalid_choice")
_WROTE = "You wrote what happened: save that, or empty the box and press “No change”"
_CHANGED = "You changed this: say what happened and save it, or change it back and press “No change”"


@dataclass(frozen=True, slots=True)
class Marks:
    """`seen` is the key of the statement that the form showed (0 where that cannot be read), `submission` names the
    form, `next` is the address to go to afterwards, as it was given."""

    seen: int
    submission: UUID
    next: str = ""

    @classmethod
    def new(cls, seen, next=""):
        return cls(seen, uuid4(), next)

    @classmethod
    def read(cls, data):
        """Those of a form that was sent."""
        try:
            name = UUID(data.get("submission", ""))
        except ValueError:
            name = uuid4()
        return cls(read_key(data.get("seen", "")) or 0, name, data.get("next", ""))


def marks_to_update(statement):
    """The `Marks` of forms that update an action from a page that shows `statement`; None where nobody updates it."""
    ended = why_no_update(is_heading=statement.is_heading, standing=statement.standing)
    return None if ended else Marks.new(statement.pk)


class UpdateForm(forms.Form):
    """An update that `by` makes on the day `on`, from the statement `before`; `key` is the `Key` of the plan.

    `no_change` says whether its page has the button “No change”.

    Once it is valid, `facts` are {fact: value} of what was changed in it.
    """

    words = Narrative(
        label="What happened?",
        error_messages={"required": "Say what happened"},
    )
    rating = forms.ChoiceField(
        label="How does it stand now?", error_messages=dict.fromkeys(_WRONG_CHOICE, "Choose how it stands now")
    )
    rating_reason = Narrative(label="Why is it rated so?", required=False)
    evidence_status = forms.ChoiceField(
        label="Is evidence needed that it was done?",
        error_messages=dict.fromkeys(_WRONG_CHOICE, "Choose whether evidence is required"),
    )
    to_complete = Narrative(label="What is left to do?", required=False)
    forecast_on = DayField(
        label="When do you now expect it to be done?",
        help_text="For example 30 9 2026. Leave it empty where you cannot say.",
        asked="the date you now expect",
        required=False,
    )

    def __init__(self, *args, plan, before, key, by, on, no_change=False, **options):
        super().__init__(*args, initial=_initial(before), **options)
        self.plan, self.before, self.by, self.on = plan, before, by, on
        self.ratings = {rating.code: rating for rating in plan.ratings.all()}
        if no_change:
            self.fields["words"].error_messages["required"] += ". If nothing did, press the button “No change” instead"
        self._offer_ratings(key)
        statuses = evidence_choices(before.evidence_status, may_waive_evidence(by, plan))
        self.fields["evidence_status"].choices = [(each, EvidenceStatus(each).label.capitalize()) for each in statuses]
        if len(statuses) == 1:
            del self.fields["evidence_status"]

    def _offer_ratings(self, key):
        if not self.ratings:
            del self.fields["rating"]
        else:
            self.fields["rating"].choices = [(entry.code, entry.label) for entry in key.rated]
        explained = [entry.label for entry in key.rated if needs_a_reason(self.ratings[entry.code])]
        needed = f"Needed where it stands as: {', '.join(explained)}. " if explained else ""
        self.fields["rating_reason"].help_text = needed + self.fields["rating_reason"].help_text

    def clean(self):
        cleaned = super().clean()
        facts = facts_after(self.before, self.facts)
        for name, sentence in problems_of(self.plan, self.before, facts, cleaned.get("words", ""), self.on, self.by):
            # One sentence a field; and whether a reason is needed is only known with the rating.
            if not self.errors.keys() & ({name, "rating"} if name == "rating_reason" else {name}):
                self.add_error(name, sentence)
        return cleaned

    def refuse_no_change(self):
        """Whether something was typed or chosen, which “No change” would lose; the form then says so, and no more."""
        if not self.has_changed():
            return False
        self.errors.clear()
        first = self.changed_data[0]
        self.add_error(first, _WROTE if first == "words" else _CHANGED)
        return True

    def refuse(self, problems):
        """Say at their fields what the service found."""
        for name, sentence in problems:
            self.add_error(name if name in self.fields else None, sentence)

    @property
    def facts(self):
        said = {name: self.cleaned_data[name] for name in SAID_BY_A_LEAD if name in self.cleaned_data}
        if "rating" in said:
            said["rating"] = self.ratings[said["rating"]]
        changed = {name for name, value in said.items() if value != _as_typed(getattr(self.before, name))}
        if "rating" in changed and not needs_a_reason(said["rating"]) and "rating_reason" not in changed:
            said["rating_reason"] = ""  # it explained the rating before
        # A reason belongs to its rating: whoever changes one of the two has said both.
        if changed & {"rating", "rating_reason"}:
            changed |= {"rating", "rating_reason"}
        return {name: value for name, value in said.items() if name in changed}


def _as_typed(value):
    """A fact as its field would give it back, so that a text of a workbook is not changed by being shown."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _initial(statement):
    facts = {name: _as_typed(getattr(statement, name)) for name in SAID_BY_A_LEAD}
    return facts | {"rating": statement.rating.code if statement.rating else ""}


def carried(words, facts):
    """[(name, value)] of the hidden fields in which `UpdateForm` finds `words` and `facts` again."""
    day = facts["forecast_on"]
    parts = {"day": day.day, "month": day.month, "year": day.year} if day else {}
    rating = facts["rating"].code if facts["rating"] else ""
    texts = {name: facts[name] for name in ("rating_reason", "evidence_status", "to_complete")}
    fields = {"words": words, "rating": rating} | texts | {f"forecast_on_{part}": parts[part] for part in parts}
    return list(fields.items())
