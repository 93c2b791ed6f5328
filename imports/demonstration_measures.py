"""The measures of the demonstration with the values of fourteen months, as they came to be known report by report."""

import tomllib
from decimal import Decimal

from finance.months import after
from measures.services import ValueEntry, add_measure, enter_values, tie_measure
from measures.targets import kept, read_target


def keep_measures(plan, folder, months, by):
    """The first of the days `months` knows all values but as many as there are further days; each of those one more."""
    told = tomllib.loads((folder / "demonstration" / "measures.toml").read_text(encoding="utf-8"))
    posts = {post.abbreviation: post for post in plan.posts.all()}
    for measure in told["measure"]:
        record = _add(plan, measure, posts[measure["owner"]], months[0], by)
        for ref in measure["actions"]:
            tie_measure(measure=record, to=plan.actions.get(ref=ref), on=months[0], by=by)
        days = _ends(told["first"], len(measure["values"]))
        entries = [ValueEntry(record, day, Decimal(value)) for day, value in zip(days, measure["values"], strict=True)]
        known = len(entries) - len(months) + 1
        for place, on in enumerate(months):
            new = entries[:known] if place == 0 else entries[known + place - 1 : known + place]
            enter_values(plan=plan, entries=new, seen=None, on=on, by=by)


def _add(plan, told, post, on, by):
    read = read_target(told["target"], plan.financial_year)
    facts = {name: told[name] for name in ("name", "description", "unit", "better", "source", "chart") if name in told}
    facts |= {"owners": [post.pk], "owner_as_written": post.title or post.abbreviation}
    facts |= {"target": read.value, "trajectory": kept(read.trajectory), "target_as_written": told["target"]}
    return add_measure(plan=plan, facts=facts, ref=told["ref"], on=on, by=by)


def _ends(first, count):
    days = [first]
    while len(days) < count:
        days.append(after(days[-1]))
    return days
