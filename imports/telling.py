"""What an import would do, or did, told to a person in lines and to a program as plain values."""

from collections import Counter

from core.problems import Severity

OUTCOMES = ("new", "changed", "unchanged", "rejected")
# Errors come last, nearest to where a person reads on.
_ORDER = (Severity.NOTE, Severity.QUESTION, Severity.ERROR)
_MOST_PLACES = 8


def lines_of(proposal):
    """A line for each problem, said once for all the cells that have it, and one for each sheet that was read."""
    together = {}
    for problem in sorted(proposal.draft.problems, key=lambda problem: _ORDER.index(problem.severity)):
        places = together.setdefault((problem.severity, problem.sheet, problem.message), [])
        if problem.cell not in places:
            places.append(problem.cell)
    for (severity, sheet, message), places in together.items():
        place = f"{sheet} {_listed(places)}".strip()
        yield f"{severity.value.capitalize()}: {place + ': ' if place else ''}{message}"
    for sheet in sheets_of(proposal):
        if sheet["rows"]:
            yield f"{sheet['name']}: {', '.join(f'{sheet[each]} {each}' for each in OUTCOMES if sheet[each])}"


def _listed(places):
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return ", ".join(places[:_MOST_PLACES]) + more


def as_json(proposal, committed):
    """The proposal as plain values, in the form that other programs rely on; what is not there is None."""
    draft = proposal.draft
    return {
        "file": draft.file_name,
        "sha256": proposal.workbook.sha256,
        "plan": draft.plan.slug,
        "as_at": draft.as_at.isoformat(),
        "committed": committed,
        "sheets": sheets_of(proposal),
        "problems": [
            {
                "severity": problem.severity.value,
                "sheet": problem.sheet or None,
                "cell": problem.cell or None,
                "value": problem.value or None,
                "message": problem.message,
            }
            for problem in draft.problems
        ],
        "changes": [
            {
                "kind": change.kind,
                "sheet": change.sheet or None,
                "row": change.row,
                "ref": change.ref or None,
                "outcome": change.outcome,
                "fields": change.fields,
            }
            for change in draft.changes
        ],
    }


def sheets_of(proposal):
    """One summary a sheet: `rows` are those that became something or were rejected, each with one outcome."""
    return [_summary(sheet, proposal) for sheet in proposal.workbook.sheets]


def _summary(sheet, proposal):
    blocks = [block for block in proposal.layout.blocks if block.sheet is sheet]
    counts = Counter(_outcomes(sheet, blocks, proposal.draft.changes).values())
    ignored = {block.header_text(index) for block in blocks if block.header for index in block.header.unread}
    return {
        "name": sheet.name,
        "kind": ", ".join(dict.fromkeys(block.kind for block in blocks)) or None,
        "header_rows": [block.header_row for block in blocks],
        "rows": sum(counts.values()),
        **{outcome: counts[outcome] for outcome in OUTCOMES},
        "ignored_columns": sorted(ignored),
    }


def _outcomes(sheet, blocks, changes):
    """{row: outcome} of a sheet. What a row is itself counts, unless only what stands beside it changed."""
    rows, kinds = {row.number for block in blocks for row, _ in block.rows}, {block.kind for block in blocks}
    of_sheet = [change for change in changes if change.sheet == sheet.name and change.row in rows]
    outcomes = {}
    for change in sorted(of_sheet, key=lambda change: change.kind in kinds):
        if change.outcome != "unchanged" or change.row not in outcomes:
            outcomes[change.row] = change.outcome
    return outcomes
