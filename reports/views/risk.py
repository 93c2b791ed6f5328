"""The page of one risk, with what stands above the register of risks beside it."""

from django.shortcuts import get_object_or_404

from milestones.models import MilestoneStatement
from plans.pages import of_a_plan
from risks.views.reading import risk_page


@of_a_plan
def risk(request, plan, on, risk_key):
    record = get_object_or_404(plan.risks.select_related("category"), key=risk_key)
    record.plan = plan
    return risk_page(request, plan, on, record, milestones=MilestoneStatement.objects.of_tied(record, on))
