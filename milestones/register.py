"""What a reader asks of the register of milestones in its address, and in which order. Values in, values out."""

from dataclasses import dataclass, field

NONE = "none"  # the status, department or programme of milestones that have none
YES, NO = "yes", "no"
LIVE, ENDED, ALL = "live", "ended", "all"
ANY = "any"  # whatever looks wrong, unless it is only to note


def _has_words(milestone, asked):
    texts = (milestone.ref, milestone.called, milestone.title, milestone.words, milestone.note, milestone.owner)
    said = "\n".join(filter(None, texts)).casefold()
    return all(word in said for word in asked.casefold().split())


def _wrong(milestone, value):
    return milestone.looks_wrong if value == ANY else any(found.rule == value for found in milestone.wrong)


def _is(name):
    """A filter on what is so or not."""
    return lambda milestone, value: value == (YES if getattr(milestone, name) else NO)


def _has(name):
    """A filter on a fact that a milestone may lack."""
    return lambda milestone, value: value == (getattr(milestone, name) or NONE)


def owners_of(milestone):
    """What the filter calls the owners of a milestone: the posts, else as they are written."""
    posts = dict.fromkeys((*milestone.delivery, *milestone.chief))
    return tuple(posts) or tuple(filter(None, (milestone.owner, milestone.chief_owner))) or (NONE,)


# {name in the address: (a `MilestoneFigure`, a value asked for) -> whether it has it}, in the order of the form.
_FITS = {
    "text": _has_words,
    "status": _has("status"),
    "department": _has("department"),
    "team": _has("team"),
    "quarter": _has("quarter"),
    "month": _has("month"),
    "late": _is("late"),
    "critical": _is("is_critical"),
    "slipped": _is("slips"),
    "programme": _has("programme"),
    "owner": lambda milestone, value: value in owners_of(milestone),
    "wrong": _wrong,
    "state": lambda milestone, value: value in (ALL, LIVE if milestone.is_counted else ENDED),
}
NAMES = tuple(_FITS)


@dataclass(frozen=True, slots=True)
class MilestoneFilter:
    """The filters as they stand in the address: {name: the values asked for}, of which a milestone needs one each."""

    values: dict = field(default_factory=dict)

    def matches(self, milestone):
        """Whether a `MilestoneFigure` is asked for, whatever became of it."""
        return all(
            any(_FITS[name](milestone, value) for value in values)
            for name, values in self.values.items()
            if name != "state"
        )

    def shows(self, milestone):
        """Whether its state is asked for; without one only what is still a milestone is."""
        return any(_FITS["state"](milestone, value) for value in self.values.get("state", (LIVE,)))

    def without(self, name):
        return {other: values for other, values in self.values.items() if other != name}


def read_milestone_filter(query):
    """The `MilestoneFilter` of a request's query (a QueryDict)."""
    asked = {name: tuple(filter(None, (value.strip() for value in query.getlist(name)))) for name in NAMES}
    return MilestoneFilter({name: values for name, values in asked.items() if values})


# {name of an order: (its words, what a milestone is sorted by, None where it has none)}.
ORDERS = {
    "": ("number order", None),
    "due": ("due first", lambda milestone: milestone.due_on),
    "slips": ("furthest slipped first", lambda milestone: -milestone.days_slipped),
    "updated": ("longest ago updated first", lambda milestone: milestone.updated_on),
}


def in_order(milestones, name):
    """`MilestoneFigure`s in that order; equals stay in the order of the plan, what has no value is last."""
    value = ORDERS[name][1]
    if value is None:
        return list(milestones)
    known = [each for each in milestones if value(each) is not None]
    return sorted(known, key=value) + [each for each in milestones if value(each) is None]
