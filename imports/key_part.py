"""The RAG key that a workbook explains; where it explains none, the usual one or the words that its actions use."""

import re

from plans.keys import read_rating
from plans.models import Rating
from plans.spreadsheet import KEY_OF_WORDS, USUAL_KEY, letter_of_fill, plain_word, stage_of

from .part import Part, text_of, texts_of

# "Red - No progress", "G = all actions in place": a line of a key in one cell.
_IN_ONE_CELL = re.compile(r"(\w+)\s*[-–=:]\s*(\S.*)", re.DOTALL)
_LONGEST_CODE = Rating._meta.get_field("code").max_length


class KeyPart(Part):
    def propose(self, layout):
        for block in layout.of("rating"):
            explained = set()
            for row, _ in block.rows:
                if not footnote(row):
                    self._explained(block, row, explained)
        if not self.draft.ratings and layout.of("action"):
            self._unexplained(layout)

    def _explained(self, block, row, explained):
        """Propose the entry of one line of a key; `explained` are the codes of the lines before it."""
        said, word, meaning = _line(block, row)
        sheet, where = block.sheet.name, f"row {row.number}"
        fill = next((cell.fill for cell in row.cells.values() if cell.fill), None)
        code = _code(said, fill)
        if not code or code in explained:
            what = f"explains {code} a second time" if code else "has neither a letter nor a colour that can be told"
            message = f"this line of the RAG key {what}, so it was left out; give each line a letter of its own."
            self.draft.ask(sheet, where, meaning, message, row.number)
            return
        explained.add(code)
        usual_word, colour, _, usual_stage = USUAL_KEY.get(code, (said, "", "", ""))
        stage = stage_of(meaning) or stage_of(said) or usual_stage
        if not stage:
            stage = "underway"
            message = (
                f"the words do not say which stage {said or code} stands for, so “underway” was taken; put it right in "
                "the plan's key."
            )
            self.draft.ask(sheet, where, meaning, message, row.number)
        values = {"word": word or usual_word, "colour": fill or colour, "meaning": meaning, "stage": stage}
        self._add_rating(sheet, row.number, code, values)

    def _add_rating(self, sheet, row, code, values):
        rating = next((each for each in self.draft.ratings if each.code == code), None)
        if rating is None:
            rating = Rating(plan=self.draft.plan, code=code, position=len(self.draft.ratings) + 1)
            self.draft.ratings.append(rating)
        elif self.draft.is_latest and (rating.stage, rating.meaning) != (values["stage"], values["meaning"]):
            message = (
                f"{code} meant “{rating.meaning}” so far and means “{values['meaning']}” in this workbook; a plan has "
                "one key, so earlier dates are now read by the new meaning too. Use another letter to keep both."
            )
            self.draft.ask(sheet, f"row {row}", code, message, row)
        self._propose("rating", sheet, row, code, rating, values)

    def _unexplained(self, layout):
        """The usual key, unless no action uses it, and further words that say themselves which stage they mean."""
        usual = [Rating(code=code, word=word, meaning=meaning) for code, (word, _, meaning, _) in USUAL_KEY.items()]
        used = _used(layout)
        others = {word: fill for word, fill in used.items() if read_rating(word, None, usual)[0] is None}
        own = {word: fill for word, fill in others.items() if stage_of(word) and len(word) <= _LONGEST_CODE}
        if not own or len(others) < len(used):
            for code, (word, colour, meaning, stage) in USUAL_KEY.items():
                values = {"word": word, "colour": colour, "meaning": meaning, "stage": stage}
                self._add_rating("", None, code, values)
        for word, fill, meaning, stage in _in_words(own, KEY_OF_WORDS if _is_of_words(own) else {}):
            self._add_rating("", None, word, {"word": word, "colour": fill or "", "meaning": meaning, "stage": stage})
        key = "; ".join(f"{each.word}: {each.meaning or each.get_stage_display()}" for each in self.draft.ratings)
        message = (
            f"the workbook explains no RAG key, so this one was taken ({key}); put it right in the plan's key if the "
            "office means something else."
        )
        self.draft.ask("", "", "", message)


def _is_of_words(own):
    """Whether most words of the known key of words are among those that the actions use."""
    return sum(word in {plain_word(each) for each in own} for word in map(plain_word, KEY_OF_WORDS)) > 2


def _in_words(own, known):
    """(word, fill, meaning, stage) of a key of words: first those of a `known` key, in the writing of the office."""
    written = {plain_word(word): word for word in own}
    for word, (meaning, stage) in known.items():
        used = written.pop(plain_word(word), word)
        yield used, own.get(used), meaning, stage
    for word in written.values():
        yield word, own[word], "", stage_of(word)


def footnote(row):
    """The text of a line that stands alone and begins with a star: a remark on the key, not an entry of it."""
    texts = texts_of(row)
    return texts[0] if len(texts) == 1 and texts[0].startswith("*") else ""


def _line(block, row):
    """(letter or word by which the entry is known, its word where told apart, meaning) of one line of a key."""
    if block.columns:
        code, word, meaning = (text_of(row, block.columns.get(name)) for name in ("code", "word", "meaning"))
        return code or word, word if code else "", meaning
    texts = texts_of(row)
    if len(texts) > 1:
        return texts[0], "", texts[-1]
    text = next(iter(texts), "")
    found = _IN_ONE_CELL.fullmatch(text)
    return (found[1], "", found[2]) if found and _code(found[1], None) in USUAL_KEY else ("", "", text)


def _code(said, fill):
    """The code of a rating: the letter of one of the usual four, else the word as written."""
    words = {word.casefold(): code for code, (word, *_) in USUAL_KEY.items()}
    letter = said.upper() if said.upper() in USUAL_KEY else words.get(said.casefold())
    return (letter or said[:_LONGEST_CODE]) if said else letter_of_fill(fill)


def _used(layout):
    """{word: fill} of the ratings that the actions of a workbook have, in order, each in its first writing."""
    used = {}
    for block in layout.of("action"):
        index = block.column_of("rating")
        for row, _ in block.rows if index else ():
            cell = row.get(index)
            if cell and (text := cell.text.strip()):
                used.setdefault(text.casefold(), (text, cell.fill))
    return dict(used.values())
