"""The name under which a file is shown and handed out again. Values in, values out."""

import re
import unicodedata

LONGEST = 120
# What a folder or a system could take for more than a letter of a name.
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


def clean_name(name):
    """(stem, suffix in small letters without its dot) of a file's name as it was sent.

    Folders, control characters and marks that turn the reading direction ("…\\u202efdp.exe") go; the stem is never
    empty, and is cut so that the whole has at most `LONGEST` characters.
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    # Categories C…: control and format characters, halves of pairs, private ones.
    name = "".join(letter for letter in name if letter.isspace() or unicodedata.category(letter)[0] != "C")
    name = " ".join(_NOT_IN_A_NAME.sub("_", name).split()).strip(". ")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    return stem.strip(". ")[: LONGEST - len(suffix[:20]) - 1] or "file", suffix.strip().lower()
