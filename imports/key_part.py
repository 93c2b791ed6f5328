"""The RAG key that a workbook explains, or the usual one where it explains none."""

from plans.models import Rating
from plans.spreadsheet import USUAL_KEY, letter_of_fill, stage_of

from .part import Part, texts_of


class KeyPart(Part):
    def propose(self, layout):
        for block in layout.of("rating"):
            for row, _ in block.rows:
                if not footnote(row):
                    self._rating(block, row)
        if not self.draft.ratings:
            self._usual_key()

    def _rating(self, block, row):
        first, texts = next(iter(row.cells.values())), texts_of(row)
        fill = first.fill
        said, meaning = (texts[0], texts[-1]) if len(texts) > 1 else ("", texts[0])
        code = _code(said, fill)
        where = first.coordinate
        if not code:
            self.draft.say(
                "question",
                block.sheet.name,
                where,
                meaning,
                "this line of the RAG key has neither a letter nor a colour that "
                "can be told, so it was left out; write the letter beside it.",
                row.number,
            )
            return
        word, colour, _, usual = USUAL_KEY.get(code, (said, "", "", ""))
        stage = stage_of(meaning) or stage_of(said) or usual
        if not stage:
            stage = "underway"
            self.draft.say(
                "question",
                block.sheet.name,
                where,
                meaning,
                f"the words do not say which stage {said or code} stands for; "
                "“underway” was taken, set it in the plan's key.",
                row.number,
            )
        position = len(self.draft.ratings) + 1
        values = {"word": word, "colour": fill or colour, "meaning": meaning, "stage": stage}
        self._add_rating(block.sheet.name, row.number, code, values, position)

    def _add_rating(self, sheet, row, code, values, position):
        rating = next((each for each in self.draft.ratings if each.code == code), None)
        if rating is None:
            rating = Rating(plan=self.draft.plan, code=code, position=position)
            self.draft.ratings.append(rating)
        self._propose("rating", sheet, row, code, rating, values)

    def _usual_key(self):
        letters = ", ".join(f"{code} {word}: {meaning}" for code, (word, _, meaning, _) in USUAL_KEY.items())
        self.draft.say(
            "question",
            "",
            "",
            "",
            f"the workbook explains no RAG key, so the usual one was taken ({letters}); put it "
            "right in the plan's key if the office means something else.",
        )
        for place, (code, (word, colour, meaning, stage)) in enumerate(USUAL_KEY.items(), 1):
            values = {"word": word, "colour": colour, "meaning": meaning, "stage": stage}
            self._add_rating("", None, code, values, place)


def footnote(row):
    """The text of a line that stands alone and begins with a star: a remark on the key, not an entry of it."""
    texts = texts_of(row)
    return texts[0] if len(texts) == 1 and texts[0].startswith("*") else ""


def _code(said, fill):
    """The code of a rating: the letter of one of the usual four, else the word as written."""
    words = {word.casefold(): code for code, (word, *_) in USUAL_KEY.items()}
    return (words.get(said.casefold()) or said[:20]) if said else letter_of_fill(fill)
