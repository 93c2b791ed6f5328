"""The actions that a plan has already, and which of them a row of a workbook is."""

from collections import defaultdict

from actions.models import Action, Statement


class KnownActions:
    """Found by reference; an action or a row without one is found by its title.

    `before` are {action id: the statement that holds as at the date of the import}, `links` {(action, recommendation)}.
    """

    def __init__(self, plan, as_at):
        saved = plan.pk is not None
        actions = list(plan.actions.select_related("area", "parent")) if saved else []
        self.any = bool(actions)
        self.by_ref = {action.ref: action for action in actions if action.ref}
        self.by_title = defaultdict(list)
        for action in actions:
            self.by_title[title_key(action.title)].append(action)
        told = Statement.objects.as_at(plan, as_at) if saved else []
        self.before = {statement.action_id: statement for statement in told}
        links = Action.recommendations.through.objects.filter(action__plan=plan) if saved else None
        self.links = set(links.values_list("action", "recommendation")) if saved else set()

    def expect(self, refs):
        """Leave the actions with these references, which the workbook has too, to the rows that bear them."""
        for key, actions in self.by_title.items():
            self.by_title[key] = [action for action in actions if action.ref not in refs]

    def of(self, row):
        """The action that a row is, or None for a new one. Of several with one title each is found once, in order."""
        if row.ref in self.by_ref:
            return self.by_ref[row.ref]
        alike = self.by_title.get(title_key(row.facts["title"]), [])
        # Between two references a title decides nothing: only one that was missing may have been given, or got lost.
        found = next((action for action in alike if not (action.ref and row.ref)), None)
        if found:
            alike.remove(found)
        return found


def title_key(title):
    """What makes two titles the same for an action without a reference."""
    return " ".join(title.casefold().split())
