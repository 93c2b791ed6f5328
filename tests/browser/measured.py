"""The measures of the example plan: one with a year and more of values, one that is counted every week and has none."""

from datetime import date
from decimal import Decimal

from accounts.services import command_line_user
from core.dates.calendar import last_day
from measures.services import ValueEntry, add_measure, enter_values, tie_measure

VALUES = [68, 71, 70, 69, 72, 70, 71, 69, 70, 72, 84, 86, 85, 62]


def keep_measures(plan):
    told = {"on": date(2019, 1, 10), "by": command_line_user()}
    facts = {"name": "Calls answered in time", "unit": "%", "better": "higher", "owner_as_written": "AO"}
    aim = {"target": 80, "target_as_written": "80%", "owners": [plan.posts.first().pk]}
    measure = add_measure(plan=plan, facts=facts | aim, ref="M1", **told)
    add_measure(plan=plan, facts={"name": "People who wait for a call", "every": "week"}, **told)
    months = [last_day(2017 + (10 + n) // 12, (10 + n) % 12 + 1) for n in range(len(VALUES))]
    entries = [ValueEntry(measure, day, Decimal(value)) for day, value in zip(months, VALUES, strict=True)]
    enter_values(plan=plan, entries=entries, seen=None, **told)
    tie_measure(measure=measure, to=plan.actions.get(ref="1.3.2"), **told)
