"""The one write of an import: all of a proposal or nothing of it."""

from collections import Counter

from django.db import transaction

from core.history import create_all
from plans.permissions import Permission, require
from plans.services import create_plan

from .layouts import new_layouts
from .models import Import, SheetLayout


class ImportRefused(Exception):
    """The proposal has errors; nothing was written."""


@transaction.atomic
def apply_import(*, proposal, organisation="", by):
    """Write everything that a `Proposal` proposes, in one transaction, with the record of the import, which it
    returns.

    Raises ImportRefused when the proposal has an error, PermissionDenied when `by` may not import.
    """
    draft = proposal.draft
    require(by, Permission.IMPORT_WORKBOOK, draft.plan)
    if draft.has_errors:
        raise ImportRefused("The workbook has errors, so nothing was written.")
    if draft.plan.pk is None:
        create_plan(plan=draft.plan, organisation=organisation, by=by)
    for part in proposal.parts:
        part.write(by)
    create_all(SheetLayout, new_layouts(proposal.layout, draft.plan), by=by)
    record = Import(
        plan=draft.plan,
        file_name=proposal.workbook.name[:255],
        sha256=proposal.workbook.sha256,
        as_at=draft.as_at,
        counts=dict(Counter(change.outcome for change in draft.changes)),
        recorded_by=by,
    )
    return create_all(Import, [record], by=by)[0]
