"""Every read of milestones, exceptions and programmes, in words from the screen."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.querysets import latest
from plans.models import Plan

from .exceptions import WAITING, standing_of


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

    def of_tied(self, record, on):
        """The statement of each milestone that an action, a risk or an objective has on the day `on`."""
        tied = record.tied_milestones.lasting(on).values("milestone")
        milestones = record.plan.milestones.filter(pk__in=tied).order_by()
        held = latest(self, milestones, "milestone", on).select_related("milestone__plan")
        return held.order_by("milestone__position", "milestone")

    def of(self, milestone, on):
        """Everything said of `milestone` up to `on`, newest first, with who recorded it."""
        return self.filter(milestone=milestone, effective_on__lte=on).select_related("recorded_by__person")


def statements_of(milestones, on):
    """{key of a milestone: its statement as at `on`} of the milestones of these keys."""
    subjects = apps.get_model("milestones", "Milestone").objects.filter(pk__in=milestones).order_by()
    told = apps.get_model("milestones", "MilestoneStatement").objects.all()
    return {each.milestone_id: each for each in latest(told, subjects, "milestone", on)}


class MilestoneChangeQuerySet(QuerySet):
    def of_plan(self, plan, on):
        """What became of the milestones of `plan` by `on`, with what a page says of each, the latest first."""
        known = self.filter(milestone__plan=plan, effective_on__lte=on)
        return known.select_related(
            "milestone", "into", "decision__meeting__committee", "decision__recorded_by__person"
        )


class MilestoneExceptionQuerySet(QuerySet):
    def by(self, plan, on):
        """The exceptions of `plan` told by `on`, those of the latest day first, each with its decision."""
        return self.filter(plan=plan, effective_on__lte=on).select_related("milestone", "decision__meeting__committee")

    def tell_if_newest(self, on):
        """With `is_newest`: whether no other exception about the same milestone was told after it, by `on`.

        Of two that one workbook brought the later one was recorded last.
        """
        others = self.model._default_manager.filter(milestone=OuterRef("milestone"), effective_on__lte=on)
        after = Q(effective_on__gt=OuterRef("effective_on"))
        after |= Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
        return self.annotate(is_newest=~Exists(others.filter(after)))

    def waiting(self, on):
        """(exception, the statement of its milestone) of those that wait for a decision as at `on`, longest first.

        Which of those without one still wait is told by `milestones.exceptions`; so they are no queryset.
        """
        undecided = Q(decision=None) | Q(decision__decided_on__gt=on)
        found = self.filter(undecided, effective_on__lte=on).exclude(milestone=None).tell_if_newest(on)
        found = list(found.order_by("effective_on", "pk"))
        told = statements_of([each.milestone_id for each in found], on) if found else {}
        for each in found:
            statement = told.get(each.milestone_id)
            if standing_of(each, None, statement, each.is_newest) == WAITING:
                yield each, statement


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


def tied_to(milestone, on):
    """What ties a milestone on the day `on`: {"actions", "risks", "objectives": [each record]}."""
    return {
        name: [getattr(tie, one) for tie in ties.lasting(on).select_related(f"{one}__plan")]
        for name, one, ties in (
            ("actions", "action", milestone.tied_actions),
            ("risks", "risk", milestone.tied_risks),
            ("objectives", "objective", milestone.tied_objectives),
        )
    }
