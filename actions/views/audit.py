"""The audit trail of one action."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from core.paging import page_links
from plans.pages import plan_page
from plans.permissions import Permission

from ..audit import places, recorded
from ..presenters.audit import audited_row
from .pages import of_an_action

ROWS_A_PAGE = 50


@require_safe
@of_an_action(Permission.READ_AUDIT)
def audit(request, plan, on, action):
    """Every change of an action and of what hangs on it, newest first."""
    page = Paginator(places(action), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return plan_page(
        request,
        "actions/audit.jinja",
        on,
        action=action,
        rows=[audited_row(each) for each in recorded(list(page))],
        count=page.paginator.count,
        pages=page_links(page, lambda number: f"{action.get_absolute_url()}audit/?page={number}"),
    )
