"""What a workbook says about the plan itself: tables known by their headers, lists by the heading above them."""

import re
from dataclasses import dataclass

from core.tables import Column, Table

PROJECT_ROLES = Table(
    kind="project_role",
    columns=(
        Column("role", ("role", "project role"), "Role"),
        Column("who", ("who", "name", "person"), "Who"),
        Column("task", ("task", "responsibility", "responsibilities"), "Task"),
    ),
    required=("role", "task"),
    at_least=3,
    ends_at_gap=True,
)

POSTS = Table(
    kind="post",
    columns=(
        Column("abbreviation", ("abbreviation", "abbreviations", "abbrev", "initials of post"), "Abbreviation"),
        Column("title", ("title", "job title", "post", "role"), "Title"),
        Column("person", ("person", "name", "post holder", "officer", "held by"), "Person"),
    ),
    required=("abbreviation", "title"),
    at_least=2,
    ends_at_gap=True,
)

KEY = Table(
    kind="rating",
    columns=(
        Column("code", ("code", "letter"), "Code"),
        Column("word", ("rag", "rating", "rag rating", "colour"), "RAG"),
        Column("meaning", ("meaning", "definition", "description"), "Meaning"),
    ),
    required=("word", "meaning"),
    at_least=2,
    ends_at_gap=True,
)

STATED_TOTALS = Table(
    kind="stated_total",
    columns=(
        Column("area", ("improvement areas", "improvement area", "area", "areas", "theme"), "Improvement Areas"),
        Column("red", ("red", "r", "not started", "no progress against action"), "Red"),
        Column("amber", ("amber", "a", "delayed", "actions underway"), "Amber"),
        Column("green", ("green", "g", "on track", "all actions in place"), "Green"),
        Column("blue", ("blue", "b", "complete", "completed"), "Blue"),
        Column("reset", ("reset date", "date reset"), "Reset Date"),
    ),
    required=("area",),
    at_least=4,
    ends_at_gap=True,
)

TABLES = (PROJECT_ROLES, POSTS, KEY, STATED_TOTALS)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows below a heading that has no header row of its own, up to the next empty row."""

    kind: str
    heading: re.Pattern


LISTINGS = (
    Listing("rating", re.compile(r"^\W*(?:RAG|rating)\s+key\b", re.IGNORECASE)),
    Listing("area", re.compile(r"\bareas?\s+identified\b|^\W*improvement\s+areas?\s*(?:\(|:|$)", re.IGNORECASE)),
    Listing("governance_text", re.compile(r"^\W*governance\s*(?:\(|:|arrangements?\b|$)", re.IGNORECASE)),
)

# A line under the actions of an area that names those who watch over it; a sub-heading of the area and a dash may stand
# before the names.
OVERSIGHT = re.compile(r"[^:]{0,60}\boversight\b[^:]{0,60}:?", re.IGNORECASE)
_WATCHED = re.compile(r"(.+?)\s*(?:\s[-–—]\s|:)\s*(.+)", re.DOTALL)
_MEMBERS = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
AS_AT = re.compile(r"\bas\s+at\b\W*(.+)", re.IGNORECASE)
VERSION = re.compile(r"\bv(?:ersion\s*(?:control\s*)?v?)?\s?(\d+(?:\.\d+)*)\b", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
)
_MONTH += r"nov(?:ember)?|dec(?:ember)?)"
# A number that begins a date, a share or "1st" numbers no area.
AREA = re.compile(
    rf"^\W*(?:(?:improvement\s+)?area\s+)?(\d{{1,3}})(?![\d/%]|\.\d|(?:st|nd|rd|th)\b|\s*{_MONTH}\b)"
    r"\s*[.):–-]?\s*(?:(?=\D)(.*\S))?\s*$",
    re.IGNORECASE | re.DOTALL,
)

USUAL_KEY = {
    "R": ("Red", "FF0000", "No progress against action", "not_started"),
    "A": ("Amber", "FFC000", "Actions underway", "underway"),
    "G": ("Green", "00B050", "All actions in place", "in_place"),
    "B": ("Blue", "0070C0", "Completed", "complete"),
}
# Another key that offices use, of words alone, and the four words of the status that goes with it.
KEY_OF_WORDS = {
    "Complete": ("Everything is done", "complete"),
    "On-Track": ("Underway, and on course for its date", "underway"),
    "Delayed": ("Behind its date", "delayed"),
    "Not started": ("Nothing is done yet", "not_started"),
    "Reset Date": ("More time was given", "date_reset"),
}
USUAL_STATUSES = {
    "Closed": "Done, and nothing more follows",
    "Open": "Still to be done",
    "Live": "Done, but it recurs and is watched",
    "Not started": "Nothing is done yet",
}


def plain_word(word):
    """What makes two words of a key the same: "Not Started" and "not-started" are one."""
    return " ".join(word.replace("-", " ").casefold().split())


def read_area(text):
    """(number, title) of "1) Leadership" or "Area 6"; the number is None, or the title empty, where none is written."""
    found = AREA.match(text)
    return (int(found.group(1)), found.group(2) or "") if found else (None, text.strip())


def read_oversight(text):
    """[(sub-heading or "", [names])] of "Planning – A Member, B Member & C Member", one for each line."""
    lines = (line.strip() for line in text.splitlines())
    found = [(_WATCHED.fullmatch(line), line) for line in lines if line]
    return [
        (match.group(1) if match else "", [name for name in _MEMBERS.split(match.group(2) if match else line) if name])
        for match, line in found
    ]


_STAGES = (
    ("complete", re.compile(r"\bcomplet|\bclosed\b|\bdelivered\b", re.IGNORECASE)),
    ("date_reset", re.compile(r"\breset\b|\bmore time\b|\bextension\b", re.IGNORECASE)),
    ("delayed", re.compile(r"\bdelay|\bbehind\b|\boff[- ]track\b", re.IGNORECASE)),
    ("not_started", re.compile(r"\bno progress\b|\bnot (?:yet )?started\b", re.IGNORECASE)),
    ("in_place", re.compile(r"\bin place\b|\bembed", re.IGNORECASE)),
    ("underway", re.compile(r"\bunder\s?way\b|\bon[- ]track\b|\bin progress\b|\bprogressing\b", re.IGNORECASE)),
)


def stage_of(meaning):
    """The stage that the meaning of a rating stands for, or None where its words do not say."""
    return next((stage for stage, words in _STAGES if words.search(meaning)), None)


def letter_of_fill(fill):
    """R, A, G or B for a fill "RRGGBB", or None for a colour that is none of the four.

    Amber is a yellow to orange hue; a fill that is pale or grey says nothing.
    """
    if not fill:
        return None
    red, green, blue = (int(fill[i : i + 2], 16) for i in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 80:
        return None
    if blue == high:
        return "B"
    if green == high and red < 200:
        return "G"
    return "R" if green < 100 else "A"
