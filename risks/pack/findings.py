"""What the risks of a plan come to, in a sentence. Values in, words out."""

from actions.pack.findings import joined
from core.environment import plural

from ..assurance import REVIEWED_EVERY


def position(figures):
    """ "13 risks are open: 3 extreme, 9 high and 1 not scored. 9 are above their target." """
    count = len(figures.open)
    if not count:
        return "No risk is open."
    shares = [(band.risks, band.word.lower()) for band in figures.bands]
    left = count - sum(number for number, _ in shares)
    told = joined([f"{number:,} {word}" for number, word in (*shares, (left, "in no band")) if number])
    above = sum(bool(risk.above_target) for risk in figures.open)
    reached = sum(risk.above_target == 0 for risk in figures.open)
    begin = f"{plural(count, 'risk')} {_are(count)} open: {told}."
    if not above + reached:
        return f"{begin} None has a target to be compared with."
    return f"{begin} {above or 'None'} {_are(above)} above {'its' if above == 1 else 'their'} target."


def risks(count):
    """ "13 open risks"."""
    return plural(count, "open risk")


def since(comparison, day):
    """ "Since 12 February 2019 2 score worse, 1 scores better, 1 is new and 1 was closed." from a comparison."""
    told = [
        f"{len(found):,} {one if len(found) == 1 else many}"
        for name, one, many in _MOVED
        if (found := comparison.told(name))
    ]
    if not told:
        return f"Since {day} no score has moved, and none is new, closed or reopened."
    return f"Since {day} {joined(told)}."


def reviewed(count, seen, unseen, day):
    """ "Of 13 open risks 3 were reviewed since 12 February 2019; nobody looked at 2 for 90 days or more.";
    without a `day`, how many were ever reviewed."""
    if not count:
        return "No risk is open."
    since = f"since {day}" if day else "so far"
    left = f"; nobody looked at {unseen:,} for {REVIEWED_EVERY} days or more" if unseen else ""
    return f"Of {risks(count)} {seen or 'none'} {'were' if seen > 1 else 'was'} reviewed {since}{left}."


def wrong(figures):
    """ "3 of 13 open risks look wrong."; "" where none is open."""
    count, of = sum(risk.looks_wrong for risk in figures.open), len(figures.open)
    return f"{count or 'None'} of {risks(of)} {'looks' if count == 1 else 'look'} wrong." if of else ""


_MOVED = (
    ("worse", "scores worse", "score worse"),
    ("better", "scores better", "score better"),
    ("new", "is new", "are new"),
    ("closed", "was closed", "were closed"),
    ("reopened", "was reopened", "were reopened"),
)
CHANGES = {
    "worse": "worse",
    "better": "better",
    "rescored": "scored otherwise",
    "target": "with another target",
    "new": "new",
    "closed": "closed",
    "reopened": "reopened",
    "gone": "no longer in the register",
    "owners": "with another owner",
    "words": "with other words",
}


def _are(count):
    return "is" if count == 1 else "are"
