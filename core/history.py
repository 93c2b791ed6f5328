"""The one place that writes many rows at once: Django's bulk calls skip the audit trail, and are banned elsewhere.

The history rows are copied by the database from the rows just written, which costs a fraction of building each of them
in Python; they are the rows that django-simple-history writes one at a time (a test holds the two side by side).
"""

from django.db import connection, transaction
from django.utils import timezone

BATCH = 500


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


def _copy_to_history(model, rows, kind, by):
    """Insert a history row of `kind` ("+" new, "~" changed) for each of `rows` as it stands in the database."""
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
                f"SELECT {taken}, %s, %s, %s, NULL FROM {quote(model._meta.db_table)} "
                f"WHERE {quote(model._meta.pk.column)} IN ({places})",
                [now, kind, by and by.pk, *keys],
            )
