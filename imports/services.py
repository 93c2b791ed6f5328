"""The one write of an import: all of a proposal or nothing of it."""

from collections import Counter

from django.db import IntegrityError, transaction

from core.history import because, create_all
from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import create_plan

from .layouts import new_layouts
from .models import Import, SheetLayout
from .proposal import last_import
from .rows import rows_of
from .telling import as_json

_MEANWHILE = "Another workbook was imported meanwhile, so nothing was written: import this one again."


class ImportRefused(Exception):
    """The proposal cannot be applied; nothing was written. The text says why and what to do."""


@transaction.atomic
def apply_import(*, proposal, organisation="", by):
    """Write everything that a `Proposal` proposes, in one transaction, with the record of the import, which it
    returns. The plan has to be held since before it was proposed: what somebody says meanwhile would be written over.

    Raises ImportRefused when the proposal has an error or the plan was imported into since, PermissionDenied when `by`
    may not import.
    """
    draft = proposal.draft
    require(by, Permission.IMPORT_WORKBOOK, draft.plan)
    if draft.errors:
        raise ImportRefused("The workbook has errors, so nothing was written: mend them and import it again.")
    _refuse_stale(proposal)
    if draft.plan.pk is None:
        _create(draft.plan, organisation, by)
    record = Import(
        plan=draft.plan,
        file_name=draft.file_name[:255],
        sha256=proposal.workbook.sha256,
        as_at=draft.as_at,
        counts=dict(Counter(row.outcome for row in rows_of(as_json(proposal, committed=True)) if row.outcome)),
        recorded_by=by,
    )
    create_all(Import, [record], by=by)
    with because(record.mark):
        for part in proposal.parts:
            part.write(by)
        create_all(SheetLayout, new_layouts(proposal.layout, draft.plan, proposal.mapping), by=by)
    return record


def _create(plan, organisation, by):
    try:
        with transaction.atomic():
            create_plan(plan=plan, organisation=organisation, by=by)
    except IntegrityError:
        raise ImportRefused(_MEANWHILE) from None


def _refuse_stale(proposal):
    """Two imports at a time would each add what the other has added."""
    plan = proposal.draft.plan
    now = Plan.objects.filter(slug=plan.slug).first()
    if (now and now.pk) != plan.pk or last_import(plan) != proposal.last_import:
        raise ImportRefused(_MEANWHILE)
