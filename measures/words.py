"""Values of measures in words. Values in, words out."""

from decimal import Decimal

_BEFORE, _CLOSE = ("£",), ("%", "k", "m")


def in_unit(value, unit):
    """ "85.5%", "1,200 calls", "£4", "12"; "" for None."""
    if value is None:
        return ""
    number = number_in_words(value)
    unit = (unit or "").strip()
    if unit in _BEFORE:
        return f"-{unit}{number[1:]}" if number.startswith("-") else f"{unit}{number}"
    return f"{number}{unit}" if unit in _CLOSE else f"{number} {unit}".strip()


def number_in_words(value):
    """ "1,234.5": a number without zeros that say nothing."""
    value = Decimal(value)
    return f"{value.to_integral() if value == value.to_integral() else value.normalize():,f}"
