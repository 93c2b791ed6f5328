"""Many actions changed at once: choose them on the list, say what they become, see what happens to which, confirm."""

from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import redirect

from accounts.kept_words import keeps_words
from actions.bulk import with_leads, with_scope
from actions.forms.bulk import LeadsForm, ScopeForm
from actions.services import ChangedMeanwhile, NothingChanges, reassign, rescope
from core.environment import plural
from core.forms import read_key
from plans.pages import NotUnderstood, plan_page, to_change
from plans.permissions import Permission

from .. import querysets
from ..figures import figures_of
from ..presenters.bulk import consequences, leads_in_words, scope_in_words
from .lists import asked_of, sort_of


class _OtherLeads:
    """What is done with a LeadsForm."""

    template, title, press = "reports/bulk_leads.jinja", "Give actions to other leads", "Give them to these leads"

    def __init__(self, plan):
        self.form = partial(LeadsForm, plan=plan)
        self.service = reassign
        self.in_words = leads_in_words(querysets.posts_of(plan))

    @staticmethod
    def change(typed):
        return partial(with_leads, leads=typed["leads"])

    @staticmethod
    def done(count, typed):
        given = [f"{role.label} {'/'.join(map(str, posts))}" for role, posts in typed["leads"].items()]
        return f"{plural(count, 'action')} given to {' and '.join(given)}."


class _OtherScope:
    """What is done with a ScopeForm."""

    template, title, press = "reports/bulk_scope.jinja", "Change the scope of actions", "Change their scope"
    form, in_words = ScopeForm, staticmethod(scope_in_words)
    service = staticmethod(rescope)

    def __init__(self, plan):
        pass

    @staticmethod
    def change(typed):
        return partial(with_scope, in_scope=typed["in_scope"])

    @staticmethod
    def done(count, typed):
        return f"{plural(count, 'action')} put {'in' if typed['in_scope'] else 'out of'} scope."


def chosen_actions(request, plan, on, asked):
    """The `ActionFigure`s that a request is about, in the order of the plan; `asked` is the `ActionFilter` of its
    address."""
    actions = figures_of(plan, on).actions.actions
    if request.GET.get("every") == "yes":
        return [action for action in actions if asked.matches(action)]
    keys = set(request.GET.getlist("action"))
    return [action for action in actions if str(action.key) in keys and not action.is_heading]


class _Steps:
    """The steps of one change: a form, what it would do to which actions, and the change itself.

    The actions are those named in the address, `?action=1&action=2` (keys), or with `every=yes` all that its filter
    finds. What is confirmed is what the page showed, whatever the filter finds by then.
    """

    def __init__(self, request, plan, on, kind):
        self.request, self.plan, self.on, self.kind = request, plan, on, kind
        self.asked, self.sort = asked_of(request, plan, on), sort_of(request)
        self.back = request.links.actions(**self.asked.query(sort=self.sort.value))

    def answer(self):
        typed, step = self.request.POST, self.request.POST.get("step")
        if self.request.method != "POST" or step == "again":
            return self.ask(self.kind.form(initial=typed.dict()))
        form = self.kind.form(typed)
        if not form.is_valid():
            return self.ask(form)
        if step == "confirm":
            return self.save(form)
        return self.confirm(form, [action.key for action in self.chosen()])

    def chosen(self):
        return chosen_actions(self.request, self.plan, self.on, self.asked)

    def ask(self, form):
        return self.show(self.kind.template, form=form, chosen=self.chosen())

    def confirm(self, form, keys, problem=""):
        statements = querysets.statements_on(self.plan, keys, self.on)
        later = querysets.said_later(self.plan, keys, self.on)
        change = self.kind.change(form.cleaned_data)
        return self.show(
            "reports/bulk_confirm.jinja",
            form=form,
            shown=consequences(statements, change, self.kind.in_words, later),
            submission=uuid4(),
            press=self.kind.press,
            problem=problem,
        )

    def save(self, form):
        seen, submission = _seen(self.request.POST), _submission(self.request.POST)
        typed = {name: value for name, value in form.cleaned_data.items() if name in ("leads", "in_scope", "reason")}
        about = {"plan": self.plan, "seen": seen, "submission": submission, "on": self.on, "by": self.request.user}
        try:
            said = self.kind.service(**about, **typed)
        except (ChangedMeanwhile, NothingChanges) as refused:
            return self.confirm(form, list(seen), str(refused))
        messages.success(self.request, self.kind.done(len(said), typed))
        return redirect(self.back)

    def show(self, template, **shown):
        return plan_page(self.request, template, self.on, title=self.kind.title, back=self.back, **shown)


def _seen(posted):
    """{key of an action: key of the statement that the page showed}."""
    try:
        seen = {read_key(key): read_key(pk) for key, pk in (pair.split(":") for pair in posted["seen"].split(","))}
        if None in {*seen, *seen.values()}:
            raise ValueError("no keys")
        return seen
    except (KeyError, ValueError):
        raise NotUnderstood("This form did not arrive whole. Choose the actions on the list once more.") from None


def _submission(posted):
    try:
        return UUID(posted.get("submission", ""))
    except ValueError:
        raise NotUnderstood("This form did not arrive whole. Choose the actions on the list once more.") from None


def _page(kind):
    @keeps_words
    @to_change(Permission.REASSIGN_ACTION)
    def page(request, plan, on):
        return _Steps(request, plan, on, kind(plan)).answer()

    return page


give_leads = _page(_OtherLeads)
change_scope = _page(_OtherScope)
