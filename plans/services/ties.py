"""What ties records to one another, from a day on. Whoever calls holds the plan, and says who may."""

from core.history import create_all


def keep_tie(model, *, on, by, **ends):
    """The tie of a `model` between its `ends` ({field: record}) that lasts; made from `on` where there is none."""
    tie = model.objects.filter(until=None, **ends).first()
    if tie is None:
        [tie] = create_all(model, [model(since=on, **ends)], by=by)
    return tie


def end_tie(model, *, on, by, **ends):
    """End the tie of a `model` between its `ends` before the day `on`. Returns it, None where there is none."""
    tie = model.objects.filter(until=None, **ends).first()
    if tie is not None:
        tie.until, tie._history_user = on, by
        tie.save()
    return tie
