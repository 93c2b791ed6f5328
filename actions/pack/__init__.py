"""This app's sections of the board pack, each declared once; reports/sections.py has the order of them all."""

from core.sections import Section

from .concerns import concerns
from .extensions import extensions
from .plan import plan
from .recommendations import recommendations
from .summary import reading, summary
from .timeline import timeline

SECTIONS = (
    Section("reading", "How to read this pack", reading),
    Section("summary", "Where the plan stands", summary),
    Section("recommendations", "Recommendations", recommendations),
    Section("extensions", "Extensions asked for and agreed", extensions),
    Section("plan", "The plan by area", plan),
    Section("timeline", "When things are due", timeline),
    Section("concerns", "Concerns", concerns),
)
