"""The actions that a plan has already, and which of them a row of a workbook is."""

from collections import defaultdict

from actions.models import Action, EvidenceVersion, ScopeChange, Statement

from .draft import title_key
from .said_since import pasts


class KnownActions:
    """Found by reference; an action or a row without one is found by its title.

    `before` are {action id: the statement that holds as at the date of the import}, `links` {(action, recommendation)},
    `proved` {action id} of those for which evidence was offered here by then, `pasts` what forms and decisions said,
    `added` {action id} of those that a decision added.
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
        offered = EvidenceVersion.objects.filter(evidence__action__plan=plan, offered_on__lte=as_at) if saved else None
        self.proved = set(offered.values_list("evidence__action", flat=True)) if saved else set()
        self.pasts = pasts(plan, as_at) if saved else {}
        changes = ScopeChange.objects.filter(action__plan=plan) if saved else ScopeChange.objects.none()
        self.added = set(changes.filter(kind=ScopeChange.Kind.ADDED).values_list("action", flat=True))
        self._know_former_titles(actions, changes)
        links = Action.recommendations.through.objects.filter(action__plan=plan) if saved else None
        self.links = set(links.values_list("action", "recommendation")) if saved else set()

    def _know_former_titles(self, actions, changes):
        """An action without a reference that was reworded is found by its former titles too."""
        nameless = {action.pk: action for action in actions if not action.ref}
        reworded = changes.filter(kind=ScopeChange.Kind.REWORDED, action__in=nameless).values("action")
        for pk, title in Statement.objects.filter(action__in=reworded).values_list("action", "title").distinct():
            alike = self.by_title[title_key(title)]
            if nameless[pk] not in alike:
                alike.append(nameless[pk])

    def ended_on(self, pk):
        """The day on which an action came to stand as it does as at the date of the import."""
        past = self.pasts[pk]
        since = len(past) - 1
        while since and past[since - 1].standing == past[since].standing:
            since -= 1
        return past[since].effective_on

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
