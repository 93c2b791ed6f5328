"""The one place that writes many rows at once: Django's bulk calls skip the audit trail, and are banned elsewhere."""

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

BATCH = 500


def create_all(model, rows, *, by):
    """Insert `rows`, unsaved instances of `model`, with a history row each; returns them with their keys set."""
    return bulk_create_with_history(rows, model, batch_size=BATCH, default_user=by) if rows else []


def update_all(model, rows, fields, *, by):
    """Save the named `fields` of `rows`, saved instances of `model`, with a history row each."""
    if rows:
        bulk_update_with_history(rows, model, fields, batch_size=BATCH, default_user=by)
