"""The money of a plan in brief: its position, what is at risk, what is to be saved; each number leads to its page."""

from dataclasses import dataclass

from core.money import shown
from finance.exposure import NET
from finance.plan_figures import year_name
from finance.presenters.exposure import exposed
from finance.presenters.position import standing_of

from .position import Figure


@dataclass(frozen=True, slots=True)
class MoneyHeadline:
    """`sentences` are tuples of words and of the `Figure`s between them, `pages` (words, address) of what is told."""

    sentences: tuple[tuple[str | Figure, ...], ...]
    pages: tuple[tuple[str, str], ...]


def money_headline(figures, links):
    """`MoneyHeadline` of `PlanFigures`; None for a plan without a position, financial risks and savings."""
    sentences, pages = [], []
    for name, words, tell in _TOLD:
        page = links.page(name)
        if sentence := tell(figures.finance, page):
            sentences.append(sentence)
            pages.append((words, page))
    return MoneyHeadline(tuple(sentences), tuple(pages)) if sentences else None


def _position(finance, page):
    if not finance.positions:
        return ()
    position = finance.together or finance.positions[0]
    standing = standing_of(position)
    if standing is None:
        return _number(position.name, page), ", the latest month entered, has no total yet."
    what, to_date, by_end = standing
    rest = (", and ", _number(by_end, page), " by the year’s end") if by_end else ()
    return (
        f"{position.name}, the latest month entered: {what[0].lower()}{what[1:]} is ",
        _number(to_date, page),
        " to date",
        *rest,
        ".",
    )


def _exposure(finance, page):
    if not finance.exposures:
        return ()
    said = exposed(sum(each.total(NET).amounts.assessed for each in finance.exposures))
    return _number(f"{said[0].upper()}{said[1:]}", page), "."


def _savings(finance, page):
    if finance.savings is None or not finance.savings.targets:
        return ()
    identified = f"£{shown(sum(each.identified for each in finance.savings.targets))}k"
    targets = [each.target for each in finance.savings.targets if each.target is not None]
    year = year_name(finance.savings.year)
    if not targets:
        return _number(f"{identified} of savings", page), f" is identified; no target is set for {year}."
    return (
        "Of ",
        _number(f"£{shown(sum(targets))}k", page),
        f" to be saved in {year}, ",
        _number(identified, page),
        " is identified.",
    )


def _number(words, page):
    return Figure(1, words, page)


_TOLD = (
    ("finance:position", "The position", _position),
    ("finance:exposure", "Financial risks and mitigations", _exposure),
    ("finance:savings", "Savings", _savings),
)
