"""What the demonstration says of risks beside its workbooks: objectives, ties to actions, reviews, scores, an end."""

from actions.services import serve_objective
from plans.services import keep_objective
from risks.services import close_risk, describe_risk, review_risk, score_risk, tie_action


def keep_objectives(plan, told, on, by):
    """The objectives of the plan, the actions that serve them, and the risks known as at `on` that threaten them."""
    threatened = {}
    for objective in told["objective"]:
        record = keep_objective(plan=plan, title=objective["title"], ref=objective["ref"], by=by)
        for action in plan.actions.filter(ref__in=objective["served_by"]):
            serve_objective(action=action, objective=record, on=on, by=by)
        for ref in objective["threatened_by"]:
            threatened.setdefault(ref, []).append(record)
    for risk in plan.risks.filter(ref__in=threatened):
        found = threatened[risk.ref]
        facts = {"objectives": [each.pk for each in found], "objectives_as_written": "; ".join(map(str, found))}
        describe_risk(risk=risk, facts=facts, seen=risk.statements.first().pk, on=on, by=by)


def keep_risks(plan, told, owner, office):
    """`told` is what reports.toml holds; `owner` owns the risks that are scored and looked at, `office` keeps all."""
    risks = {risk.ref: risk for risk in plan.risks.all()}
    for mitigation in told["mitigation"]:
        risk = risks[mitigation["risk"]]
        known = risk.statements.last().effective_on
        for ref in mitigation["actions"]:
            tie_action(risk=risk, action=plan.actions.get(ref=ref), on=known, by=office)
    for review in told["risk_review"]:
        said = {"seen_on": review["seen_on"], "said": review["said"]}
        review_risk(risk=risks[review["risk"]], **said, on=review["seen_on"], by=owner)
    for scored in told["risk_score"]:
        risk, kind = risks[scored["risk"]], scored["kind"]
        score = {name: scored[name] for name in ("kind", "likelihood", "consequence", "reason")}
        score_risk(risk=risk, **score, seen=risk.scores.filter(kind=kind).first().pk, on=scored["scored_on"], by=owner)
    for closed in told["risk_closed"]:
        risk = risks[closed["risk"]]
        seen = risk.statements.first().pk
        close_risk(risk=risk, reason=closed["reason"], seen=seen, on=closed["closed_on"], by=office)
