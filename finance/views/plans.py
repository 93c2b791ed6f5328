"""The pages of plans of money and of activity."""

from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission

from ..plan_figures import activity_of, financial_plans_of
from ..presenters.plan import activity_table, table_of


@of_a_plan
def plans_of_money(request, plan, on):
    tables = [table_of(each) for each in financial_plans_of(plan, on)]
    return plan_page(request, "finance/plans.jinja", on, tables=tables, may_import=_may_import(request))


@of_a_plan
def activity(request, plan, on):
    tables = [activity_table(each) for each in activity_of(plan, on)]
    return plan_page(request, "finance/activity.jinja", on, tables=tables, may_import=_may_import(request))


def _may_import(request):
    return request.rights.may(Permission.IMPORT_WORKBOOK) and not request.links.as_at
