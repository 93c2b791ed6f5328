"""The money of the demonstration: a finance report each month, and what is to be saved in the year."""

from decimal import Decimal

from core.workbooks import read
from finance.services import set_target

from .proposal import propose
from .services import apply_import


def keep_money(plan, told, folder, on, by):
    """Bring in the finance report that the day `on` has in `folder`; with the first one the target is set.

    `told` is what reports.toml holds.
    """
    proposal = propose(read(folder / f"finance-report-{on:%Y-%m}.xlsx"), plan, on, today=on)
    apply_import(proposal=proposal, by=by)
    target = told["savings_target"]
    if on == target["set_on"]:
        about = {"plan": plan, "organisation": plan.organisations.first(), "financial_year": target["year"]}
        saved = {"target": Decimal(target["amount"]), "headroom": Decimal(target["headroom"])}
        set_target(**about, **saved, on=on, by=by)
