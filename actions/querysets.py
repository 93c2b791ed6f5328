"""Every read of actions, in words from the screen."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from plans.models import Plan


class ActionQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


class RecommendationQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


def _latest(statements, subjects, link, on):
    """Statements that hold as at `on`: one index look-up for each subject, whatever the length of its past."""
    newest = (
        statements.model._default_manager.filter(**{link: OuterRef("pk")}, effective_on__lte=on)
        .order_by("-effective_on", "-pk")
        .values("pk")[:1]
    )
    return statements.filter(pk__in=subjects.annotate(newest=Subquery(newest)).values("newest"))


class StatementQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(action__plan__in=Plan.objects.visible_to(user))

    def as_at(self, plan, on):
        """The statement of each action of `plan` that holds as at `on`, in the order of the plan."""
        return (
            _latest(self, plan.actions.order_by(), "action", on)
            .select_related("action", "action__area", "action__parent", "rating", "status")
            .order_by("action__position", "action__pk")
        )

    def with_recommendations(self):
        return self.prefetch_related(Prefetch("action__recommendations"))


class ConcernStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The statement of each concern of `plan` that holds as at `on`, in the order written."""
        return (
            _latest(self, plan.concerns.order_by(), "concern", on)
            .select_related("concern", "concern__action")
            .prefetch_related("concern__reviews")
            .order_by("concern__position", "concern__pk")
        )
