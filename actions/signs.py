"""The signs that something looks wrong: what each rule of `assurance` sees, as a sentence, or "" where it sees nothing.

Values in, words out. `action` has the attributes of an `ActionFigure`, `around` is an `Around`.
"""

from core.dates.calendar import in_words, months_after
from core.environment import plural

from .completion import said_of_completion, shortened

SILENT_AFTER = 60  # days: two monthly reports went by without a word
SETTLED_AFTER = 6  # months: twice the three in which a programme office looks again at what is done
MOVES_THAT_ASK = 2  # a first extension is ordinary; committees ask "how many times has this slipped?"


def _rated(action, around):
    return f"Rated {around.words.get(action.rating) or action.rating}" if action.rating else "Not rated"


_WITHOUT_EVIDENCE = {
    "required": "the evidence that it requires was not offered",
    "sent_back": "its evidence was sent back",
    "not_stated": "nothing is said of its evidence",
}


def complete_without_evidence(action, around):
    lack = _WITHOUT_EVIDENCE.get(action.evidence_status)
    if not (lack and action.is_complete) or (action.evidence_status == "not_stated" and not around.tells_evidence):
        return ""
    return f"{_rated(action, around)}, but {lack}."


def nobody_accepted_evidence(action, around):
    if not action.is_complete or action.evidence_status != "offered":
        return ""
    return f"{_rated(action, around)}; its evidence was offered, and nobody has accepted it."


def complete_above_open(action, around):
    still_open = [each for each in around.under if each.is_counted and each.in_scope and not each.is_complete]
    if not action.is_complete or not still_open:
        return ""
    names = shortened(", ".join(each.name for each in still_open))
    return f"{_rated(action, around)}, but under it {names} {'is' if len(still_open) == 1 else 'are'} not."


def complete_in_rating_alone(action, around):
    return _contradicted(action, around, by=False) if action.is_complete else ""


def complete_in_words_alone(action, around):
    return "" if action.is_complete else _contradicted(action, around, by=True)


def _contradicted(action, around, by):
    said = said_of_completion(action.progress, action.newest_words)
    if said.complete is by:
        return f"{_rated(action, around)}, but its words say “{said.quote}”."
    left = said_of_completion(action.to_complete)
    return f"{_rated(action, around)}, but what is left to do says “{left.quote}”." if left.complete is by else ""


def on_track_but_late(action, around):
    if not action.late or action.stage not in ("underway", "in_place", "date_reset"):
        return ""
    days = f"{(around.on - action.due_on).days:,}"
    return f"{_rated(action, around)}, but it was due {in_words(action.due_on)} ({days} {_days(days)} ago)."


def _days(number):
    return "day" if number == "1" else "days"


def long_in_place(action, around):
    since = action.rated_since
    if action.stage != "in_place" or since is None or months_after(since, SETTLED_AFTER) > around.on:
        return ""
    return f"{_rated(action, around)} since {in_words(since)}, and not completed since."


def no_word(action, around):
    if action.is_complete:
        return ""
    if action.silent_days is None and not around.tells_progress:
        return ""
    if action.silent_days is None:
        return "No word of its lead has a date." if action.progress else "Nothing was ever said of its progress."
    if action.silent_days < SILENT_AFTER:
        return ""
    if action.last_word_on is None:
        return "Nothing was ever said of its progress."
    return f"No word for {action.silent_days:,} days: the last is of {in_words(action.last_word_on)}."


def date_moved(action, around):
    if action.slips < MOVES_THAT_ASK or action.is_complete:
        return ""
    first = f"first due {in_words(action.original_due_on)}, " if action.original_due_on else ""
    now = f"now {in_words(action.due_on)}" if action.due_on else "now without a date"
    return f"Its date moved {'twice' if action.slips == 2 else f'{action.slips} times'}: {first}{now}."


def no_date(action, around):
    if action.due_on or action.is_complete:
        return ""
    written = action.due_as_written
    return f"“{shortened(written)}” is not a date." if written else "It has no due date."


def no_lead(action, around):
    return "" if action.has_lead or action.is_complete else "Neither an SRO nor an operational lead is named."


def tells_evidence(actions):
    """Whether anything is said of the evidence of any of these `ActionFigure`s."""
    return any(action.evidence_status != "not_stated" or action.evidence_detail for action in actions)


def tells_progress(actions):
    """Whether anything is said of the progress of any of these `ActionFigure`s."""
    return any(action.progress or action.updated_on for action in actions)


def plan_without_evidence(actions, words):
    count = sum(action.is_complete and action.is_counted for action in actions)
    if not count or tells_evidence(actions):
        return ""
    said = f"{plural(count, 'action is', 'actions are')} rated complete"
    return f"{said}, and nothing is said of the evidence for any action of this plan."


def plan_without_words(actions, words):
    count = sum(not action.is_complete and action.is_counted for action in actions)
    if not count or tells_progress(actions):
        return ""
    said = f"{plural(count, 'action is', 'actions are')} not complete"
    return f"{said}, and nothing is said of the progress of any action of this plan."


def left_alone(recommendation, words):
    source = f" ({recommendation.source})" if recommendation.source else ""
    return "" if recommendation.actions else f"No action meets “{shortened(recommendation.text)}”{source}."


def totals_differ(total, words):
    if not total.difference:
        return ""
    line = f"{total.label}, {words.get(total.rating, total.rating)}"
    return f"{line}: {total.stated:,} printed, {total.computed:,} counted ({total.where})."
