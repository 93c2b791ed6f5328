"""What the counts say, in one sentence. Values in, words out."""

from core.dates.calendar import in_words
from core.environment import number_words, plural


def rated(counts, key):
    """[(entry of the key, number of actions)] from complete to unrated, those ratings that some action has."""
    shares = [*((entry, counts.ratings[entry.code]) for entry in key.rated), (key.entry(None), counts.unrated)]
    return [(entry, count) for entry, count in shares if count]


def phrases(shares):
    """ "27 complete, 1 in place and 2 unrated" from `rated`; "no actions" when it is empty."""
    return joined([f"{count:,} {entry.phrase}" for entry, count in shares]) if shares else "no actions"


def position(counts, key):
    """ "31 actions: 27 complete, 1 in place, 1 with no progress and 2 unrated. 4 are late." """
    if not counts.actions:
        return "No actions."
    return f"{plural(counts.actions, 'action')}: {phrases(rated(counts, key))}. {late(counts)}"


def late(counts):
    """ "17 are late, 1 more is late but out of scope." """
    beside = f", {counts.late_out_of_scope:,} more {_are(counts.late_out_of_scope)} late but out of scope"
    return f"{_none(counts.late)} {_are(counts.late)} late{beside if counts.late_out_of_scope else ''}."


def since(change, day):
    """ "Since 12 February 2019 8 more are complete and 2 more are late." from a `CountsChange`."""
    parts = [_grown(change.complete, "complete"), _grown(change.late, "late")]
    parts = [part for part in parts if part]
    return f"Since {day} {joined(parts)}." if parts else f"As many are complete and late as on {day}."


def _grown(count, what):
    return f"{abs(count):,} {'more' if count > 0 else 'fewer'} {_are(abs(count))} {what}" if count else ""


def changed(comparison):
    """The parts of `changes` that a `Comparison` gives: "8 completed"."""
    return [f"{len(found):,} {words}" for name, words in _CHANGES.items() if (found := comparison.told(name))]


def changes(told, day):
    """ "Since 12 February 2019: 8 completed, 2 newly late and 12 with new words." from what was `changed`."""
    return f"Since {day}: {joined(told)}." if told else f"Nothing that this pack tells of has changed since {day}."


_CHANGES = {
    "completed": "completed",
    "no_longer_complete": "no longer complete",
    "newly_late": "newly late",
    "no_longer_late": "no longer late",
    "ratings": "with another rating",
    "dates": "with another due date",
    "new": "new",
    "gone": "no longer counted",
    "leads": "with other leads",
    "words": "with new words",
    "concerns_raised": "with a concern raised",
    "concerns_closed": "with a concern closed",
}


def stated_beside_computed(totals):
    """How many of the printed figures agree with the count; "" when nothing was printed that can be compared."""
    compared = [total for total in totals if total.difference is not None]
    if not compared:
        return ""
    apart, left = sum(total.difference != 0 for total in compared), len(totals) - len(compared)
    same = len(compared) - apart
    agree = f"{same:,} of the {len(totals):,} figures printed in the workbook {'agrees' if same == 1 else 'agree'}"
    parts = [f"{agree} with its rows"]
    if apart:
        parts.append(f"{apart:,} {'does' if apart == 1 else 'do'} not")
    if left:
        parts.append(f"{left:,} {_are(left)} about an earlier report that is not kept here")
    return f"{'; '.join(parts)}.{' This pack counts the rows.' if apart else ''}"


def stated_reason(totals, counts):
    """Why the two may differ, with what the totals of both hold; "" where no total is printed."""
    totals = [total for total in totals if total.said_of is None]
    printed = [total for total in totals if total.area_number is None and total.computed is not None]
    if not printed or not any(total.difference for total in totals):
        return ""
    stated, rated = sum(total.stated for total in printed), sum(counts.ratings.values())
    unrated = (
        f"; {counts.unrated:,} more {_are(counts.unrated)} unrated, which no line prints" if counts.unrated else ""
    )
    return (
        f"In all {stated:,} rated actions are printed and {rated:,} counted{unrated}. The printed figures were typed "
        "into the workbook; those counted come from its rows, without headings and what is no longer to be done."
    )


