"""What the counts say, in one sentence. Values in, words out."""

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


def stated_beside_computed(totals):
    """How many of the printed figures agree with the count; "" when nothing was printed that can be compared."""
    compared = [total for total in totals if total.difference is not None]
    if not compared:
        return ""
    apart = sum(total.difference != 0 for total in compared)
    same = len(compared) - apart
    agree = f"{same:,} of the {len(compared):,} figures printed in the workbook {'agrees' if same == 1 else 'agree'}"
    agree += " with its rows"
    if not apart:
        return f"{agree}."
    return f"{agree}; {apart:,} {'does' if apart == 1 else 'do'} not. This pack counts the rows."


def concerns(concerns):
    """ "6 concerns are open and 14 are closed." """
    if not concerns:
        return "No concerns have been raised."
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
