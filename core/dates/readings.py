"""What a cell with a date in it means: when something starts, when it is due, and what a person should look at."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.dates.calendar import MONTHS, last_day
from core.dates.mentions import Mention, find_mentions, plain

_NOT_APPLICABLE = re.compile(r"n\.?/?a\.?|not applicable|none|nil|-+|not required", re.IGNORECASE)
_TO_CONFIRM = re.compile(
    r"\b(?:tb[cad]|to be (?:confirmed|agreed|advised|determined|decided|set))\b|\?{2,}", re.IGNORECASE
)
# Words in the place of a date that are understood, each with what is said about them.
_WORDS = (
    (re.compile(r"\b(?:immediate(?:ly)?|asap|at once|urgent(?:ly)?)\b", re.IGNORECASE), "Immediate is not a date."),
    (
        re.compile(r"\b(?:on-?going|continuous(?:ly)?|rolling|business as usual|bau)\b", re.IGNORECASE),
        "Ongoing: no end.",
    ),
    (re.compile(r"\b(?:weekly|monthly|quarterly|annual(?:ly)?|yearly)\b", re.IGNORECASE), "It recurs: no single date."),
    (re.compile(r"\b(?:complete[d]?|closed|done)\b", re.IGNORECASE), "It says that it is done, not when it was due."),
)
_STARTS_BEFORE = re.compile(
    r"\b(?:start(?:s|ed|ing)?(?: date)?|from|since)[ :]{0,3}(?:in|on|from|at)? ?$", re.IGNORECASE
)
_STARTS_AFTER = re.compile(r"[ (]{0,3}(?:start\b|onwards?\b)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MOST_YEARS_AWAY = 10


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was read in a cell.

    `due_on` is the date that counts and `starts_on` the beginning where the text names one; either may be None.
    `as_written` is the text, None for an empty cell. `question` is for a person to answer; `note` is only worth saying.
    """

    starts_on: date | None = None
    due_on: date | None = None
    as_written: str | None = None
    question: str | None = None
    note: str | None = None

    @property
    def on(self) -> date | None:
        """The day, for a cell that holds one (see `read_day`)."""
        return self.due_on


def read_due(value: object, *, is_month: bool = False, financial_year: int | None = None) -> DateReading:
    """When something is due: the latest date in a text, a month or quarter meaning its last day.

    `value` is text or a real date (of which `is_month` says that it is shown without a day); give the text of a real
    date that is shown without its year. `financial_year` (2018 for April 2018 to March 2019) places dates that have no
    year; without it they stay a question. Never raises.
    """
    ready = _real_date(value, is_month)
    if ready is not None:
        return ready
    written = str(value)
    mentions = [_doubted(mention, financial_year) for mention in find_mentions(written)]
    if not mentions:
        return _words_alone(written)
    start = _start_alone(written, mentions, financial_year)
    if start is not None:
        return start
    mentions, question = _with_years(mentions, financial_year)
    problem = _problem(mentions, written)
    if problem:
        return DateReading(as_written=written, question=problem)
    spans = sorted({mention.span for mention in mentions if mention.span})
    due_on = max(last for _, last in spans)
    if question is None and _TO_CONFIRM.search(written):
        question = f"A date stands beside words that leave it open. Kept as written: {_cut(written)}"
    return DateReading(spans[0][0] if len(spans) > 1 else None, due_on, written, question)


def read_day(value: object) -> DateReading:
    """The day on which something was said or updated, day before month; of several the latest. Never raises."""
    ready = _real_date(value, is_month=False)
    if ready is not None:
        return ready
    written = str(value)
    mentions = find_mentions(written)
    problem = next((mention.problem for mention in mentions if mention.problem), None)
    days = [mention.span[0] for mention in mentions if mention.kind == "day" and mention.span]
    if problem:
        return DateReading(as_written=written, question=_kept(problem, written))
    if days:
        return DateReading(due_on=max(days), as_written=written)
    if mentions:
        missing = "day" if mentions[0].kind != "day" else "year"
        return DateReading(as_written=written, question=_kept(f"{mentions[0].words} gives no {missing}.", written))
    return _words_alone(written)


def read_deadline(
    value: object, *, is_month: bool = False, financial_year: int | None = None
) -> tuple[DateReading, DateReading | None]:
    """A deadline and the original one, which stands in brackets behind it: "30/11/18 (01/09/18)"."""
    brackets = _BRACKETS.search(value) if isinstance(value, str) else None
    if brackets is None or not find_mentions(brackets[1]):
        return read_due(value, is_month=is_month, financial_year=financial_year), None
    outside = f"{value[: brackets.start()]} {value[brackets.end() :]}".strip()
    original = read_due(brackets[1].strip(), financial_year=financial_year)
    return read_due(outside, financial_year=financial_year), original


