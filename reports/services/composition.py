"""Which sections the packs of a plan have, and in which order."""

from django.db import transaction

from core.history import create_all, delete_all
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import PackPart


@transaction.atomic
def compose_packs(*, plan, parts, by):
    """Keep the `reports.composition.Part`s of a plan's packs, in their order. Returns whether that changed anything.

    Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, plan)
    Plan.objects.held(plan.pk)
    narratives = {f"narrative-{key}": key for key in plan.narratives.values_list("pk", flat=True)}
    rows = [
        PackPart(
            plan=plan,
            name="" if part.name in narratives else part.name,
            narrative_id=narratives.get(part.name),
            position=position,
            is_included=part.is_included,
            in_public=part.in_public,
        )
        for position, part in enumerate(parts)
    ]
    kept = list(plan.pack_parts.all())
    if [_told(row) for row in rows] == [_told(row) for row in kept]:
        return False
    delete_all(PackPart, kept, by=by)
    create_all(PackPart, rows, by=by)
    return True


def _told(row):
    return row.name, row.narrative_id, row.is_included, row.in_public
