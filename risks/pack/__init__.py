"""This app's sections of the board pack, each declared once; reports/sections.py has the order of them all."""

from core.sections import Section

from .map import risks
from .register import register

SECTIONS = (
    Section("risks", "Risks", risks),
    Section("risk-register", "The register of risks", register),
)