def trend(points, key):
    """ "Complete: 70 of 101 on 10 January 2019, 78 of 101 on 14 March 2019." from `reports.trend.Point`s."""
    ends = (
        f"{_complete(point, key):,} of {point.actions:,} on {in_words(point.on)}" for point in (points[0], points[-1])
    )
    return f"Complete: {', '.join(ends)}."


def _complete(counts, key):
    return sum(counts.ratings[entry.code] for entry in key.rated if entry.stage == "complete")


def recommendations(all_of_them, complete, untouched, alone):
    """ "27 recommendations: 12 have all of their actions complete, 3 none, 11 some; 1 has no action yet." """
    some = all_of_them - complete - untouched - alone
    counted = [(complete, "all"), (some, "some"), (untouched, "none")]
    parts = [
        f"{count:,} {_have(count)} {how} of {'its' if count == 1 else 'their'} actions complete"
        for count, how in counted
        if count
    ]
    if alone:
        parts.append(f"{alone:,} {_have(alone)} no action yet")
    return f"{plural(all_of_them, 'recommendation')}: {joined(parts)}."


def _have(count):
    return "has" if count == 1 else "have"


def extensions(waiting, outcomes, since):
    """ "2 later dates wait for a decision; since 12 February 2019 3 were agreed and 1 was not." """
    asked = f"{plural(waiting, 'later date')} {'waits' if waiting == 1 else 'wait'} for a decision"
    begin = asked if waiting else "No later date waits for a decision"
    agreed = sum(outcome == "date_agreed" for outcome in outcomes)
    if not outcomes:
        return f"{begin}, and none was decided {since}."
    not_agreed = len(outcomes) - agreed
    return (
        f"{begin}; {since} {_none(agreed).lower()} {'was' if agreed == 1 else 'were'} agreed"
        + (f" and {not_agreed:,} {'was' if not_agreed == 1 else 'were'} not" if not_agreed else "")
        + "."
    )


def asked(purpose, waiting):
    """ "The board is asked for a decision: 2 later due dates wait to be agreed or refused."; "" for nothing known.

    `purpose` is "for decision", "for assurance", "for information" or "".
    """
    dates = f"{plural(waiting, 'later due date')} {'waits' if waiting == 1 else 'wait'} to be agreed or refused"
    if not purpose:
        return f"{dates}." if waiting else ""
    asks = purpose.replace("for decision", "for a decision")
    begin = f"This pack is {purpose}" if "information" in purpose else f"The board is asked {asks}"
    return f"{begin}: {dates}." if waiting else f"{begin}."


def slipped(actions):
    """ "The due dates of 5 actions moved later, 2 of them more than once, by the reports kept here." """
    if not actions:
        return "By the reports kept here, no due date ever moved later."
    often = sum(action.slips > 1 for action in actions)
    more = f", {often:,} of them more than once" if often else ""
    dates = "date of 1 action" if len(actions) == 1 else f"dates of {len(actions):,} actions"
    return f"By the reports kept here, the due {dates} moved later{more}."


def wrong(actions, at_plan, counted):
    """ "31 of 101 actions look wrong, and 5 things look wrong with the plan itself." """
    begin = f"{_none(actions)} of {plural(counted, 'action')} {'looks' if actions == 1 else 'look'} wrong"
    if not at_plan:
        return f"{begin}."
    return f"{begin}, and {plural(at_plan, 'thing')} {'looks' if at_plan == 1 else 'look'} wrong with the plan itself."


def concerns(concerns):
    """ "6 concerns are open and 14 are closed." """
    if not concerns:
        return "This pack has no concerns."
    still, closed = sum(c.open for c in concerns), sum(not c.open for c in concerns)
    begin = plural(still, "concern") if still else "No concern"
    return f"{begin} {'are' if still > 1 else 'is'} open and {_none(closed).lower()} {_are(closed)} closed."


def joined(parts):
    """ "a, b and c" """
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _none(count):
    return number_words(count) if count else "None"


def _are(count):
    return "is" if count == 1 else "are"
