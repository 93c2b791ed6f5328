"""From a workbook to everything that its import would do, without writing anything."""

from dataclasses import dataclass

from actions.models import Statement
from core.dates import in_words, read_day
from core.problems import Problem, Severity
from core.workbooks import Workbook
from milestones.models import MilestoneStatement
from plans.services import PeriodFrozen, require_open

from .draft import Draft
from .layouts import check_layout, remembered_mapping
from .leaving_out import take_out, tell_left_out
from .models import Import
from .plan_part import printed_as_at
from .recognise import Layout, recognise
from .registers import PARTS


@dataclass(slots=True)
class Proposal:
    """What importing `workbook` into `draft.plan` would do; `parts` are written in their order.

    `mapping` is {sheet: {normalised header: field or ""}}, what people said of its columns now and before;
    `last_import` is the key of the plan's latest import when this was proposed, or None.
    """

    workbook: Workbook
    layout: Layout
    mapping: dict
    draft: Draft
    parts: list
    last_import: int | None


def propose(
    workbook, plan, as_at=None, *, today, mapping=None, leave_out=(), leave_out_rejected=False, in_browser=False
):
    """The `Proposal` of a workbook for a plan, saved or not.

    Without `as_at` the workbook's own date counts; `today` where it names none. `mapping` says what columns hold, as
    `read_mapping` gives it. `leave_out` are the (sheet, row number) of rows that are not to be imported; with
    `leave_out_rejected` those that cannot be imported are left out too and are no errors. `in_browser` says where a
    person reads of the remedies.
    """
    given, known = mapping or {}, remembered_mapping(plan)
    mapping = {sheet: known.get(sheet, {}) | given.get(sheet, {}) for sheet in [*known, *given]}
    layout = recognise(workbook, mapping)
    taken = take_out(layout, set(leave_out))
    said = [] if as_at else [own_date(layout, today)]
    as_at = as_at or said[0][0]
    draft = Draft(plan, as_at, workbook.name, not _known_later(plan, as_at), leave_out_rejected, in_browser)
    draft.is_dated = not said or as_at != today
    draft.problems += [problem for _, problem in said if problem]
    tell_left_out(taken, draft)
    parts = []
    for kind in PARTS:
        parts.append(kind(draft, parts))
    check_layout(layout, workbook, draft, mapping, given)
    for part in parts:
        part.propose(layout)
    _refuse_frozen(draft)
    _say_what_was_not_read(workbook, layout, draft)
    return Proposal(workbook, layout, mapping, draft, parts, last_import(plan))


def _refuse_frozen(draft):
    """Say an error where the import would change what a frozen period was told."""
    if all(change.outcome not in ("new", "changed") for change in draft.changes):
        return
    try:
        require_open(draft.plan, draft.as_at)
    except PeriodFrozen as error:
        draft.say("error", "", "", in_words(draft.as_at), str(error))


def last_import(plan):
    """The key of the latest import into a plan that was not undone, or None."""
    standing = Import.objects.filter(plan=plan, undone_at=None) if plan.pk else Import.objects.none()
    return standing.values_list("pk", flat=True).order_by("-pk").first()


def _known_later(plan, as_at):
    if plan.pk is None:
        return False
    told = Statement.objects.filter(action__plan=plan), MilestoneStatement.objects.filter(milestone__plan=plan)
    return any(each.filter(effective_on__gt=as_at).exists() for each in told)


def own_date(layout, today):
    """(date, Problem or None): the as-at date a workbook gives itself, as printed unless its rows are later."""
    printed, text, sheet, cell = printed_as_at(layout)
    latest = max((day for day in _row_dates(layout) if day <= today), default=None)
    if printed and latest and latest > printed:
        message = (
            f"the workbook says “{text}” but has rows updated up to {in_words(latest)}, so it was taken as at "
            f"{in_words(latest)}; give the as-at date to have it otherwise."
        )
        return latest, Problem(Severity.QUESTION, sheet, cell, text, message)
    if printed and printed > today:
        message = (
            f"the workbook says “{text}”, a day that is still to come: what it says holds from then on; give the as-at "
            "date to have it otherwise."
        )
        return printed, Problem(Severity.QUESTION, sheet, cell, text, message)
    if printed:
        return printed, None
    found, why = (latest, "its latest update") if latest else (today, "today, as no row has a date")
    says = f"says “{text[:80]}”, in which no date can be read" if text else "names no as-at date"
    message = f"the workbook {says}, so {in_words(found)} was taken ({why}); give the as-at date to have it otherwise."
    severity = Severity.NOTE if latest and not text else Severity.QUESTION
    return found, Problem(severity, sheet, cell, text, message)


def _row_dates(layout):
    for block in layout.of("action"):
        for name in ("said_on", "said_on_2"):
            index = block.column_of(name)
            for row, _ in block.rows if index else ():
                cell = row.get(index)
                if cell and cell.has_year and (day := read_day(cell.value).due_on):
                    yield day


def _say_what_was_not_read(workbook, layout, draft):
    """Notes on all that was passed over: hidden things, comments, unknown columns, lines outside tables."""
    for note in workbook.notes:
        draft.say("note", note.sheet, note.cell or "", note.value or "", note.message)
    for sheet in workbook.sheets:
        blocks = [block for block in layout.blocks if block.sheet is sheet]
        rows = layout.unread[sheet.name]
        if not blocks:
            message = (
                "this sheet holds no table that the tracker knows, so nothing but a title, a version or an as-at date "
                "was taken from it."
            )
            draft.say("note", sheet.name, "", "", message)
        elif rows:
            message = "these lines belong to no table, so only a title, a version or an as-at date was taken from them."
            draft.say("note", sheet.name, _ranges(row.number for row in rows), "", message)


def _ranges(numbers):
    """Row numbers as people write them: "rows 1, 4 to 8"."""
    spans = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "rows " + ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in spans)
