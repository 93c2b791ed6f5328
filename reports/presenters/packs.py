"""How far a pack is, as its page shows it."""

from dataclasses import dataclass
from datetime import timedelta

from core.progress import step_of
from plans.models import Holding

from ..keeping import State
from ..making import COUNTING, KEEPING, PRINTING
from ..models import PackSignOff

# Who waits so long most likely waits for a process that is no more, and may ask again: a slow one then keeps nothing.
STUCK = timedelta(minutes=5)
_STEPS = {
    0: "Waiting for its turn",
    COUNTING: "Counting, and writing the pages",
    PRINTING: "Making the PDF",
    KEEPING: "Keeping the documents",
}
_IN_WORDS = {
    State.DRAFT: "Draft",
    State.FAILED: "Could not be made",
    State.ISSUED: "Issued",
}


def pack_step(pack, now):
    """The `Step` of a pack that waits, is made or is issued as at the moment `now`."""
    waiting, waited = pack.state == State.WAITING, now - pack.asked_at
    return step_of(_STEPS, pack.progress, waited, is_waiting=waiting, stuck=STUCK)


def state_in_words(pack, now):
    """Where a pack is, for a list."""
    if pack.state in _IN_WORDS:
        return _IN_WORDS[pack.state]
    return "Came to a stop: it can be tried again" if pack_step(pack, now).is_stuck else "Is being made"


@dataclass(frozen=True, slots=True)
class SignerRow:
    """A post that has to sign: its `holders` today and who deputises, by name; `is_own` where the reader is one."""

    record: PackSignOff
    holders: tuple[str, ...]
    deputies: tuple[str, ...]
    is_own: bool

    @property
    def post(self):
        return self.record.post.title or self.record.post.abbreviation

    @property
    def is_signed(self):
        return self.record.signed_on is not None

    @property
    def held(self):
        """Whom to ask for the signature, in a sentence."""
        deputies = f"; {' and '.join(self.deputies)} may sign as deputy" if self.deputies else ""
        return (
            f"{'Held today by ' + ' and '.join(self.holders) if self.holders else 'Nobody holds it today'}{deputies}."
        )


def signer_rows(sign_offs, holdings, user):
    """A `SignerRow` for each of `sign_offs`; `holdings` are those of today, with their persons."""
    of_post = {}
    for each in holdings:
        of_post.setdefault(each.post_id, []).append(each)
    return [_signer_row(record, of_post.get(record.post_id, []), user) for record in sign_offs]


def _signer_row(record, holdings, user):
    named = {capacity: [] for capacity in Holding.Capacity}
    for each in holdings:
        named[each.capacity].append(str(each.person))
    is_own = user.person_id is not None and any(each.person_id == user.person_id for each in holdings)
    return SignerRow(record, tuple(named["holder"]), tuple(named["deputy"]), is_own)
