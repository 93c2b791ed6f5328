"""This app's sections of the board pack, each declared once; reports/sections.py has the order of them all."""

from core.sections import Section

from .milestones import milestones
from .programmes import programmes

SECTIONS = (Section("milestones", "Milestones", milestones), Section("programmes", "Programmes", programmes))
