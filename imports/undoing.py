"""Taking a whole import back, while nothing that it wrote has changed since.

What it wrote is known by its history rows, which all carry its mark: rows that it made are deleted, rows that it
changed or deleted are put back as they stood before. The audit trail keeps both the import and its undoing.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import ManyToOneRel
from django.utils import timezone

from accounts.names import name_of
from core.environment import date_words, time_words
from core.history import because, create_all, delete_all, update_all
from plans.models import Plan
from plans.permissions import Permission, require

from .models import Import, Upload


class UndoRefused(Exception):
    """The import cannot be taken back; nothing was changed. The text says why and what to do."""


@dataclass(slots=True)
class Written:
    """What an import did to the rows of one model: keys of those it made, and history rows of the others before it."""

    model: type
    made: set
    before: dict


@transaction.atomic
def undo_import(*, record, by):
    """Take back everything that the `Import` wrote, in one transaction. Returns the record.

    Raises UndoRefused when something it wrote has changed since or is in use, PermissionDenied.
    """
    require(by, Permission.IMPORT_WORKBOOK, record.plan)
    Plan.objects.held(record.plan_id)
    record = Import.objects.select_related("plan").get(pk=record.pk)
    if record.undone_at:
        raise UndoRefused("This import was undone already.")
    settled = {mark for undone in Import.objects.exclude(undone_at=None) for mark in _marks(undone)}
    written = [_written(model, record, settled) for model in _kept_models()]
    with because(_marks(record)[1]):
        for each in written:
            _put_back_changed(each, by)
        made = {each.model: each.made for each in written}
        for each in written:
            _refuse_in_use(each, made)
        for each in written:
            _refuse_followed(each)
        for each in written:
            # Without their order: it may ask for a row that is gone already.
            delete_all(each.model, list(each.model.objects.filter(pk__in=each.made).order_by()), by=by)
        for each in written:
            _put_back_deleted(each, by)
        record.undone_by, record.undone_at = by, timezone.now()
        update_all(Import, [record], ["undone_by", "undone_at"], by=by)
    return record


def _marks(record):
    """The reasons of the history rows that an import wrote and of those that its undoing wrote."""
    return record.mark, f"undo of {record.mark}"


def _kept_models():
    return [model for model in apps.get_models() if hasattr(model, "history") and model not in (Import, Upload)]


def _written(model, record, settled):
    """`Written` of one model. Raises UndoRefused when a row has a later history than the import's.

    History rows that carry one of the `settled` marks, of an import that was undone and of its undoing, cancel out.
    """
    history = model.history.model.objects
    own = history.filter(history_change_reason=record.mark)
    past = history.filter(id__in=own.values("id")).order_by("history_id")
    first, before, last = {}, {}, {}
    for key, number, kind, reason in past.values_list("id", "history_id", "history_type", "history_change_reason"):
        if reason in settled:
            continue
        if reason == record.mark and key not in first:
            first[key] = (kind, last.get(key))
        elif key in first and reason != record.mark:
            _refuse_changed(history.get(history_id=number))
        last[key] = number
    for key, (kind, earlier) in first.items():
        if kind != "+":
            before[key] = earlier
    rows = history.in_bulk([number for number in before.values() if number], field_name="history_id")
    return Written(model, first.keys() - before.keys(), {key: rows[number] for key, number in before.items()})


def _refuse_changed(row):
    """Say what changed since, when and by whom."""
    name = row.instance._meta.verbose_name
    who = f" by {name_of(row.history_user)}" if row.history_user else ""
    when = f"{date_words(row.history_date)} at {time_words(row.history_date)}"
    raise UndoRefused(
        f"The {name} “{str(row.instance)[:80]}” changed on {when}{who}, after this import, so the import cannot be "
        "undone. Undo later imports first; put anything else right in the plan itself."
    )


def _refuse_in_use(each, made):
    """What the import made may be used only by what it made itself."""
    for relation in each.model._meta.get_fields(include_hidden=True) if each.made else ():
        if not isinstance(relation, ManyToOneRel) or not hasattr(relation.related_model, "history"):
            continue
        users = relation.related_model.objects.filter(**{f"{relation.field.name}__in": each.made})
        other = users.exclude(pk__in=made.get(relation.related_model, ())).first()
        if other:
            name = relation.related_model._meta.verbose_name
            raise UndoRefused(
                f"The {name} “{str(other)[:80]}” now depends on the {each.model._meta.verbose_name} that this import "
                "made, so the import cannot be undone. Put anything that is wrong right in the plan itself."
            )


def _refuse_followed(each):
    """What somebody said later of the same thing began from what the import said, and would keep it."""
    tells_of = getattr(each.model, "tells_of", ())
    if not (tells_of and each.made):
        return
    own = each.model.objects.filter(pk__in=each.made)
    first = {tuple(subject): key for key, *subject in own.order_by("-pk").values_list("pk", *tells_of)}
    alike = each.model.objects.filter(**{f"{tells_of[0]}__in": own.order_by().values(tells_of[0])})
    others = alike.filter(pk__gt=min(each.made)).exclude(pk__in=each.made).order_by("pk")
    for key, *subject in others.values_list("pk", *tells_of):
        if key > first.get(tuple(subject), key):
            _refuse_changed(each.model.history.filter(id=key).latest("history_id"))


def _put_back_changed(each, by):
    """Rows that still exist become what they were before the import."""
    rows = list(each.model.objects.filter(pk__in=each.before))
    names = _names(each.model)
    for row in rows:
        for name in names:
            setattr(row, name, getattr(each.before[row.pk], name))
    update_all(each.model, rows, [field.name for field in _fields(each.model)], by=by)


def _put_back_deleted(each, by):
    """Rows that the import deleted are made again, under the keys they had."""
    there = set(each.model.objects.filter(pk__in=each.before).values_list("pk", flat=True))
    names = _names(each.model)
    rows = [
        each.model(pk=key, **{name: getattr(before, name) for name in names})
        for key, before in each.before.items()
        if key not in there
    ]
    create_all(each.model, rows, by=by)


def _fields(model):
    return [field for field in model.history.model.tracked_fields if not field.primary_key]


def _names(model):
    return [field.attname for field in _fields(model)]
