"""What a workbook would change, row by row: a row has one outcome, whatever was proposed from it."""

from dataclasses import dataclass, field

SEVERITIES = ("error", "question", "note")
NO_SHEET = "In no sheet"


@dataclass(slots=True)
class Row:
    """A row of the workbook (`row` None: a whole sheet, the file, or what only the plan has) and all about it.

    `changes` and `problems` are as in the preview, the change that tells what the row is first.
    """

    sheet: str
    row: int | None
    kinds: tuple[str, ...]
    changes: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def outcome(self):
        """What a row is itself counts, unless only what stands beside it changed; "" where nothing is proposed."""
        found = [change["outcome"] for change in self.changes]
        return next((outcome for outcome in found if outcome != "unchanged"), found[0] if found else "")

    @property
    def can_be_left_out(self):
        return bool(self.row) and self.outcome in ("new", "changed", "rejected", "left_out")

    @property
    def place(self):
        """The sheet, in words."""
        return self.sheet or NO_SHEET

    @property
    def kind(self):
        return self.changes[0]["kind"] if self.changes else ""

    @property
    def worst(self):
        """The worst severity of its problems, or ""."""
        return next((each for each in SEVERITIES if any(p["severity"] == each for p in self.problems)), "")


def rows_of(preview):
    """Every `Row` of what `telling.as_json` or `previews.preview_of` tells.

    First what concerns the whole file, then the sheets in order, then what is missing.
    """
    kinds = {sheet["name"]: tuple((sheet["kind"] or "").split(", ")) for sheet in preview["sheets"]}
    rows, missing = {}, {}
    for change in preview["changes"]:
        # What stands in no row is told apart by what it is about.
        name = "" if change["row"] else f"{change['kind']} {change['ref'] or ''}"
        key = (change["sheet"] or "", change["row"], name)
        rows.setdefault(key, Row(*key[:2], kinds.get(change["sheet"], ()))).changes.append(change)
        if change["outcome"] == "missing":
            missing[change["ref"]] = name
    for problem in preview["problems"]:
        name = missing.get(problem["value"], "") if not problem["sheet"] else ""
        key = (problem["sheet"] or "", problem.get("row"), name)
        rows.setdefault(key, Row(*key[:2], kinds.get(problem["sheet"], ()))).problems.append(problem)
    for row in rows.values():
        row.changes.sort(key=lambda change: change["kind"] not in row.kinds)
        row.problems.sort(key=lambda problem: SEVERITIES.index(problem["severity"]))
    order = {name: place for place, name in enumerate(["", *kinds])}
    return sorted(rows.values(), key=lambda row: (row.outcome == "missing", order.get(row.sheet, 0), row.row or 0))
