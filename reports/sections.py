"""Every section that a pack can have, in the usual order. A register joins by its own SECTIONS, next to its figures."""

import actions.pack
import cycle.pack
import finance.pack
import measures.pack
import milestones.pack
import plans.pack
import risks.pack
from core.formatting import formatted
from core.sections import Section

from . import across
from .composition import Part, composed
from .models import PackPart
from .narratives import narratives_at

_ROOMS = (plans.pack, actions.pack, risks.pack, finance.pack, milestones.pack, measures.pack, cycle.pack, across)
_DECLARED = {section.name: section for room in _ROOMS for section in room.SECTIONS}
# The order in which a plan's packs have them, until its programme office says otherwise.
_ORDER = (
    "reading",
    "governance",
    "summary",
    "highlights",
    "changes",
    "recommendations",
    "objectives",
    "extensions",
    "timeline",
    "wrong",
    "plan",
    "concerns",
    "milestones",
    "exceptions",
    "programmes",
    "measures",
    "risks",
    "risk-register",
    "position",
    "exposure",
    "savings",
    "plans-of-money",
    "activity",
)
SECTIONS = {name: _DECLARED[name] for name in _ORDER}


def parts_of(plan, narratives):
    """Every `Part` that the packs of a plan can have, in its order; `narratives` are their `NarrativeFigure`s."""
    rows = PackPart.objects.filter(plan=plan)
    chosen = [Part(row.name or f"narrative-{row.narrative_id}", row.is_included, row.in_public) for row in rows]
    return composed(chosen, list(SECTIONS), [each.name for each in narratives])


def sections_of(plan, on, is_public=False):
    """The `Section`s of a pack of `plan` as at `on`, in its order. Raises core.uploads.FileLost."""
    narratives = narratives_at(plan, on, is_public, with_bytes=True)
    every = SECTIONS | {each.name: _narrative(each) for each in narratives}
    parts = parts_of(plan, narratives)
    return tuple(every[each.name] for each in parts if each.is_included and (each.in_public or not is_public))


def _narrative(figure):
    """The `Section` of a `NarrativeFigure`, left out while nothing stands in it."""

    def context(document):
        if not (figure.text or figure.pictures):
            return None
        return {"text": formatted(figure.text, named=f"{figure.name}-title"), "pictures": figure.pictures}

    return Section(figure.name, figure.title, context, "narrative")
