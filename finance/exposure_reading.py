"""Rows of a table of financial risks and mitigations, read cell by cell: amounts, percentages, and what each row is."""

import re
from decimal import Decimal

from actions.leads import post_key, read_leads
from core.money import MOST, PLACES, NotAnAmount, read_amount, read_percent, rounded, shown_percent

from .exposure import AMOUNTS, MITIGATION, MOST_PROBABLE, NET, RISK, is_the_product, total_of
from .exposure_sheet import ExposureRow
from .models import ExposureLine

_KINDS = ((MITIGATION, re.compile(r"\b(?:mitigat|opportunit)", re.IGNORECASE)), (RISK, re.compile(r"\brisk", re.I)))
_NET = re.compile(r"\bnet\b|shortfall|\bexposure\b|unmitigated", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:sub-?\s?)?total\b|^(?:current|all)\s+(?:assessment|mitigations?|risks?)\b", re.IGNORECASE)
_MOST_SHARE = 2
_AS_WRITTEN = Decimal("0.000001")


def kind_in(text):
    """RISK or MITIGATION as a heading or a cell says it, "" where it says neither or both."""
    found = [kind for kind, words in _KINDS if words.search(text)]
    return found[0] if len(found) == 1 else ""


def shares_in(cells):
    """Whether a column of percentages holds shares of one, 0.81 for 81%: True, False, or None where it holds both.

    `cells` are those of it. No share is above 2, which is twice certain: offices print 107%.
    """
    found = {abs(number) <= _MOST_SHARE for cell in cells if (number := _bare_number(cell))}
    return found.pop() if len(found) == 1 else None if found else False


def _bare_number(cell):
    """The number of a cell that says nothing of per cent, None where it holds none."""
    if cell.text.strip().endswith("%"):
        return None
    try:
        return _exact(cell, cell.text)
    except NotAnAmount:
        return None


def _exact(cell, text):
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return read_percent(cell.value if is_number else text, _AS_WRITTEN)


def read_line(reader, banner, shares):
    """The `ExposureRow` of a row; `banner` is the heading above it, `shares` what `shares_in` says of its column.

    What is no number is kept as written and asked.
    """
    odd = {}
    facts = {name: _amount(reader, name, odd) for name in AMOUNTS}
    facts["probability"] = _probability(reader, shares, facts, odd)
    for name in ("name", "lead", "process"):
        facts[name] = reader.fitting(name, " ".join(reader.spread(name).split()), ExposureLine, name)
    facts |= {"commentary": reader.spread("commentary"), "as_written": odd}
    return ExposureRow(reader.sheet, reader.row.number, kind_in(reader.text("kind")), banner, facts)


def _amount(reader, name, odd):
    return _number(reader, name, odd, lambda cell, text: _of_cell(cell, text, read_amount, 1))


def _probability(reader, shares, facts, odd):
    def read(cell, text):
        if text.endswith("%"):
            return _of_cell(cell, text, lambda given: read_percent(given, PLACES), 100)
        found = _exact(cell, text)
        if found and abs(found) <= _MOST_SHARE:
            found *= _times(reader, shares, facts, found)
        return None if found is None else rounded(found) + 0

    found = _number(reader, "probability", odd, read)
    if found is not None and abs(found) > MOST_PROBABLE:
        return _keep_written(reader, "probability", odd, "is no percentage")
    return found


def _times(reader, shares, facts, found):
    """By what to multiply a small number to have per cent: what gross and assessed say, else the rest of its column.

    Where that holds shares and percentages it is asked.
    """
    gross, assessed = facts["gross"], facts["assessed"]
    if gross and assessed:
        fitting = [times for times in (1, 100) if is_the_product(assessed, gross, found * times)]
        if len(fitting) == 1:
            return fitting[0]
    if shares is None:
        text = reader.text("probability")
        said = shown_percent(found * 100)
        message = f"“{text}” was taken as {said}, though others of its column are in per cent; check it."
        reader.ask(reader.cell("probability"), text, message)
    return 1 if shares is False else 100


def _of_cell(cell, text, read, times):
    """What a cell of a number holds, `times` it; what a text says."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        if abs(cell.value) * times >= MOST:
            raise NotAnAmount("is more than the tracker keeps; write it in £'000")
        return rounded(Decimal(str(cell.value)) * times) + 0
    found = read(text)
    return None if found is None else found + 0


def _number(reader, name, odd, read):
    text = reader.text(name)
    if not text:
        return None
    try:
        return read(reader.cell(name), text)
    except NotAnAmount as error:
        return _keep_written(reader, name, odd, str(error))


def _keep_written(reader, name, odd, why):
    cell, text = reader.cell(name), reader.text(name)
    odd[name] = text[:80]
    reader.ask(cell, text[:80], f"“{text[:80]}” {why}. It was kept as written and counts as nothing.")


def is_net(row):
    """Whether a row prints the net of risks and mitigations."""
    return _is_bare(row) and bool(_NET.search(row.facts["name"]))


def is_total(row, lines):
    """Whether a row prints what the `lines` above it come to: by its words, or as its amounts are theirs added up."""
    if not _is_bare(row):
        return False
    if _TOTAL.search(row.facts["name"]):
        return True
    computed = total_of(lines)
    given = [(row.facts[name], getattr(computed, name)) for name in AMOUNTS if row.facts[name] is not None]
    return len(lines) > 1 and all(abs(stated - counted) <= len(lines) for stated, counted in given)


def _is_bare(row):
    """A total has amounts and nothing else."""
    facts = row.facts
    return facts["gross"] is not None and not any(facts[n] for n in ("probability", "lead", "process", "commentary"))


def line_of(row, kind, is_printed_total=False):
    """The unsaved `ExposureLine` of a row."""
    return ExposureLine(kind=kind, is_total=is_printed_total or kind == NET, **row.facts)


def post_named(text, posts, initials):
    """The post that a lead names: by its abbreviation or title, or by the initials of its holder; None where none does.

    `initials` are {`post_key` of a post: those of its holder}.
    """
    for said in (post_key(lead.post) for lead in read_leads(text)):
        for post in posts:
            key = post_key(post.abbreviation)
            if said in (key, post_key(post.title)) or (said and said == post_key(initials.get(key, ""))):
                return post
    return None
