"""What the dates of a milestone say: whether it is late, how often and how far it slipped. Values in, values out.

`milestone` has the attributes of a `MilestoneStatement`.
"""

from actions.duedates import slippage

COMPLETE, LIVE = "complete", "live"  # of `DeliveryStatus` and `Standing`


def slipped(original_on, stated):
    """`actions.duedates.Slippage` of a milestone: the original date that its document gave, or None, and the approved
    ones of its statements in the order in which they held."""
    return slippage([original_on, *stated])


def is_counted(milestone):
    """Whether it is still one: not withdrawn, merged or replaced."""
    return milestone.standing == LIVE


def is_complete(milestone):
    return milestone.status == COMPLETE


def is_late(milestone, on):
    """Whether it is counted, not complete, and its approved date is before `on`."""
    return _behind(milestone, milestone.due_on, on)


def is_late_against_original(milestone, original_on, on):
    """Whether it is counted, not complete, and its original date, which was moved since, is before `on`."""
    return _behind(milestone, original_on, on) and not is_late(milestone, on)


def will_be_late(milestone, on):
    """Whether whoever owns it thinks that it will be done after its approved date, which has not passed yet."""
    expected = milestone.forecast_on
    return (
        is_counted(milestone)
        and not is_complete(milestone)
        and bool(expected and milestone.due_on and milestone.due_on >= on and expected > milestone.due_on)
    )


def _behind(milestone, due_on, on):
    return is_counted(milestone) and not is_complete(milestone) and bool(due_on) and due_on < on
