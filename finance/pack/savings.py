"""Savings schemes against the target, by stage and one by one."""

from ..plan_figures import year_name
from ..presenters.schemes import pipeline, scheme_row, target_row, totals_of


def savings(document):
    """The target, the pipeline and the schemes; None where there is neither target nor scheme."""
    figures = document.figures.finance.savings
    if figures is None or not (figures.schemes or figures.targets):
        return None
    targets = [target_row(each) for each in figures.targets]
    several = len(targets) > 1
    drawing, stages = pipeline(figures) if figures.schemes else ("", [])
    return {
        "finding": " ".join(f"{row.organisation}: {row.sentence}" if several else row.sentence for row in targets),
        "year": year_name(figures.year),
        "picture": drawing,
        "stages": stages,
        "rows": [scheme_row(each) for each in figures.schemes],
        "totals": totals_of(figures.schemes),
    }
