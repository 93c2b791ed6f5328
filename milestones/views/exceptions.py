"""Exceptions: the report of them, and the pages on which one is reported and decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.kept_words import keeps_words
from actions.forms.dates import AGREE_ANOTHER, REFUSE, DateDecisionForm
from actions.views.pages import seen_date, typed
from core.dates.calendar import in_words
from core.paging import page_links
from plans.pages import of_a_plan, plan_page, to_change
from plans.permissions import Permission

from ..chain import chain_of
from ..exception_figures import figures_of
from ..exception_reports import of_report, reports_of
from ..exception_rules import RULES
from ..exceptions import no_exception
from ..forms.exceptions import ExceptionForm
from ..models import MilestoneChange
from ..presenters.changes import shown_chain
from ..presenters.exceptions import shown_exception
from ..register import ANY
from ..services import decide_exception, is_own, original_of, report_exception, waiting_of
from .pages import about, done, of_a_milestone

ROWS_A_PAGE = 50


@of_a_plan
def exceptions(request, plan, on):
    """Every exception reported by `on`, those of ?report= or those that look ?wrong=: those that wait first."""
    figures, periods = figures_of(plan, on), list(plan.periods.all())
    report = request.GET.get("report", "").strip()
    wrong = request.GET.get("wrong", "").strip()
    found = of_report(figures.exceptions, report, periods)
    found = [each for each in found if not wrong or _looks(each, wrong)]
    waiting = [each for each in found if each.waits]
    page = Paginator([each for each in found if not each.waits], ROWS_A_PAGE).get_page(request.GET.get("page"))
    links, asked = request.links, {"report": report, "wrong": wrong}
    return plan_page(
        request,
        "milestones/exceptions.jinja",
        on,
        waiting=[_shown(request, each, on) for each in waiting],
        others=[_shown(request, each, on) for each in page],
        others_count=page.paginator.count,
        any=bool(figures.exceptions),
        report=report,
        wrong=wrong and next((rule.name for rule in RULES if rule.slug == wrong), "any rule"),
        reports=reports_of(figures.exceptions, periods),
        pages=page_links(page, lambda number: links.page("milestones:exceptions", **asked, page=number)),
        may_decide=request.rights.may(Permission.DECIDE_DATE) and not links.as_at,
    )


def _looks(exception, wrong):
    """Whether the rule of that slug, or ANY of them, sees something in it."""
    return exception.looks_wrong if wrong == ANY else any(found.rule == wrong for found in exception.wrong)


@keeps_words
@of_a_milestone()
def report(request, plan, on, milestone, told):
    """Whoever owns a milestone says why it is late and asks for another date."""
    form = ExceptionForm(typed(request), plan=plan, on=on)
    if form.is_valid() and done(request, form, report_exception, milestone=milestone, **form.cleaned_data, on=on):
        day = in_words(form.cleaned_data["asked_on"])
        messages.success(request, f"Your exception, which asks for {day}, waits for the programme office.")
        return redirect(milestone.get_absolute_url())
    waiting = waiting_of(milestone, on)
    shown = about(milestone, told, "Report an exception") | _dates(milestone, told)
    shown["why_not"] = no_exception(told)
    shown["waiting"] = waiting and _shown(request, _figure(plan, on, waiting.pk), on)
    return plan_page(request, "milestones/report_exception.jinja", on, form=form, **shown)


@keeps_words
@to_change(Permission.DECIDE_DATE)
def decide(request, plan, on, exception):
    """The programme office agrees the date that an exception asks for, or another one, or refuses it."""
    asked = get_object_or_404(plan.exceptions.select_related("milestone"), pk=exception)
    form = DateDecisionForm(typed(request), plan=plan, on=on, asked_for=asked.asked_on)
    if form.is_valid():
        outcome, due_on = form.cleaned_data["outcome"], form.cleaned_data["due_on"]
        chosen = {name: form.cleaned_data[name] for name in ("reason", "meeting")} | {"agreed": outcome != REFUSE}
        chosen |= {"due_on": due_on if outcome == AGREE_ANOTHER else None, "seen": seen_date(request)}
        if done(request, form, decide_exception, exception=asked, **chosen, on=on):
            what = "is refused" if outcome == REFUSE else f"is agreed for {in_words(due_on or asked.asked_on)}"
            messages.success(request, f"The exception about milestone {asked.milestone.called} {what}.")
            return redirect(reverse("milestones:exceptions", args=[plan.slug]))
    figure = _figure(plan, on, asked.pk)
    told = asked.milestone and asked.milestone.statements.filter(effective_on__lte=on).first()
    shown = {"asked": _shown(request, figure, on), "is_own": is_own(asked, request.user), "told": told}
    shown |= {"milestone": asked.milestone} | (_dates(asked.milestone, told) if told else {})
    return plan_page(request, "milestones/decide_exception.jinja", on, form=form, **shown)


def beside_a_milestone(request, plan, on, milestone):
    """What the page of a milestone shows of its exceptions and of what became of it."""
    figures = [each for each in figures_of(plan, on).exceptions if each.milestone_key == milestone.key]
    changes = list(MilestoneChange.objects.of_plan(plan, on))
    return {
        "exceptions": [_shown(request, each, on) for each in figures],
        "chain": shown_chain(milestone, chain_of(milestone.pk, changes), lambda other: _address(request, other)),
        "may_decide": request.rights.may(Permission.DECIDE_DATE) and not request.links.as_at,
    }


def _address(request, milestone):
    return request.links.keep(reverse("milestones:milestone", args=[request.plan.slug, milestone.key]))


def _figure(plan, on, key):
    found = next((each for each in figures_of(plan, on).exceptions if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _shown(request, exception, on):
    return shown_exception(exception, on, exception.url and request.links.keep(exception.url))


def _dates(milestone, told):
    return {"original": original_of(milestone, told), "due_on": told.due_on}
