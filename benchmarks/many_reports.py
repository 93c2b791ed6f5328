"""`python -m benchmarks.many_reports ACTIONS REPORTS RUNS`: what a look back costs beside a look at today.

It fills the (empty) database with a plan that was reported so many times, asks for its pages in turn, and prints one
line of JSON: {page: median seconds of processor}.
"""

import json
import os
import sys
from collections import defaultdict
from datetime import date, timedelta
from statistics import median
from time import process_time

import django

FIRST, MONTH = date(2016, 1, 31), timedelta(days=30)
KEY = [
    ("R", "Red", "No progress", "not_started"),
    ("A", "Amber", "Underway", "underway"),
    ("G", "Green", "In place", "in_place"),
    ("B", "Blue", "Complete", "complete"),
]


def fill(actions, reports, by):
    """A plan of so many actions, each of which says something new in each report; returns the days of the reports."""
    from actions.models import Action, Origin
    from actions.services import Entry, record_statements
    from plans.models import Area, Plan, Rating
    from plans.services import create_plan, save_reference

    plan = create_plan(plan=Plan(slug="plan", name="The plan"), organisation="Example", by=by)
    ratings = [
        save_reference(record=Rating(plan=plan, code=c, word=w, meaning=m, stage=s, position=n), by=by)
        for n, (c, w, m, s) in enumerate(KEY)
    ]
    areas = [save_reference(record=Area(plan=plan, number=n, title=f"Area {n}"), by=by) for n in range(1, 7)]
    rows = [Action(area=areas[n % 6], ref=f"{n % 6 + 1}.{n}", position=n) for n in range(actions)]
    days, before = [FIRST + MONTH * n for n in range(reports)], {}
    for turn, day in enumerate(days):
        entries = [
            Entry(
                row,
                {
                    "title": f"Do thing {n}",
                    "sro_as_written": "AO",
                    "due_on": FIRST + MONTH * (n % reports) + timedelta(days=31 if turn > reports / 2 else 0),
                    "progress": " ".join(f"In report {each} it went on." for each in range(turn + 1)),
                    "newest_words": f"In report {turn} it went on.",
                    "said_on": day,
                    "rating": ratings[(n + turn) // reports % 4],
                },
                origin=Origin.IMPORT,
                before=before.get(row.pk),
            )
            for n, row in enumerate(rows)
        ]
        before = {
            each.action_id: each for each in record_statements(plan=plan, entries=entries, effective_on=day, by=by)
        }
    return days


def main():
    # Those of the tests, so that no static files need to be collected.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.test import Client

    from accounts.services import command_line_user

    actions, reports, runs = map(int, sys.argv[1:])
    user = command_line_user()
    days = fill(actions, reports, user)
    middle, last = (days[reports // 2], days[-1])
    client = Client(headers={"host": "localhost"})
    client.force_login(make_reader(user))
    pages = {
        "list, live": "/plans/plan/actions/",
        "list, as at": f"/plans/plan/actions/?as_at={middle}",
        "dashboard, live": "/plans/plan/",
        "dashboard, as at": f"/plans/plan/?as_at={middle}",
        "comparison": f"/plans/plan/compare/?from={middle}&to={last}",
    }
    took = defaultdict(list)
    for _ in range(runs + 1):  # the first is for what is only read once
        for name, address in pages.items():
            start = process_time()
            response = client.get(address)
            took[name].append(process_time() - start)
            if response.status_code != 200:
                sys.exit(f"{address} answers {response.status_code}")
    print(json.dumps({name: median(times[1:]) for name, times in took.items()}))


def make_reader(by):
    """A log-in that may read the plan."""
    from accounts.models import User
    from plans.models import Plan, Role
    from plans.services import give_role

    user = User.objects.create_user("reader@example.org")
    give_role(plan=Plan.objects.get(), user=user, role=Role.READER, by=by)
    return user


if __name__ == "__main__":
    main()
