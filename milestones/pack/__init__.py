"""This app's sections of the board pack, each declared once; reports/sections.py has the order of them all."""

from core.sections import Section

from .exceptions import exceptions
from .milestones import milestones
from .programmes import programmes

SECTIONS = (
    Section("milestones", "Milestones", milestones),
    Section("exceptions", "Exceptions about milestones", exceptions),
    Section("programmes", "Programmes", programmes),
)
