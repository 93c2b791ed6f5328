"""Finding every date, month, quarter, half and year that a text mentions."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from core.dates.calendar import follows, half_span, last_day, quarter_span

Span = tuple[date, date]

# One character for one, so that positions in the plain text are positions in the text as written.
_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " "), "’": "'", "‘": "'"}
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_SPACE = r"[ \t]{0,3}"
_TH = r"(?:st|nd|rd|th)(?![a-z])"
_LONG = r"(?:19|20)\d\d(?!\d)"
# Two digits after a month are a year, unless they turn out to be a day, a time, a share or another number.
_SHORT = rf"\d\d(?![\d:%]|[./]\d|{_SPACE}{_TH})"
_JOIN = r"(?:[ \t]{1,3}|[ \t]?[-/.,'][ \t]?'?|)"
_FINANCIAL = r"(?:20)?\d\d[ ]?[/-][ ]?(?:20)?\d\d(?![\d/-])"
# The order counts: at one place the first that fits is taken. Every repeat is bounded, so time grows with length only.
_MENTION = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))"
    rf"|(?P<numeric>(?<![\d.])\d{{1,2}}[ ]?(?P<mark>[./-])[ ]?\d{{1,2}}[ ]?(?P=mark)[ ]?(?:\d{{4}}|\d\d)(?!\d))"
    rf"|(?P<quarter>(?<![a-z\d])q(?:uarter|tr)?[ ]?[1-4](?!\d)"
    rf"(?:{_SPACE},?(?:of )?{_SPACE}(?:fy[ ]?)?(?:{_FINANCIAL}|{_LONG}))?)"
    rf"|(?P<quarter_last>(?<![\d/])(?:20)?\d\d[/-](?:20)?\d\d{_SPACE}q[1-4](?!\d))"
    rf"|(?P<half>(?<![a-z\d])h[12](?!\d){_SPACE}(?:fy[ ]?)?{_FINANCIAL})"
    rf"|(?P<financial>(?<![a-z\d])fy{_SPACE}{_FINANCIAL}|(?<![\d/.-])20\d\d[ ]?[/-][ ]?(?:20)?\d\d(?![\d/-]))"
    rf"|(?P<day_month>(?<!\d)\d{{1,2}}{_SPACE}(?:{_TH})?{_SPACE}(?:of )?[-/.]?{_SPACE}{_MONTH}"
    rf"(?:{_JOIN}(?:{_LONG}|(?<=[ \t'/.,-]){_SHORT}(?!{_SPACE}[-/.]?{_SPACE}{_MONTH})))?)"
    rf"|(?P<month_day>(?<![a-z\d]){_MONTH}[ ]?[-]?[ ]?(?:\d{{1,2}}[ ]?{_TH}(?:,?{_SPACE}{_LONG})?"
    rf"|\d{{1,2}},?[ ]{_LONG}|\d(?![\d/.:%])))"
    rf"|(?P<month_financial>(?<![a-z\d]){_MONTH}{_SPACE}20\d\d/\d\d(?![\d/]))"
    rf"|(?P<month>(?<![a-z\d]){_MONTH}(?:{_JOIN}(?:{_LONG}|{_SHORT}))?)"
    rf"|(?P<season>(?<![a-z])(?:spring|summer|autumn|winter)(?![a-z])(?:{_SPACE}{_LONG})?)"
    rf"|(?P<month_number>(?<![\d/.-])\d{{1,2}}[/-]{_LONG})"
    rf"|(?P<short>(?<![\d/.])\d{{1,2}}/\d{{1,2}}(?![\d/.]|{_SPACE}{_MONTH}))"
    rf"|(?P<year>(?<![\d/.-]){_LONG}(?![/-]?\d))",
    re.IGNORECASE | re.ASCII,
)
_NAME = re.compile("|".join(_MONTH_NAMES), re.IGNORECASE)
_NUMBER = re.compile(r"\d+", re.ASCII)
# "may" and "march" are also English words; after "May" these tell that it is one.
_VERB_FOLLOWS = re.compile(r" (?:be|not|have|need|require|slip|change|still|also|now|well|take|delay)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date, or stretch of time, in a text. `start` and `end` are its place in the text.

    `span` is the first and the last day; None while the year is missing, or where `problem` says why there is none.
    `month` and `day` (or `quarter`) are what is known without a year. `about` is the year of "2018" or "spring 2018".
    """

    start: int
    end: int
    words: str
    kind: str
    span: Span | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    about: int | None = None
    problem: str | None = None

    def in_year(self, year: int) -> "Mention":
        """This mention placed in a calendar year (a quarter: in the NHS year that began in it)."""
        if self.quarter:
            return replace(self, span=quarter_span(year, self.quarter))
        return replace(self, **_placed(self.words, year, self.month, self.day))


def plain(text: str) -> str:
    """The text with every kind of dash, space and apostrophe made plain, of the same length."""
    return text.translate(_PLAIN)


def find_mentions(text: str) -> list[Mention]:
    """Every mention in a text, in order."""
    tidy = plain(text)
    found = []
    for match in _MENTION.finditer(tidy):
        if not _is_other(match, tidy):
            kind = next(name for name, value in match.groupdict().items() if value and name != "mark")
            words = text[match.start() : match.end()].strip()
            facts = _READERS[kind](match.group(kind))
            found.append(Mention(match.start(), match.end(), words, **{"kind": kind, **facts}))
    return found


