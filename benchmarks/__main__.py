"""`python -m benchmarks [import] [large] [pack] [as-at] [--runs N]`: what the tracker costs beside its own parts."""

import argparse
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from .processes import ROOT, median_of, run, words_of

DEMONSTRATION = ROOT / "fixtures" / "improvement-plan-2019-03.xlsx"
# A real workbook, where this machine has one; its texts stay out of the project.
REAL = ROOT.parent / "shared" / "data" / "southend-improvement-plan.xlsx"
ACTIONS, ROWS = 20_000, 103
# Of the plan that is looked back at: three years of months.
LOOKED_AT, REPORTS = 2_000, 36
AS_AT = "2019-03-31"


def workbooks():
    return [("demonstration", DEMONSTRATION), *([("real workbook", REAL)] if REAL.exists() else [])]


class Measure:
    """Runs each of several processes in turn, so that all of them meet the same moods of the machine."""

    def __init__(self, folder, runs):
        self.folder, self.runs = Path(folder), runs
        self.empty, self.names = self.folder / "empty.sqlite3", count()
        run("manage.py", "migrate", "--verbosity", "0", database=self.empty)
        with closing(sqlite3.connect(self.empty)) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # everything in the one file that is copied

    def database(self):
        """A database of its own with every table and nothing in them."""
        return shutil.copy(self.empty, self.folder / f"{next(self.names)}.sqlite3")

    def medians(self, *processes, runs=None):
        """The median `Cost` of each of `processes`, which are functions that run one."""
        turns = [[process() for process in processes] for _ in range(runs or self.runs)]
        return [median_of(costs) for costs in zip(*turns, strict=True)]

    def imported(self, workbook, database=None):
        arguments = ("import_workbook", workbook, "--plan", "plan", "--organisation", "Example", "--commit")
        return run("manage.py", *arguments, database=database or self.database())

    def import_of(self, name, workbook, aim, runs=None):
        django, openpyxl, imported = self.medians(
            lambda: run("-m", "benchmarks.bare_django"),
            lambda: run("-m", "benchmarks.bare_openpyxl", workbook),
            lambda: self.imported(workbook),
            runs=runs,
        )
        told(f"import, {name}", imported, "openpyxl", openpyxl, "Django's start", django, aim=aim)

    def large_import(self):
        workbook = self.folder / "large.xlsx"
        run("-m", "benchmarks.large_workbook", DEMONSTRATION, workbook, -(-ACTIONS // ROWS))
        self.import_of(f"{ACTIONS:,} actions", workbook, aim=3, runs=min(self.runs, 3))

    def pack_of(self, name, workbook):
        database, html, pdf = self.database(), self.folder / "pack.html", self.folder / "pack.pdf"
        self.imported(workbook, database)
        arguments = ("build_pack", "--plan", "plan", "--as-at", AS_AT, "--output", pdf, "--html", html)
        built, bare, django = self.medians(
            lambda: run("manage.py", *arguments, database=database),
            lambda: run("-m", "benchmarks.bare_weasyprint", html, self.folder / "bare.pdf"),
            lambda: run("-m", "benchmarks.bare_django"),
        )
        told(f"pack, {name}", built, "WeasyPrint", bare, aim=1.3)
        print(f"    of which Django's start {django}")

    def look_back(self):
        """Pages of a plan as it stood beside the same pages of today, and the comparison of two days."""
        asked = ("-m", "benchmarks.many_reports", LOOKED_AT, REPORTS, self.runs)
        took = json.loads(words_of(*asked, database=self.database()).splitlines()[-1])
        for page in ("list", "dashboard"):
            then, live = took[f"{page}, as at"], took[f"{page}, live"]
            print(f"{page} as at a date: {then / live:.2f} times (aim at most 3)")
            print(f"    {then:.2f} s, beside the live one {live:.2f} s")
        print(f"comparison of two days: {took['comparison']:.2f} s", flush=True)


def told(name, cost, *parts, aim):
    """One measure: the ratio to the sum of its bare parts, given as name and `Cost` by turns."""
    ratio = cost.seconds / sum(part.seconds for part in parts[1::2])
    named = " + ".join(f"{part} ({bare})" for part, bare in zip(parts[::2], parts[1::2], strict=True))
    print(f"{name}: {ratio:.2f} times (aim at most {aim:g})\n    {cost}, beside {named}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "which", nargs="*", choices=["import", "large", "pack", "as-at"], help="all of them when none is named"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each is run; the median counts")
    options = parser.parse_args()
    which = options.which or ["import", "pack", "large", "as-at"]
    with tempfile.TemporaryDirectory() as folder:
        measure = Measure(folder, options.runs)
        for name, workbook in workbooks():
            if "import" in which:
                measure.import_of(name, workbook, aim=2.5)
            if "pack" in which:
                measure.pack_of(name, workbook)
        if "large" in which:
            measure.large_import()
        if "as-at" in which:
            measure.look_back()


if __name__ == "__main__":
    main()
