"""Plans of money: by movements with their bridge, and year by year."""

from core.environment import plural

from ..presenters.plan import table_of


def plans_of_money(document):
    """Each plan as a table; None where there is none."""
    plans = document.figures.finance.plans
    if not plans:
        return None
    tables = [table_of(each) for each in plans]
    apart = sum(1 for plan in plans for _, each in plan.differences if not each.is_rounding)
    sums = "everything printed adds up" if not apart else f"{plural(apart, 'printed figure')} not what it is made of"
    several = len({table.organisation for table in tables}) > 1
    return {"finding": f"{plural(len(tables), 'plan')} of money: {sums}.", "tables": tables, "several": several}
