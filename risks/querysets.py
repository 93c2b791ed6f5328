"""Every read of risks, in words from the screen."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from actions.models import Statement
from actions.querysets import latest
from actions.scope import COUNTED
from plans.models import Plan, Stage


class RiskQuerySet(QuerySet):
    def held(self, risk):
        """A risk as it is now; nobody else writes to its plan until the transaction ends."""
        Plan.objects.held(risk.plan_id)
        return self.select_related("plan", "category").get(pk=risk.pk)


class RiskStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The statement of each risk of `plan` that holds as at `on`, in the order of the register."""
        held = latest(self, plan.risks.order_by(), "risk", on)
        # Databases differ in where they put what has no category: here it is last in all of them.
        category = F("risk__category__position").asc(nulls_last=True)
        return held.select_related("risk", "risk__category").order_by(
            category, "risk__category__pk", "risk__position", "risk"
        )

    def mitigated_by(self, action, on):
        """The statement of each risk that an action mitigates on the day `on`, as it holds then."""
        tied = action.mitigates.lasting(on).values("risk")
        risks = action.plan.risks.filter(pk__in=tied).order_by()
        return latest(self, risks, "risk", on).select_related("risk__plan").order_by("risk__position", "risk")

    def of(self, risk, on):
        """Everything said of `risk` up to `on`, newest first, with who recorded it."""
        return self.filter(risk=risk, effective_on__lte=on).select_related("recorded_by__person")


class RiskScoreQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The score of each kind of the risks of `plan` that holds as at `on`: one index look-up for each row."""
        return self._holding(on).filter(risk__plan=plan)

    def of_risks(self, risks, on):
        """The score of each kind of some risks (keys) that holds as at `on`."""
        return self._holding(on).filter(risk__in=risks)

    def _holding(self, on):
        alike = self.model._default_manager.filter(risk=OuterRef("risk"), kind=OuterRef("kind"), effective_on__lte=on)
        newest = alike.order_by("-effective_on", "-pk").values("pk")[:1]
        return self.filter(effective_on__lte=on, pk=Subquery(newest))

    def of(self, risk, on):
        """Every score of `risk` up to `on`, newest first, with who recorded it."""
        return self.filter(risk=risk, effective_on__lte=on).select_related("recorded_by__person")


def ties_on(plan, on):
    """What ties the risks of `plan` to actions on the day `on`, each with its action."""
    ties = plan.risks.model._meta.get_field("mitigated_by").related_model
    return ties.objects.lasting(on).filter(risk__plan=plan).select_related("action__plan")


def with_state(plan, on):
    """`ties_on`, each with `is_open`: whether its action is counted as at `on`, and not complete."""
    said = Statement.objects.filter(action=OuterRef(OuterRef("action")), effective_on__lte=on)
    newest = said.order_by("-effective_on", "-pk").values("pk")[:1]
    still = Q(rating=None) | ~Q(rating__stage=Stage.COMPLETE)
    open_then = Statement.objects.filter(still, pk=Subquery(newest), standing__in=COUNTED, is_heading=False)
    return ties_on(plan, on).annotate(is_open=Exists(open_then))
