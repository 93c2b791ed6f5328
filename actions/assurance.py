"""What the facts of an action suggest, whatever its lead declares. Values in, values out."""


def is_late(stage, due_on, on):
    """Not complete, and the approved due date is before `on`. Actions in place and unrated ones (stage None) count."""
    return stage != "complete" and due_on is not None and due_on < on
