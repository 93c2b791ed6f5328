"""The programmes that a plan has already, which of them a row of a workbook is, and what was said of them by a date."""

from milestones.models import ProgrammeStatement

from .draft import title_key
from .said_since import Guarded

# What a form may have given a value since a workbook last spoke.
GUARDED = (
    Guarded("name", "name"),
    Guarded("section", "section"),
    Guarded("objective", "objective"),
    Guarded("description", "description"),
    Guarded("sponsor", "sponsor_as_written"),
    Guarded("executive lead", "executive_as_written"),
    Guarded("operational lead", "operational_as_written"),
    Guarded("clinical lead", "clinical_as_written"),
    Guarded("organisations", "organisations_as_written"),
    Guarded("outcomes and benefits", "benefits"),
    Guarded("key risks", "key_risks"),
    Guarded("investment", "investment", ("investment_as_written",)),
    Guarded("savings", "savings", ("savings_as_written",)),
    Guarded("status", "status", ("status_as_written",)),
    Guarded("progress", "progress"),
)


class KnownProgrammes:
    """Found by reference; a programme or a row without one is found by its name.

    `before` are {programme id: the statement that holds as at the date of the import}, `pasts` {programme id: its
    statements until then, the oldest first}. `is_latest` is False where the plan knows of programmes at a later date.
    """

    def __init__(self, plan, as_at):
        saved = plan.pk is not None
        programmes = {each.pk: each for each in plan.programmes.all()} if saved else {}
        self.by_ref = {_key(each.ref): each for each in programmes.values() if each.ref}
        told = ProgrammeStatement.objects.filter(programme__plan=plan) if saved else ProgrammeStatement.objects.none()
        told = list(told.select_related("recorded_by__person").order_by("effective_on", "pk"))
        self.before, self.pasts = {}, {}
        by_then = [statement for statement in told if statement.effective_on <= as_at]
        self.is_latest = len(by_then) == len(told)
        for statement in told:
            statement.programme = programmes[statement.programme_id]
        for statement in by_then:
            self.before[statement.programme_id] = statement
            self.pasts.setdefault(statement.programme_id, []).append(statement)
        # A programme of which nothing was said by then has the name that it came to have.
        self.by_name = {title_key(each.name): each.programme for each in reversed(told)}
        self.by_name |= {title_key(each.name): each.programme for each in self.before.values()}

    def of(self, row):
        """The programme that a row is, or None for a new one. Between two references a name decides nothing."""
        if found := self.by_ref.get(_key(row.ref)):
            return found
        found = self.by_name.get(title_key(row.facts["name"]))
        return None if found and found.ref and row.ref else found

    def called(self, text):
        """The programme that is called so, by its reference or its name, or None."""
        return self.by_ref.get(_key(text)) or self.by_name.get(title_key(text))


def _key(ref):
    return ref.casefold()
