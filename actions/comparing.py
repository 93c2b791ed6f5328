"""What the comparisons of registers at two dates share. Values in, values out.

A record is the same one by its `key`, whatever it is called. A change has `before` and `after`; one may be None.
"""

from .words import changed_words, same_words


class Lists:
    """What changed, a list for each kind of change."""

    __slots__ = ()

    def told(self, name):
        """The changes of the list `name`."""
        return getattr(self, name)


def paired(before, after, change):
    """A `change(before, after)` of each record: those of `after` in their order, then those no longer in it."""
    known = {each.key: each for each in before}
    return [change(known.pop(each.key, None), each) for each in after] + [change(each, None) for each in known.values()]


def into(lists, changes, kinds):
    """The `lists` made of the changes of each kind; `kinds` are {list: whether a change belongs to it}."""
    return lists(**{name: tuple(filter(belongs, changes)) for name, belongs in kinds.items()})


def differing(texts):
    """[(name, [(kind, words)])] of (name, was, now) that say something else; kind as of `changed_words`."""
    return [(name, changed_words(was, now)) for name, was, now in texts if not same_words(was, now)]


def pieces(change):
    """The `words` of a change in one row: each name, and what of it changed."""
    return tuple(piece for name, words in change.words for piece in (("same", f"{name}:"), *words))
