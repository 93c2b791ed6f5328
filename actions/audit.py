"""The audit trail of one action: every history row of it and of what hangs on it, whoever wrote it.

This page alone reads history rows; they are for auditors. Its queries are as many for two rows as for two thousand: one
for the order of all, and for a page two for each kind of record on it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import ForeignKey, OuterRef, Q, Subquery, Value

from .models import (
    Action,
    ActionRecommendation,
    Assignment,
    Concern,
    ConcernReview,
    ConcernStatement,
    DateRequest,
    DueDateChange,
    Evidence,
    EvidenceVerdict,
    EvidenceVersion,
    ScopeChange,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Trail:
    """One kind of record: what it is called, which history rows of it are an action's, and what need not be shown."""

    name: str
    model: type
    of: Callable
    hidden: frozenset = frozenset({"action"})

    @property
    def rows(self):
        return self.model.history.model.objects.order_by()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A history row, and the one before it of the same record; None where there is none."""

    trail: Trail
    row: object
    before: object


def _through(model, link, of):
    """Rows whose record hangs on one of `model` that is the action's, deleted ones included."""
    return lambda action: Q(**{f"{link}__in": model.history.model.objects.filter(of(action)).order_by().values("id")})


def _own(action):
    return Q(action_id=action.pk)


_of_evidence = _through(Evidence, "evidence_id", _own)
TRAILS = (
    Trail("Action", Action, lambda action: Q(id=action.pk), frozenset({"plan", "key", "leads"})),
    Trail("Statement", Statement, _own),
    Trail("Lead", Assignment, _own),
    Trail("Recommendation met", ActionRecommendation, _own),
    Trail("Move of the due date", DueDateChange, _through(Statement, "statement_id", _own), frozenset({"statement"})),
    Trail("Request for a later date", DateRequest, _own),
    Trail("Change of scope", ScopeChange, lambda action: _own(action) | Q(into_id=action.pk), frozenset({"statement"})),
    Trail("Evidence", Evidence, _own),
    Trail("Version of evidence", EvidenceVersion, _of_evidence, frozenset({"evidence", "file"})),
    Trail(
        "Verdict on evidence",
        EvidenceVerdict,
        _through(EvidenceVersion, "version_id", _of_evidence),
        frozenset({"version"}),
    ),
    Trail("Concern", Concern, _own, frozenset({"plan"})),
    Trail("Statement about a concern", ConcernStatement, _through(Concern, "concern_id", _own), frozenset({"concern"})),
    Trail("Review of a concern", ConcernReview, _through(Concern, "concern_id", _own), frozenset({"concern"})),
)


def places(action):
    """All that the trail of `action` holds, newest first, as a queryset of (place in TRAILS, id of a history row)."""
    found = [
        trail.rows.filter(trail.of(action))
        .annotate(trail=Value(place))
        .values_list("trail", "history_id", "history_date")
        for place, trail in enumerate(TRAILS)
    ]
    return found[0].union(*found[1:], all=True).order_by("-history_date", "-trail", "-history_id")


def recorded(found):
    """The `Recorded` of some `places`, in their order."""
    rows = {}
    for place, trail in enumerate(TRAILS):
        if keys := [history for kind, history, _ in found if kind == place]:
            rows |= {(place, each.row.history_id): each for each in _read(trail, keys)}
    return [rows[kind, history] for kind, history, _ in found]


def _read(trail, keys):
    links = [field.name for field in shown_fields(trail) if isinstance(field, ForeignKey)]
    links += [f"{name}__committee" for name in links if name == "meeting"]
    earlier = trail.rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    rows = trail.rows.filter(pk__in=keys).annotate(before=Subquery(earlier.values("history_id")[:1]))
    rows = list(rows.select_related("history_user__person", *links))
    befores = trail.rows.select_related(*links).in_bulk([row.before for row in rows if row.before])
    return [Recorded(trail, row, befores.get(row.before)) for row in rows]


def shown_fields(trail):
    """The fields of a kind of record that a reader of its trail is shown."""
    fields = trail.model.history.model.tracked_fields
    return [field for field in fields if field.name != "id" and field.name not in trail.hidden]
