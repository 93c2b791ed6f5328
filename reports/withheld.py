"""What the public is not told of today, taken out of the figures that an earlier version of a public pack keeps.

Compared with what is left, a new version says nothing of what was marked private since, nor that there is such.
"""

from dataclasses import dataclass

from .safety import Judged, Safety, overall


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is private today: the keys of the actions, of the concerns, the risks, milestones, measures, programmes.

    `recommendations` are the keys of all those of the plan, so that one that is not shown is told from one that is no
    more.
    """

    actions: frozenset = frozenset()
    concerns: frozenset = frozenset()
    recommendations: frozenset = frozenset()
    risks: frozenset = frozenset()
    milestones: frozenset = frozenset()
    measures: frozenset = frozenset()
    programmes: frozenset = frozenset()


def withheld_of(plan):
    """The `Withheld` of a plan as it is today."""
    private = plan.actions.private()
    refs = set(filter(None, private.values()))
    concerns = plan.concerns.values_list("pk", "is_private", "action", "ref_as_written")
    return Withheld(
        frozenset(key for pk, key in plan.actions.values_list("pk", "key") if pk in private),
        frozenset(pk for pk, marked, about, ref in concerns if marked or about in private or ref in refs),
        frozenset(plan.recommendations.values_list("pk", flat=True)),
        *(
            frozenset(several.filter(is_private=True).values_list("key", flat=True))
            for several in (plan.risks, plan.milestones, plan.measures, plan.programmes)
        ),
    )


def without(before, withheld, after):
    """The stored figures `before` without what is withheld, and what only tells of that; `after` are those of today.

    The totals stay as they were: count them again. Of areas, posts and sections that are not shown now nothing is kept.
    """
    shown = {each["key"] for each in after["actions"]}
    actions = [
        each
        for each in before["actions"]
        if each["key"] not in withheld.actions and (each["key"] in shown or not each["is_heading"])
    ]
    keys = {each["key"] for each in actions}
    met = {each["key"] for each in after["recommendations"]}
    return before | {
        **(_risks(before, withheld) if "risks" in before else {}),
        **(_milestones(before, withheld) if "milestones" in before else {}),
        "programmes": [
            _programme(each, before, withheld)
            for each in before.get("programmes", ())
            if each["key"] not in withheld.programmes
        ],
        "objectives": [_objective(each, withheld) for each in before.get("objectives", ())],
        "exceptions": [
            each for each in before.get("exceptions", ()) if each["milestone_key"] not in withheld.milestones
        ],
        **(_measures(before, withheld) if "measures" in before else {}),
        "actions": actions,
        "concerns": [each for each in before["concerns"] if each["key"] not in withheld.concerns],
        "requests": [each for each in before.get("requests", ()) if each["action_key"] in keys],
        "recommendations": [
            _met_by(each, withheld)
            for each in before["recommendations"]
            if each["key"] in met or each["key"] not in withheld.recommendations
        ],
        "areas": _also_in(after["areas"], before["areas"], "number"),
        "posts": _also_in(after["posts"], before["posts"], "abbreviation"),
        "pack": before["pack"] | {"sections": _also_in(after["pack"]["sections"], before["pack"]["sections"], "name")},
    }


def _hidden_actions(before, withheld):
    return {each["ref"] or f"key {each['key']}" for each in before["actions"] if each["key"] in withheld.actions}


def _programme(programme, before, withheld):
    """A programme with the milestones and risks that are shown."""
    hidden = {
        name: {each["url"] for each in before.get(name, ()) if each["key"] in getattr(withheld, name)}
        for name in ("milestones", "risks")
    }
    return programme | {name: [each for each in programme[name] if each["url"] not in hidden[name]] for name in hidden}


def _objective(objective, withheld):
    """An objective by what is shown of all that is tied to it."""
    hidden = {
        "action": withheld.actions,
        "milestone": withheld.milestones,
        "measure": withheld.measures,
        "risk": withheld.risks,
    }
    tied = [each for each in objective["tied"] if each["key"] not in hidden[each["kind"]]]
    found = overall([Judged(Safety[each["safety"]]) for each in tied])
    return objective | {"tied": tied, "safety": found.name}


def _milestones(before, withheld):
    """The milestones that are shown, tied to the actions that are."""
    hidden = _hidden_actions(before, withheld)
    return {
        "milestones": [
            each | {"actions": [ref for ref in each["actions"] if ref not in hidden]}
            for each in before["milestones"]
            if each["key"] not in withheld.milestones
        ]
    }


def _measures(before, withheld):
    """The measures that are shown, tied to the actions that are."""
    hidden = _hidden_actions(before, withheld)
    return {
        "measures": [
            each | {"actions": [ref for ref in each["actions"] if ref not in hidden]}
            for each in before["measures"]
            if each["key"] not in withheld.measures
        ]
    }


def _risks(before, withheld):
    """The risks that are shown, mitigated by the actions that are, and their bands counted again."""
    hidden = _hidden_actions(before, withheld)
    risks = [
        risk | {name: [each for each in risk[name] if each not in hidden] for name in ("actions", "open_actions")}
        for risk in before["risks"]
        if risk["key"] not in withheld.risks
    ]
    return {"risks": risks, "risk_bands": [_recounted(band, risks) for band in before["risk_bands"] if risks]}


def _recounted(band, risks):
    count = sum(risk["open"] and (risk["current"] or {}).get("band") == band["word"] for risk in risks)
    return band | {"risks": count}


def _met_by(recommendation, withheld):
    pairs = zip(recommendation["actions"], recommendation["keys"], strict=True)
    shown = [(ref, key) for ref, key in pairs if key not in withheld.actions]
    return recommendation | {"actions": [ref for ref, _ in shown], "keys": [key for _, key in shown]}


def _also_in(now, was, name):
    names = {each[name] for each in now}
    return [each for each in was if each[name] in names]
