"""What is new in a progress text, and what an evidence column says. Values in, values out."""

import re


def _squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def same_words(before, after):
    """Whether two texts differ in nothing but white space."""
    return _squeezed(before) == _squeezed(after)


def new_words(before, after):
    """(the words added, whether the text was rewritten). Text that grew at its end or beginning gives what was added.

    Nothing before means that nothing can be told apart as new: ("", False).
    """
    old, new = _squeezed(before), _squeezed(after)
    if not old or old == new:
        return "", False
    if new.startswith(old):
        return new[len(old) :].strip(), False
    if new.endswith(old):
        return new[: -len(old)].strip(), False
    return "", True


_NOT_REQUIRED = re.compile(r"\bno (?:further )?evidence (?:is )?(?:required|needed)|\bnot required\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"\bevidence (?:is )?(?:in )?(?:the )?folder\b|\bin folder\b|\bevidence (?:attached|uploaded)", re.IGNORECASE
)


def evidence_status(as_written, to_complete=""):
    """The evidence status that an imported row supports: never more than "offered".

    The evidence column decides; what is left to do may still say that the evidence is in the folder. Any other words in
    the evidence column describe the proof that is wanted.
    """
    if _NOT_REQUIRED.search(as_written):
        return "not_required"
    if _OFFERED.search(as_written) or _OFFERED.search(to_complete):
        return "offered"
    return "required" if as_written.strip() else "not_stated"


_OUT_OF_SCOPE = re.compile(r"\bnot part of\b|\boutside (?:the )?scope\b|\bout of scope\b", re.IGNORECASE)


def puts_out_of_scope(text):
    """Whether the words put an action out of the plan's scope: "not part of IP", "Outside scope of IP"."""
    return bool(_OUT_OF_SCOPE.search(text))


_SOURCE = re.compile(r"\(?\b([A-Z][\w&]*(?: ?\d+ ?[a-z]?)?)\)?[\s.]*$")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)[\s.]*$")


def source_of(recommendation):
    """The label at the end of a recommendation, "(PwC 14 a)." giving "PwC 14a", or an empty text.

    A bracket that was never opened, "PwC 14b).", counts as well.
    """
    text = _squeezed(recommendation)
    found = _IN_BRACKETS.search(text)
    label = found.group(1) if found else ""
    if not found and re.search(r"\)[\s.]*$", text) and (tail := _SOURCE.search(text)):
        label = tail.group(1)
    if len(label.split()) > 4 or not re.match(r"[A-Z]", label):
        return ""
    return re.sub(r"(\d) ([a-z])$", r"\1\2", label)
