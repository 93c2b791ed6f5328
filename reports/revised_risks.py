"""What differs between the risks that two versions of a pack keep, a sentence each. Values of JSON in and out."""

from .differences import Told, changed_facts, differences, short

_SCORES = {"current": "scores", "target": "has the target", "year_start": "scored at the year’s start"}
# All others that a pack tells of a risk. The actions of a plan may be private, so the public is not told of them.
_FACTS = {
    "name": "its reference",
    "title": "its title",
    "category": "its category",
    "description": "its description",
    "impact": "its impact",
    "owners": "its owners",
    "owner_as_written": "its owner as written",
    "controls": "its controls",
    "gaps_in_control": "the gaps in control",
    "first_line": "the first line of assurance",
    "second_line": "the second line of assurance",
    "third_line": "the third line of assurance",
    "gaps_in_assurance": "the gaps in assurance",
    "mitigation": "what is done about it",
    "closed_because": "why it was closed or reopened",
    "reviewed_on": "its last review",
}
_ACTIONS = {"actions": "the actions that mitigate it"}
_BANDS = Told(
    "risk_bands",
    ("word",),
    "The band “{word}” of risks",
    {"lowest": "its lowest score", "level": "what it stands for", "colour_word": "its colour"},
)


def risk_sentences(before, after, is_public=False):
    """Sentences on what differs; none where the earlier version was kept before there was a register of risks."""
    if "risks" not in before:
        return
    was, now = ({risk["key"]: risk for risk in told["risks"]} for told in (before, after))
    yield from (f"{_called(now[key])} is new: {short(now[key]['title'])}" for key in now if key not in was)
    yield from (f"{_called(was[key])} is left out." for key in was if key not in now)
    facts = _FACTS if is_public else _FACTS | _ACTIONS
    for key in now:
        if key in was:
            yield from _of_one(was[key], now[key], facts)
    # With the last risk that the public may know of go the bands.
    if was and now:
        yield from differences(before, after, _BANDS)


def _of_one(was, now, facts):
    if was["open"] != now["open"]:
        yield f"{_called(now)} is {'open again' if now['open'] else 'closed'}."
    apart = dict(facts)
    for kind, words in _SCORES.items():
        if _number(was[kind]) != _number(now[kind]):
            yield f"{_called(now)} {words} {_number(now[kind])}, was {_number(was[kind])}."
        else:
            apart[kind] = f"how it {words}" if kind != "target" else "its target"
    if changed := changed_facts(_without_keys(was), _without_keys(now), apart):
        yield f"{_called(now)}: {changed} changed."


def _called(risk):
    return f"Risk {risk['name']}"


def _number(score):
    return "nothing that can be read" if score is None or score["score"] is None else score["score"]


def _without_keys(risk):
    """The risk without the keys of its scores: the same score, said again, differs in nothing else."""
    scores = {kind: risk[kind] and {**risk[kind], "key": None} for kind in _SCORES}
    return risk | scores
