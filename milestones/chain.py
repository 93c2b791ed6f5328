"""What became of what: the milestones that one came from and those that it went into. Values in, values out.

`changes` are those of a plan, each with the attributes of a `MilestoneChange`.
"""

from collections import defaultdict


def family_of(milestone, changes):
    """The keys of the milestone of the key `milestone` and of all that led to it or that it led to, however far."""
    came_from, went_into = defaultdict(set), defaultdict(set)
    for change in changes:
        if change.into_id:
            came_from[change.into_id].add(change.milestone_id)
            went_into[change.milestone_id].add(change.into_id)
    return _reached(milestone, came_from) | _reached(milestone, went_into)


def chain_of(milestone, changes):
    """The changes that tell how a milestone came to be what it is and what became of it, the first one first.

    Of its own every one; of the others in its family those by which one became another, and that they were added or
    removed. Where nothing became anything else, only its own.
    """
    family = family_of(milestone, changes)
    told = [
        change
        for change in changes
        if change.milestone_id == milestone or (change.milestone_id in family and _leads_into(change, family))
    ]
    return tuple(sorted(told, key=lambda change: (change.effective_on, change.pk)))


def _leads_into(change, family):
    return change.into_id in family if change.into_id else change.kind in ("added", "withdrawn")


def _reached(start, steps):
    """`start` and all that can be reached from it; a ring, which a document can write, ends where it began."""
    found, to_see = {start}, [start]
    while to_see:
        new = steps[to_see.pop()] - found
        found |= new
        to_see.extend(new)
    return found
