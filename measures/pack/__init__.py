"""This app's section of the board pack; reports/sections.py has the order of them all."""

from core.sections import Section

from .measures import measures

SECTIONS = (Section("measures", "Measures", measures),)
