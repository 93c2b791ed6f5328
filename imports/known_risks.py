"""The risks that a plan has already, which of them a row of a workbook is, and what was said of them by a date."""

from actions.models import Origin
from risks.models import RiskScore, RiskStatement

from .draft import title_key


class KnownRisks:
    """Found by reference; a risk or a row without one is found by its title.

    `before` are {risk id: the statement that holds as at the date of the import}, `written` {risk id: the last one that
    a workbook brought} of those that somebody changed in the browser since; `scores` and `written_scores` are the same
    by (risk id, kind). `is_latest` is False where the plan knows of risks at a later date.
    """

    def __init__(self, plan, as_at):
        saved = plan.pk is not None
        risks = {risk.pk: risk for risk in plan.risks.select_related("category")} if saved else {}
        self.by_ref = {risk.ref: risk for risk in risks.values() if risk.ref}
        told = RiskStatement.objects.filter(risk__plan=plan).order_by("effective_on", "pk") if saved else []
        told = list(told)
        for statement in told:
            statement.risk = risks[statement.risk_id]
        by_then = [statement for statement in told if statement.effective_on <= as_at]
        self.is_latest = len(by_then) == len(told)
        self.before, self.written = _latest(by_then, lambda each: each.risk_id)
        # A risk of which nothing was said by then has the title that it came to have.
        self.by_title = {
            title_key(each.title): each.risk for each in reversed(told) if each.risk_id not in self.before
        } | {title_key(each.title): each.risk for each in self.before.values()}
        scores = (
            RiskScore.objects.filter(risk__plan=plan, effective_on__lte=as_at) if saved else RiskScore.objects.none()
        )
        self.scores, self.written_scores = _latest(
            scores.order_by("effective_on", "pk"), lambda each: (each.risk_id, each.kind)
        )

    def of(self, row):
        """The risk that a row is, or None for a new one. Between two references a title decides nothing."""
        if row.ref in self.by_ref:
            return self.by_ref[row.ref]
        found = self.by_title.get(title_key(row.facts["title"]))
        return None if found and found.ref and row.ref else found


def _latest(records, key):
    """({key: the last one}, {key: the last one that a workbook brought, of those that a form followed}).

    `records` are given oldest first.
    """
    last, written = {}, {}
    for record in records:
        last[key(record)] = record
        if record.origin != Origin.FORM:
            written[key(record)] = record
    return last, {at: record for at, record in written.items() if last[at] is not record}
