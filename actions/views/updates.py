"""A lead says what happened to an action, in three steps at one address: typed, checked, saved; or "no change"."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Min
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.kept_words import keeps_words, kept_words
from core.dates.calendar import in_words
from plans.pages import plan_page
from plans.presenters.key import Key

from ..forms.updates import Marks, UpdateForm, carried
from ..models import Action, Statement
from ..presenters.updates import last_said, left_alone, no_change_button, to_be_recorded
from ..rights import require_update
from ..services import (
    NotToBeUpdated,
    SaidMeanwhile,
    UpdateRefused,
    record_no_change,
    record_update,
    statement_to_update,
)
from ..services.updates import facts_after
from ..updating import SAID_BY_A_LEAD
from .pages import dates_beside, of_an_action, typed

# What the button that was pressed asks for; whatever else sends the form leads to the check.
CHANGE, SAVE, NO_CHANGE = "change", "save", "no-change"


@keeps_words
@of_an_action()
def update(request, plan, on, action):
    require_update(request.user, plan, [action], on)
    try:
        standing = statement_to_update(action, on)
    except NotToBeUpdated as refused:
        return _not_to_be_updated(request, on, action, refused)
    # What was kept is of the statement that it was written about, whatever was said since.
    sent = typed(request) or kept_words(request)
    marks = Marks.read(sent) if sent else Marks.new(standing.pk, request.GET.get("next", ""))
    page = _Page(request, on, action, standing, marks)
    about = {"before": page.seen, "no_change": page.no_change, "key": page.key}
    form = UpdateForm(typed(request), plan=plan, **about, by=request.user, on=on)
    step = request.POST.get("step")
    if step == NO_CHANGE:
        return page.of_the_form(form) if form.refuse_no_change() else _nothing_changed(request, on, action, marks)
    if not form.is_valid() or step == CHANGE:
        return page.of_the_form(form)
    return _save(page, form) if step == SAVE else page.of_the_check(form)


@require_POST
@of_an_action()
def no_change(request, plan, on, action):
    """“No change” from a page on which nothing was typed."""
    return _nothing_changed(request, on, action, Marks.read(request.POST))


def _nothing_changed(request, on, action, marks):
    try:
        said = record_no_change(action=action, seen=marks.seen, submission=marks.submission, on=on, by=request.user)
    except NotToBeUpdated as refused:
        return _not_to_be_updated(request, on, action, refused)
    except SaidMeanwhile:
        messages.warning(
            request, "Somebody updated this action meanwhile, so “no change” was not saved. Read it below."
        )
        back = f"?{urlencode({'next': marks.next})}" if marks.next else ""
        return redirect(f"{action.get_absolute_url()}update/{back}")
    return _saved(request, action, f"No change to {_name(action)} was saved", said, marks)


def _save(page, form):
    said = {"facts": form.facts, "words": form.cleaned_data["words"]}
    marks = {"seen": page.marks.seen, "submission": page.marks.submission}
    try:
        statement = record_update(action=page.action, **said, **marks, on=page.on, by=page.request.user)
    except SaidMeanwhile as meanwhile:
        page.standing = meanwhile.statement
        return page.of_the_check(form)
    except UpdateRefused as refused:
        form.refuse(refused.problems)
        return page.of_the_form(form)
    return _saved(page.request, page.action, f"Your update of {_name(page.action)} was saved", statement, page.marks)


def _saved(request, action, sentence, statement, marks):
    """Back to where the reader came from, with a banner."""
    if later := _later(action, statement.effective_on):
        sentence += f". From {in_words(later)} on, what is known for that day holds"
    messages.success(request, f"{sentence}.")
    host, is_safe = {request.get_host()}, request.is_secure()
    goes_back = url_has_allowed_host_and_scheme(marks.next, allowed_hosts=host, require_https=is_safe)
    return redirect(marks.next if goes_back else action.get_absolute_url())


def _later(action, on):
    """The day of the first statement after `on`, if there is one: an import may be as at a day to come."""
    return action.statements.filter(effective_on__gt=on).aggregate(day=Min("effective_on"))["day"]


def _name(action):
    return f"action {action.ref}" if action.ref else "the action"


def _not_to_be_updated(request, on, action, refused):
    """Why not; and whatever was typed before somebody put an end to the action."""
    words = (typed(request) or kept_words(request) or {}).get("words", "")
    return plan_page(request, "actions/not_to_be_updated.jinja", on, action=action, reason=str(refused), words=words)


@dataclass
class _Page:
    """The pages of one update: `standing` is the statement that holds now, `seen` that which the form was made from."""

    request: HttpRequest
    on: date
    action: Action
    standing: Statement
    marks: Marks

    def __post_init__(self):
        self.key = Key(self.request.plan.ratings.all())
        told = self.action.statements.filter(effective_on__lte=self.on).select_related("rating")
        is_standing = self.marks.seen == self.standing.pk
        self.seen = self.standing if is_standing else told.filter(pk=self.marks.seen).first() or self.standing
        self.no_change = no_change_button(self.standing.said_on, self.on)

    def of_the_form(self, form):
        return self._page("actions/update.jinja", form=form, marks=self.marks, no_change=self.no_change)

    def of_the_check(self, form):
        """What will be recorded; and where somebody said something meanwhile, that, and the choice."""
        words, standing = form.cleaned_data["words"], self.standing
        facts = facts_after(standing, form.facts)
        whole = {name: facts.get(name, getattr(standing, name)) for name in SAID_BY_A_LEAD}
        is_second = self.marks.seen != standing.pk
        return self._page(
            "actions/check_update.jinja",
            form=None,
            rows=list(to_be_recorded(words, standing, whole, self.key)),
            left=list(left_alone(standing, whole, self.key)),
            hidden=carried(words, whole),
            is_second=is_second,
            marks=Marks.new(standing.pk, self.marks.next) if is_second else self.marks,
        )

    def _page(self, template, **shown):
        return plan_page(
            self.request,
            template,
            self.on,
            name=_name(self.action),
            standing=self.standing,
            last=last_said(self.standing, self.key),
            later=_later(self.action, self.on),
            key=self.key,
            **dates_beside(self.action),
            **shown,
        )
