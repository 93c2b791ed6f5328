"""Every read of milestones, exceptions and programmes, in words from the screen."""

from django.db.models import QuerySet

from actions.querysets import latest
from plans.models import Plan


class MilestoneQuerySet(QuerySet):
    def held(self, milestone):
        """A milestone as it is now; nobody else writes to its plan until the transaction ends."""
        Plan.objects.held(milestone.plan_id)
        return self.select_related("plan", "programme").get(pk=milestone.pk)


class MilestoneStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The statement of each milestone of `plan` that holds as at `on`, in the order of the plan."""
        held = latest(self, plan.milestones.order_by(), "milestone", on)
        held = held.select_related("milestone__programme", "sign_off_committee")
        return held.order_by("milestone__position", "milestone")

    def of(self, milestone, on):
        """Everything said of `milestone` up to `on`, newest first, with who recorded it."""
        return self.filter(milestone=milestone, effective_on__lte=on).select_related("recorded_by__person")


class MilestoneExceptionQuerySet(QuerySet):
    def by(self, plan, on):
        """The exceptions of `plan` told by `on`, those of the latest report first, each with its decision."""
        return self.filter(plan=plan, effective_on__lte=on).select_related("milestone", "decision__meeting__committee")


class ProgrammeQuerySet(QuerySet):
    def held(self, programme):
        """A programme as it is now; nobody else writes to its plan until the transaction ends."""
        Plan.objects.held(programme.plan_id)
        return self.select_related("plan").get(pk=programme.pk)


class ProgrammeStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The statement of each programme of `plan` that holds as at `on`, in the order of the plan."""
        held = latest(self, plan.programmes.order_by(), "programme", on)
        return held.select_related("programme").order_by("programme__position", "programme")

    def of(self, programme, on):
        """Everything said of `programme` up to `on`, newest first, with who recorded it."""
        return self.filter(programme=programme, effective_on__lte=on).select_related("recorded_by__person")
