"""What a person sees in a cell: a value by its number format, as an English (United Kingdom) Excel shows it."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# Formats that Excel shows by the country of the machine, whatever they say: here the United Kingdom's.
_LOCAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": "dd mmmm yyyy",
    "[$-F400]h:mm:ss\\ AM/PM": "hh:mm:ss",
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]?'
    r"|(?P<half>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+)|(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:(?P<grouped>#,##)|#*)(?P<zeros>0+)(?:\.(?P<places>0+))?(?P<percent>%)?")
# Beyond 15 digits Excel itself gives up on exactness.
_MOST_EXACT = 1e15
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def shown(value: object, number_format: str) -> str:
    """The text of a value (None, str, bool, int, float, date, datetime, time, timedelta)."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (date, time, timedelta)):
        return _date_text(value, number_format)
    return _number_text(value, number_format)


def shows_date(number_format: str) -> bool:
    """Whether a format shows any part of a date, and not only a time of day."""
    return bool(_parts(number_format) & {"y", "m", "d"})


def shows_month_only(number_format: str) -> bool:
    """Whether a date in this format is shown as month and year, without a day."""
    parts = _parts(number_format)
    return "m" in parts and "y" in parts and "d" not in parts


def shows_year(number_format: str) -> bool:
    """Whether a date in this format is shown with its year."""
    return "y" in _parts(number_format)


@cache
def _tokens(number_format: str) -> tuple[tuple[str, str], ...]:
    """The first section of a date format as (kind, text); months and minutes are told apart."""
    section = _sections(_LOCAL.get(number_format, number_format))[0]
    found = [(match.lastgroup, match.group(match.lastgroup)) for match in _TOKEN.finditer(section) if match.lastgroup]
    tokens: list[tuple[str, str]] = []
    for position, (kind, text) in enumerate(found):
        if kind == "part" and text[0] in "mM" and _is_minute(found, position):
            kind = "minute"
        tokens.append((kind, text))
    return tuple(tokens)


def _is_minute(found: list[tuple[str, str]], position: int) -> bool:
    before = [text[0].lower() for kind, text in found[:position] if kind in ("part", "elapsed")]
    after = [text[0].lower() for kind, text in found[position + 1 :] if kind in ("part", "elapsed")]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _parts(number_format: str) -> set[str]:
    return {text[0].lower() for kind, text in _tokens(number_format) if kind == "part"}


def _date_text(value: date | time | timedelta, number_format: str) -> str:
    tokens = _tokens(number_format)
    if not any(kind in ("part", "minute", "elapsed") for kind, _ in tokens):
        return value.isoformat() if isinstance(value, (date, time)) else str(value)
    halves = any(kind == "half" for kind, _ in tokens)
    return "".join(_piece(value, kind, text, halves) for kind, text in tokens).strip()


def _piece(value, kind: str, text: str, halves: bool) -> str:
    if kind in ("quoted", "escaped", "other"):
        return text
    if kind in ("part", "elapsed") and text[0] in "dmyDMY" and kind == "part":
        return _day_piece(value, text.lower())
    return _time_piece(value, kind, text.lower(), halves)


def _day_piece(value, text: str) -> str:
    if not isinstance(value, date):
        return ""
    letter, length = text[0], len(text)
    if letter == "y":
        return f"{value.year:04d}" if length > 2 else f"{value.year % 100:02d}"
    if letter == "m":
        name = _MONTHS[value.month - 1]
        return {
            1: str(value.month),
            2: f"{value.month:02d}",
            3: name[:3],
            5: name[0],
        }.get(length, name)
    name = _DAYS[value.weekday()]
    return {1: str(value.day), 2: f"{value.day:02d}", 3: name[:3]}.get(length, name)


def _time_piece(value, kind: str, text: str, halves: bool) -> str:
    seconds, hundredths = _seconds(value)
    hours, minutes = seconds // 3600, seconds // 60
    if kind == "elapsed":
        amount = {"h": hours, "m": minutes, "s": seconds}[text[0]]
    elif kind == "half":
        return "PM" if hours % 24 >= 12 else "AM"
    elif kind == "fraction":
        return f".{hundredths:06d}"[: len(text)]
    elif kind == "minute":
        amount = minutes % 60
    elif text[0] == "h":
        amount = (hours % 12 or 12) if halves else hours % 24
    else:
        amount = seconds % 60
    return f"{amount:0{min(len(text), 2)}d}"


def _seconds(value) -> tuple[int, int]:
    """Whole seconds since midnight (or of the duration), and microseconds."""
    if isinstance(value, timedelta):
        return value.days * 86400 + value.seconds, value.microseconds
    if isinstance(value, (datetime, time)):
        return value.hour * 3600 + value.minute * 60 + value.second, value.microsecond
    return 0, 0


def _sections(number_format: str) -> list[str]:
    """The sections of a format, which ";" parts outside quotes: above zero, below zero, zero, text."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)


def _number_text(value: float, number_format: str) -> str:
    """A number by a plain format (0.00, #,##0, 0%, with words or brackets around); by any other, as it is."""
    sections = _sections(number_format)
    section, number = sections[0], value
    if value < 0 and len(sections) > 1:
        section, number = sections[1], -value
    pieces = _plain_pieces(section)
    match = _NUMBER.search(pieces)
    if match is None or not abs(value) < _MOST_EXACT or re.search(r"[#0?]|E[+-]", _around(pieces, match)):
        return _general(value)
    places = len(match["places"] or "")
    exact = Decimal(_general(number)) * (100 if match["percent"] else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if match["grouped"]:
        digits = f"{rounded:,}"
    else:
        width = len(match["zeros"]) + (places + 1 if places else 0) + (1 if rounded < 0 else 0)
        digits = f"{rounded:0{width}}"
    body = digits + (match["percent"] or "")
    return (pieces[: match.start()] + body + pieces[match.end() :]).strip()


def _around(pieces: str, match: re.Match) -> str:
    return f"{pieces[: match.start()]} {pieces[match.end() :]}"


@cache
def _plain_pieces(section: str) -> str:
    """A number format's section with its literal text laid bare and colours, spacing and countries dropped."""
    section = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)
    found = _TOKEN.finditer(section)
    return "".join(match.group(match.lastgroup) for match in found if match.lastgroup not in (None, "elapsed"))


def _general(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if abs(value) < _MOST_EXACT and value == int(value):
        return str(int(value))
    return f"{value:.15G}"
