"""The page of one action."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404

from actions.assurance import Around
from actions.figures import Names, action_figure, concern_figure, judged
from actions.forms.updates import marks_to_update
from actions.models import ScopeChange, Statement
from actions.past import UNEVENTFUL, past_of, pasts_of, said_anew
from actions.presenters.dates import dates_section
from actions.presenters.evidence import evidence_section
from actions.presenters.scope import shown_changes
from actions.presenters.updates import no_change_button
from actions.rights import may_update
from actions.scope import ENDED
from core.paging import page_links
from measures.models import MeasureStatement
from milestones.models import MilestoneStatement
from plans.figures import figures_of as own_figures_of
from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission
from plans.presenters.key import Key
from risks.models import RiskStatement

from .. import querysets
from ..presenters.action_page import action_page, page_title
from ..presenters.statements import folded, shown_statement

STATEMENTS_A_PAGE = 12


@of_a_plan
def action(request, plan, on, ref):
    return _action(request, plan, on, get_object_or_404(plan.actions.called(ref).select_related("area")))


@of_a_plan
def action_by_key(request, plan, on, key):
    return _action(request, plan, on, get_object_or_404(plan.actions.select_related("area"), key=key))


def _action(request, plan, on, record):
    told = querysets.statements_of(record, on)
    if not told:
        first = querysets.first_statement_of(record)
        return plan_page(request, "reports/action_unknown.jinja", on, action=record, first=first)
    record.plan = plan
    own, names, figure, under = _figures(record, told, on)
    key = Key(own.ratings)
    shown = action_page(
        figure,
        statements=told,
        under=under,
        concerns=[concern_figure(each, figure, on, names.private) for each in querysets.concerns_about(record, on)],
        recommendations=record.recommendations.all(),
        plan=own,
        links=request.links,
        on=on,
    )
    page = Paginator(folded(told), STATEMENTS_A_PAGE).get_page(request.GET.get("said"))
    return plan_page(
        request,
        "reports/action.jinja",
        on,
        shown=shown,
        statements=[shown_statement(each, key) for each in page],
        pages=page_links(page, lambda number: request.links.keep(record.get_absolute_url(), said=number) + "#said"),
        name=page_title(figure),
        area=record.area,
        key=key,
        risks=RiskStatement.objects.mitigated_by(record, on),
        milestones=MilestoneStatement.objects.of_tied(record, on),
        measures=list(MeasureStatement.objects.of_tied(record, on)),
        **_sections(request, record, figure, told, on),
    )


def _figures(record, told, on):
    """The plan's own figures, the `Names` in it, the figure of the action, and those of the actions under it."""
    plan, family = record.plan, record.plan.actions.filter(Q(pk=record.pk) | Q(parent=record))
    own, names = own_figures_of(plan, on), Names.of(plan, family)
    pasts, words = pasts_of(record.children, on), {rating.code: rating.word for rating in own.ratings}
    under = [
        action_figure(each, names, on, pasts.get(each.action_id, UNEVENTFUL), each.said_anew_on)
        for each in querysets.statements_under(record, on)
    ]
    figure = action_figure(told[0], names, on, past_of(told), said_anew(told))
    tells = Statement.objects.tell_evidence(plan, on), Statement.objects.tell_progress(plan, on)
    return own, names, judged(figure, Around(on, words, tuple(under), *tells)), under


def _sections(request, record, figure, told, on):
    """The parts of the page that say what the reader may do."""
    rights, is_today = request.rights, not request.links.as_at
    may = {permission: is_today and rights.may(permission) for permission in Permission}
    may_say = is_today and may_update(request.user, record, on, rights)
    update = may_say and marks_to_update(told[0])
    return {
        "evidence": evidence_section(
            figure,
            record.evidence.with_versions(),
            on,
            may_offer=bool(update),
            may_judge=may[Permission.JUDGE_EVIDENCE],
        ),
        "dates": dates_section(
            figure,
            told,
            record.date_requests.filter(requested_on__lte=on).as_shown(),
            on,
            may_ask=may_say,
            may_decide=may[Permission.DECIDE_DATE],
        ),
        "action": record,
        "may_raise": may[Permission.KEEP_CONCERNS] and figure.standing not in ENDED,
        "update": update,
        "no_change": no_change_button(told[0].said_on, on),
        "changes": shown_changes(record, ScopeChange.objects.about(record, on)),
        "may_measure": may[Permission.KEEP_MEASURES] and bool(figure.outcome_measure),
        "may_keep_private": may[Permission.KEEP_PACKS],
        "may_read_audit": may[Permission.READ_AUDIT],
        "may_change_scope": may[Permission.CHANGE_SCOPE],
    }
