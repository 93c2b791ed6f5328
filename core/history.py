"""The one place that writes many rows at once: Django's bulk calls skip the audit trail, and are banned elsewhere.

The history rows are copied by the database from the rows just written, which costs a fraction of building each of them
in Python; they are the rows that django-simple-history writes one at a time (a test holds the two side by side).
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.dispatch import receiver
from django.utils import timezone
from simple_history.signals import pre_create_historical_record

BATCH = 500
_reason = ContextVar("reason", default=None)


@contextmanager
def because(reason):
    """Every history row written within carries `reason` (100 characters at most), by whatever way it is written."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


@receiver(pre_create_historical_record)
def _give_reason(sender, history_instance, **rest):
    if reason := _reason.get():
        history_instance.history_change_reason = reason


def create_all(model, rows, *, by):
    """Insert `rows`, unsaved instances of `model`, with a history row each; returns them with their keys set."""
    if rows:
        with transaction.atomic():
            model._default_manager.bulk_create(rows, batch_size=BATCH)
            _copy_to_history(model, rows, "+", by)
    return rows


def update_all(model, rows, fields, *, by):
    """Save the named `fields` of `rows`, saved instances of `model`, with a history row each."""
    if rows:
        with transaction.atomic():
            model._default_manager.bulk_update(rows, fields, batch_size=BATCH)
            _copy_to_history(model, rows, "~", by)


def delete_all(model, rows, *, by):
    """Delete `rows`, saved instances of `model`, with a history row each; the caller minds what refers to them."""
    if rows:
        with transaction.atomic():
            _copy_to_history(model, rows, "-", by)
            for start in range(0, len(rows), BATCH):
                keys = [row.pk for row in rows[start : start + BATCH]]
                found = model._base_manager.filter(pk__in=keys)
                found._raw_delete(found.db)


def _copy_to_history(model, rows, kind, by):
    """Insert a history row of `kind` ("+" new, "~" changed, "-" deleted) for each of `rows` as it stands now."""
    history = model.history.model
    quote = connection.ops.quote_name
    kept = [(history._meta.get_field(field.name).column, field.column) for field in history.tracked_fields]
    own = ("history_date", "history_type", "history_user_id", "history_change_reason")
    into = ", ".join(quote(name) for name in [*(column for column, _ in kept), *own])
    taken = ", ".join(quote(column) for _, column in kept)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            keys = [row.pk for row in rows[start : start + BATCH]]
            places = ", ".join(["%s"] * len(keys))
            cursor.execute(
                f"INSERT INTO {quote(history._meta.db_table)} ({into}) "  # noqa: S608 - names come from the models
                f"SELECT {taken}, %s, %s, %s, %s FROM {quote(model._meta.db_table)} "
                f"WHERE {quote(model._meta.pk.column)} IN ({places})",
                [now, kind, by and by.pk, _reason.get(), *keys],
            )
