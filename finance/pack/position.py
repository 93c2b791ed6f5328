"""The position of the newest month on a page: the lines, what explains them, where the year is heading."""

from core.environment import plural

from ..presenters.position import differences_of, run_rate, sentence_of, table_of, variance_picture


def position(document):
    """Each organisation's position and that of all together; None where there is none."""
    finance = document.figures.finance
    if not finance.positions:
        return None
    told = ([finance.together] if finance.together else []) + list(finance.positions)
    spent, months, rate = run_rate(finance.months)
    return {
        "finding": " ".join(filter(None, [sentence_of(told[0]), rate])),
        "positions": [_told(each, len(document.organisations) > 1) for each in told],
        "spent": spent,
        "months": months,
    }


def _told(figure, is_one_of_several):
    """(title, groups of rows, what explains them, what is printed otherwise, picture)."""
    title = figure.name
    if is_one_of_several:
        title = f"{figure.organisation or 'All organisations together'}, {figure.name}"
    groups = table_of(figure)
    explained = [row for _, rows in groups for row in rows if row.commentary]
    return title, groups, explained, _printed(figure), variance_picture(figure)


def _printed(figure):
    """A sentence on printed figures that are not what the lines give, "" where there is none."""
    found = differences_of(figure)
    if not found:
        return ""
    said = f"{plural(len(found), 'printed figure')} {'is' if len(found) == 1 else 'are'} not what the lines give"
    rounded = [row for row in found if row.verdict == "Rounding"]
    told = [(found[: len(found) - len(rounded)], "More than rounding"), (rounded, "By rounding")]
    named = [f"{why}: {'; '.join(map(_named, rows))}." for rows, why in told if rows]
    return f"{said}, which this pack prints. {' '.join(named)}"


def _named(row):
    return f"{row.line}, {row.what}: printed {row.printed}, computed {row.computed}"