def _real_date(value: object, is_month: bool) -> DateReading | None:
    """The reading of anything that is not text with something in it; None for text."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        if is_month:
            return DateReading(
                due_on=last_day(value.year, value.month),
                as_written=f"{MONTHS[value.month - 1][:3]}-{value.year % 100:02d}",
            )
        return DateReading(due_on=value, as_written=f"{value.day:02d}/{value.month:02d}/{value.year:04d}")
    if value is None or (isinstance(value, str) and not value.strip()):
        return DateReading()
    if isinstance(value, str):
        return None
    return DateReading(
        as_written=str(value), question=_kept(f"{_cut(str(value))} is a number, not a date.", str(value))
    )


def _words_alone(written: str) -> DateReading:
    text = plain(written).strip()
    if _NOT_APPLICABLE.fullmatch(text):
        return DateReading(as_written=written, note="Not applicable: no date.")
    if _TO_CONFIRM.search(text):
        return DateReading(as_written=written, question=_kept("No date has been agreed yet.", written))
    for pattern, note in _WORDS:
        if pattern.search(text):
            return DateReading(as_written=written, note=note)
    return DateReading(as_written=written, question=_kept("No date could be read here.", written))


def _start_alone(written: str, mentions: list[Mention], financial_year: int | None) -> DateReading | None:
    """The reading of a text whose only date says when something starts, not when it is due."""
    if len(mentions) > 1:
        return None
    text, mention = plain(written), mentions[0]
    if not (
        _STARTS_BEFORE.search(text, max(0, mention.start - 40), mention.start) or _STARTS_AFTER.match(text, mention.end)
    ):
        return None
    placed = _in_financial_year(mention, financial_year) if mention.span is None else mention
    starts_on = placed.span[0] if placed.span else None
    return DateReading(starts_on, None, written, None, "It says when it starts, not when it is due.")


def _doubted(mention: Mention, financial_year: int | None) -> Mention:
    """A month with two digits that may be a day or a far-off year, such as "March 31", gets a problem."""
    digits = re.search(r"\d+", mention.words)
    if financial_year is None or mention.kind != "month" or mention.span is None or digits is None:
        return mention
    if len(digits[0]) > 2 or abs(mention.span[0].year - financial_year) <= _MOST_YEARS_AWAY:
        return mention
    return replace(mention, span=None, problem=f"{mention.words} may be a day or a year: {digits[0]}.")


def _in_financial_year(mention: Mention, financial_year: int | None) -> Mention:
    if financial_year is None or mention.span or mention.problem:
        return mention
    later = mention.month is not None and mention.month < 4
    return mention.in_year(financial_year + 1 if later else financial_year)


def _with_years(mentions: list[Mention], financial_year: int | None) -> tuple[list[Mention], str | None]:
    """The mentions with the years that their neighbours or the plan lend them, and the question that goes with it."""
    placed: list[Mention] = []
    following: Mention | None = None
    for mention in reversed(mentions):
        if mention.span is None and mention.problem is None:
            mention = _before(mention, following) if following else _in_financial_year(mention, financial_year)
        following = mention if mention.span else following
        placed.insert(0, mention)
    question = None
    for position, mention in enumerate(placed[1:], 1):
        earlier = placed[position - 1]
        if mention.span is None and mention.problem is None and earlier.span:
            placed[position] = _after(mention, earlier)
            question = f"The year of {_cut(mention.words)} was taken from {_cut(earlier.words)}: check it."
    return placed, question


def _before(mention: Mention, following: Mention) -> Mention:
    """A mention without a year, in the last year in which it does not end after the one that follows it."""
    year = following.span[1].year
    for candidate in (mention.in_year(year), mention.in_year(year - 1)):
        if candidate.span is None or candidate.span[1] <= following.span[1]:
            return candidate
    return mention.in_year(year - 2)  # only a fourth quarter, which ends in the year after the one that names it


def _after(mention: Mention, earlier: Mention) -> Mention:
    """A mention without a year, in the first year in which it does not end before the one ahead of it."""
    year = earlier.span[1].year
    for candidate in (mention.in_year(year - 1), mention.in_year(year)):
        if candidate.span is None or candidate.span[1] >= earlier.span[1]:
            return candidate
    return mention.in_year(year + 1)


def _problem(mentions: list[Mention], written: str) -> str | None:
    """The question about a text of which the due date cannot be known."""
    latest = max((mention.span[1] for mention in mentions if mention.span), default=None)
    for mention in mentions:
        if mention.problem and not (mention.about and latest and latest >= date(mention.about, 12, 31)):
            return _kept(mention.problem, written)
        if mention.problem is None and mention.span is None:
            return _kept(f"{mention.words} gives no year.", written)
    return None


def _kept(problem: str, written: str) -> str:
    return f"{problem} Kept as written: {_cut(written)}"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:80]}…"
