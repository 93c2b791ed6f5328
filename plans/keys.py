"""How a written rating is read by a plan's own RAG key. Values in, values out."""

from .spreadsheet import letter_of_fill


def read_rating(text, fill, ratings):
    """(rating or None, question or "") of a cell with `text` and background `fill`.

    Each of the `ratings` of the key has a code, a word, a meaning and a colour. A letter or a word decides; an empty
    cell is read by its fill.
    A text that is not in the key is unrated: it is kept as written and asked about.
    """
    filled = _by_fill(fill, ratings)
    if not text:
        return filled, ""
    rating = _by_words(text, ratings)
    if rating is None:
        known = ", ".join(each.code if each.code == each.word else f"{each.code} ({each.word})" for each in ratings)
        return None, f"“{text}” is not in the RAG key ({known}), so the action is unrated; use a rating of the key."
    if filled is not None and filled is not rating:
        return (
            rating,
            f"the cell says {rating.word} but is filled like {filled.word}; the word was taken, put one of them right.",
        )
    return rating, ""


def _by_words(text, ratings):
    said = _plain(text)
    return next((each for each in ratings if said in map(_plain, (each.code, each.word, each.meaning))), None)


def _plain(text):
    return " ".join(text.replace("-", " ").casefold().strip("* .").split())


def _by_fill(fill, ratings):
    if not fill:
        return None
    exact = next((each for each in ratings if each.colour.upper() == fill.upper()), None)
    return exact or next((each for each in ratings if each.code == letter_of_fill(fill)), None)
