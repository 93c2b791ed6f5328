"""The status key of a plan that keeps a status (Closed, Open, Live, Not started) beside the rating."""

from plans.models import Status
from plans.spreadsheet import USUAL_STATUSES, plain_word

from .part import Part, text_of

_MEANINGS = {plain_word(word): meaning for word, meaning in USUAL_STATUSES.items()}
LONGEST = Status._meta.get_field("word").max_length


class StatusPart(Part):
    """Makes an entry of the key of each word that the status column has and the plan does not know."""

    def propose(self, layout):
        for block in layout.of("action"):
            added = [word for row, _ in block.rows if (word := self._new_word(block, row))]
            if added:
                message = (
                    f"the plan's status key did not have {', '.join(f'“{word}”' for word in added)}, so it was added; "
                    "put a slip of the pen right in the workbook."
                )
                self.draft.say("note", block.sheet.name, f"row {block.header_row}", "", message)

    def _new_word(self, block, row):
        """The word of a row's status that became a new entry of the key, or None."""
        word = text_of(row, block.columns.get("status"))
        if not word or plain_word(word) in self.draft.statuses:
            return None
        if len(word) > LONGEST:
            message = (
                f"this is no status (a status has {LONGEST} characters at most), so the action was left without one; "
                "write one word, or move the text to the progress column."
            )
            self.draft.ask(block.sheet.name, f"row {row.number}", word[:80], message, row.number)
            return None
        status = Status(plan=self.draft.plan, position=len(self.draft.statuses) + 1)
        self.draft.statuses[plain_word(word)] = status
        values = {"word": word} | ({"meaning": _MEANINGS[plain_word(word)]} if plain_word(word) in _MEANINGS else {})
        self._propose("status", block.sheet.name, row.number, word, status, values)
        return word
