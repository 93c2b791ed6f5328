"""What a milestone's standing means for the changes that it can have. Values in, values out."""

# How a sentence says what became of it.
ENDED = {"withdrawn": "removed", "merged": "merged into another", "replaced": "replaced by another"}
_OF_STANDING = {"live": ("reworded", "withdrawn", "merged", "replaced"), "withdrawn": ("resumed",)}
STANDING = {"withdrawn": "withdrawn", "merged": "merged", "replaced": "replaced", "resumed": "live"}


def kinds_for(standing):
    """The kinds of change that a milestone of this standing can have, in the order offered."""
    return _OF_STANDING.get(standing, ())
