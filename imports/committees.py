"""The committees that a plan knows and those that a workbook adds, found by what is written in a cell."""

from plans.models import Committee


class Committees:
    """Committees by name, or by the first letters of it: "GB" is the Governing Body. `new` are to be saved."""

    def __init__(self, draft):
        self.draft = draft
        known = draft.plan.committees.all() if draft.plan.pk else ()
        self.by_name = {each.name.casefold(): each for each in known}
        self.new = []

    def called(self, words, sheet, cell, row):
        """The committee of these words; one that nobody knows is added, and asked about once."""
        key = words.casefold()
        if found := self.by_name.get(key) or self._by_letters(key):
            return found
        committee = self.by_name[key] = Committee(plan=self.draft.plan, name=words)
        self.new.append(committee)
        message = (
            f"“{words}” is no committee of the plan, so it was added; put its name right there if it is another's."
        )
        self.draft.ask(sheet, cell, words, message, row)
        return committee

    def _by_letters(self, key):
        alike = [each for name, each in self.by_name.items() if "".join(word[0] for word in name.split()) == key]
        return alike[0] if len(alike) == 1 else None