def _is_other(match: re.Match, text: str) -> bool:
    """Whether the words that fit are something else: a verb, a reference, a share."""
    words = match.group()
    whole = words.strip() == text.strip()
    if match["month"] and words.lower() in ("may", "march", "mar"):
        joined = text[match.end() : match.end() + 3].strip()[:1] in ("-", "/", "&")
        joined = joined or text[: match.start()].rstrip()[-1:] in ("-", "/", "&")
        if words.islower() and not (joined or whole):
            return True
        return words.lower() == "may" and bool(_VERB_FOLLOWS.match(text, match.end()))
    if match["numeric"] and match["mark"] == "." and not whole:
        # 1.4.10 inside a sentence is the number of an action.
        day, month, year = _NUMBER.findall(words)
        return len(year) == 2 and len(day) == len(month) == 1
    if match["short"] and not whole:
        day, month = (int(number) for number in words.split("/"))
        return len(words) < 5 or not (1 <= day <= 31 and 1 <= month <= 12)
    return False


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        return 2000 + year if year < 80 else 1900 + year
    return year


def _month_of(words: str) -> int:
    return _MONTH_NAMES.index(_NAME.search(words).group().lower()) + 1


def _placed(words: str, year: int, month: int, day: int | None) -> dict:
    """A span, or the problem that the calendar has with it."""
    try:
        if not 1900 <= year < 2200:
            raise ValueError(f"{year} is not a year of ours")
        span = (date(year, month, 1), last_day(year, month)) if day is None else (date(year, month, day),) * 2
    except ValueError:
        return {"problem": f"{words} is not a date in the calendar."}
    return {"span": span}


def _day(words: str, year: str | None, month: int, day: int) -> dict:
    facts = {"kind": "day", "month": month, "day": day}
    if year is not None:
        return facts | _placed(words, _full_year(year), month, day)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]:
        return facts | {"problem": f"{words} is not a date in the calendar."}
    return facts


def _iso(words: str) -> dict:
    year, month, day = _NUMBER.findall(words)
    return _day(words, year, int(month), int(day))


def _numeric(words: str) -> dict:
    day, month, *year = _NUMBER.findall(words)
    return _day(words, year[0] if year else None, int(month), int(day))


def _day_and_name(words: str) -> dict:
    day, *year = _NUMBER.findall(words)
    return _day(words, year[0] if year else None, _month_of(words), int(day))


def _month(words: str) -> dict:
    facts = {"kind": "month", "month": _month_of(words)}
    year = _NUMBER.findall(words)
    return facts | _placed(words, _full_year(year[0]), facts["month"], None) if year else facts


def _month_number(words: str) -> dict:
    month, year = _NUMBER.findall(words)
    return {"kind": "month"} | _placed(words, int(year), int(month), None)


def _month_financial(words: str) -> dict:
    facts = _financial(words)
    if facts.get("problem"):
        return facts
    month = _month_of(words)
    return {"kind": "month"} | _placed(words, facts["span"][0 if month >= 4 else 1].year, month, None)


def _financial(words: str) -> dict:
    first, second = _NUMBER.findall(words)
    if follows(_full_year(first), second):
        year = _full_year(first)
        return {"kind": "financial", "span": (date(year, 4, 1), date(year + 1, 3, 31))}
    if "-" in words and len(first) == 4 and len(second) == 2 and 1 <= int(second) <= 12:
        return {"kind": "month"} | _placed(words, int(first), int(second), None)
    return {"problem": f"{words} is not a financial year: the second year does not follow the first."}


def _quarter(words: str) -> dict:
    return _part_of_year(words, quarter_span)


def _half(words: str) -> dict:
    return _part_of_year(words, half_span)


def _part_of_year(words: str, span_of) -> dict:
    number = int(re.search(r"[qh]\D*([1-4])", words, re.IGNORECASE)[1])
    years = re.findall(rf"{_FINANCIAL}|{_LONG}", re.sub(r"[qh]\D*[1-4]", "", words, flags=re.IGNORECASE), re.ASCII)
    if not years:
        return {"kind": "quarter", "quarter": number}
    digits = _NUMBER.findall(years[0])
    if len(digits) == 1:
        return {"problem": f"{words} may be a quarter of the calendar year or of the NHS year."}
    if not follows(_full_year(digits[0]), digits[1]):
        return {"problem": f"{words} names no financial year: the second year does not follow the first."}
    return {"kind": "quarter", "span": span_of(_full_year(digits[0]), number)}


def _season(words: str) -> dict:
    year = _NUMBER.findall(words)
    about = int(year[0]) if year else None
    return {"about": about, "problem": f"{words} is a season: it names no month and no quarter."}


def _year(words: str) -> dict:
    return {"about": int(words), "problem": f"{words} is a year alone: it names no month and no quarter."}


_READERS = {
    "iso": _iso,
    "numeric": _numeric,
    "quarter": _quarter,
    "quarter_last": _quarter,
    "half": _half,
    "financial": _financial,
    "day_month": _day_and_name,
    "month_day": _day_and_name,
    "month_financial": _month_financial,
    "month": _month,
    "season": _season,
    "month_number": _month_number,
    "short": _numeric,
    "year": _year,
}
