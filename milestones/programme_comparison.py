"""What changed between the programmes of a plan at two dates, programme by programme. Values in, values out.

A programme is the same one by its `key`, whatever it is called.
"""

from dataclasses import dataclass

from actions.comparing import Lists, differing, into, paired

from .programme_figures import ProgrammeFigure
from .programmes import money

# What is told as words; of state and status there is a list of its own.
_TEXTS = (
    ("name", "Name"),
    ("objective", "Objective"),
    ("description", "Description"),
    ("benefits", "Outcomes and benefits"),
    ("key_risks", "Key risks"),
    ("progress", "What happened"),
)


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """A programme at two dates: `before` is None where it was not known then, `after` where it no longer is."""

    before: ProgrammeFigure | None
    after: ProgrammeFigure | None

    @property
    def programme(self):
        """The programme as it stands now, or as it last stood."""
        return self.after or self.before

    @property
    def is_kept(self):
        """Whether it is open at both dates, so that what is said of it can be compared."""
        return _open(self.before) and _open(self.after)

    @property
    def words(self):
        """[(name of a fact, [(kind, words)])] of each text that says something else; kind as of `changed_words`."""
        return differing(_told(self.before, self.after))


def _told(before, after):
    for field, name in _TEXTS:
        yield name, getattr(before, field) or "", getattr(after, field) or ""
    for name, words_of in _LISTS.items():
        yield name, words_of(before), words_of(after)


# {name: how it is said in words}.
_LISTS = {
    "Leads": lambda programme: "; ".join(f"{role}: {who}" for role, who in programme.leads.items()),
    "Investment": lambda programme: money(programme.investment, programme.investment_as_written),
    "Savings": lambda programme: money(programme.savings, programme.savings_as_written),
    "Deliverables": lambda programme: "; ".join(f"{each.when}: {each.text}" for each in programme.deliverables),
    "Projects": lambda programme: "; ".join(
        f"{each.name}, {each.begins} to {each.ends}" for each in programme.projects
    ),
    "Risks": lambda programme: ", ".join(risk.name for risk in programme.risks),
}


@dataclass(frozen=True, slots=True)
class ProgrammesComparison(Lists):
    """What changed, each list in the order of the plan. Of what is new, closed or gone nothing else is told."""

    new: tuple[ProgrammeChange, ...]
    statuses: tuple[ProgrammeChange, ...]
    closed: tuple[ProgrammeChange, ...]
    reopened: tuple[ProgrammeChange, ...]
    gone: tuple[ProgrammeChange, ...]
    words: tuple[ProgrammeChange, ...]


def compare(before, after, ratings=()):
    """`ProgrammesComparison` of two `ProgrammesFigures`; `ratings`, those of the plan's key, say nothing of them."""
    return into(ProgrammesComparison, paired(before.programmes, after.programmes, ProgrammeChange), _CHANGES)


def _open(programme):
    return programme is not None and programme.open


def _status_of(programme):
    return programme.status, programme.status_as_written


# {list of a `ProgrammesComparison`: whether a `ProgrammeChange` belongs to it}.
_CHANGES = {
    "new": lambda change: change.before is None,
    "statuses": lambda change: change.is_kept and _status_of(change.before) != _status_of(change.after),
    "closed": lambda change: _open(change.before) and change.after is not None and not change.after.open,
    "reopened": lambda change: change.before is not None and not change.before.open and _open(change.after),
    "gone": lambda change: change.after is None,
    "words": lambda change: change.is_kept and bool(change.words),
}
