"""This app's sections of the board pack, each declared once; reports/sections.py has the order of them all."""

from core.sections import Section

from .activity import activity
from .exposure import exposure
from .plans import plans_of_money
from .position import position
from .savings import savings

SECTIONS = (
    Section("position", "The financial position", position),
    Section("exposure", "Financial risks and mitigations", exposure),
    Section("savings", "Savings schemes", savings),
    Section("plans-of-money", "Plans of money", plans_of_money),
    Section("activity", "Activity", activity),
)
