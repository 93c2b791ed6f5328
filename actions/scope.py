"""What an action's standing means, and which changes of scope it allows. Values in, values out."""

# What is withdrawn, merged or replaced is shown, and no longer to be done or counted; how a sentence says it.
ENDED = {"withdrawn": "withdrawn", "merged": "merged into another", "replaced": "replaced by another"}
COUNTED = ("live", "paused")

_OF_STANDING = {
    "live": ("reworded", "paused", "withdrawn", "merged", "replaced"),
    "paused": ("resumed", "reworded", "withdrawn", "merged", "replaced"),
    "withdrawn": ("resumed",),
    "merged": (),
    "replaced": (),
}


def kinds_for(standing, is_heading=False):
    """The kinds of change that an action of this standing can have, in the order offered; a heading is never paused."""
    return tuple(kind for kind in _OF_STANDING[standing] if not (is_heading and kind == "paused"))
