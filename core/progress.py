"""How far something is in the background, in words and per cent. Values in, values out."""

from dataclasses import dataclass
from datetime import timedelta

# From when on a step is said to take longer than it should.
WAITS_LONG = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Step:
    """Where something is in the background; `refresh` is after how many seconds to look again.

    What `is_stuck` can be asked for again.
    """

    words: str
    per_cent: int
    waits_long: bool
    is_stuck: bool
    refresh: int


def step_of(words, per_cent, waited, *, is_waiting, stuck):
    """The `Step` of what was asked for `waited` ago, and is stuck after so long. `words` are {per cent: words}."""
    return Step(
        words=[each for start, each in words.items() if per_cent >= start][-1],
        per_cent=per_cent,
        waits_long=is_waiting and waited > WAITS_LONG,
        is_stuck=waited > stuck,
        refresh=2 if waited < WAITS_LONG else 5,
    )
