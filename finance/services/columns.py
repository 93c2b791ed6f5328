"""What a column holds: an amount that is worked out can be more than each of those that it comes of."""

from django.db import models

from core.history import create_all
from core.money import shown

from .months import MoneyRefused

# What a column of whole numbers holds.
MOST_COUNTED = 2**31 - 1


def keep_all(model, rows, *, by):
    """`core.history.create_all` of rows whose numbers all fit. Raises MoneyRefused, naming the line and the column."""
    limits = {field: limit for field in model._meta.concrete_fields if (limit := _limit_of(field))}
    for row in rows:
        for field, limit in limits.items():
            value = getattr(row, field.attname)
            if value is not None and abs(value) > limit:
                raise MoneyRefused(
                    f"{row}, {field.verbose_name}: {shown(value)} is more than the tracker keeps; put right what it is "
                    "worked out from, in thousands of pounds."
                )
    return create_all(model, rows, by=by)


def _limit_of(field):
    """The most that a column of numbers holds, None for any other."""
    if isinstance(field, models.DecimalField):
        return 10 ** (field.max_digits - field.decimal_places) - 1
    return MOST_COUNTED if type(field) is models.IntegerField else None
