"""Tables of money that say millions, where the tracker keeps thousands of pounds."""

import re

# Not the millions of one amount: "£3.5m", "3.5 million".
_MILLIONS = re.compile(r"£\s*m\b|(?<!\d )\bmillions?\b", re.IGNORECASE)
# A line that is longer tells a story, and amounts in it are not those of the table.
_LONGEST_TITLE = 120


def millions_told(layout, block):
    """(cell or row, text) of the first header of a table, or title above it, that says £m or millions; None without."""
    above = [row for row in layout.unread[block.sheet.name] if row.number < block.header_row]
    titles = [(cell.coordinate, cell.text.strip()) for row in above for cell in row.cells.values()]
    heads = [*block.header.columns, *filter(None, [block.column_of("line")])]
    found = [each for each in titles if len(each[1]) < _LONGEST_TITLE]
    found += [(f"row {block.header_row}", text) for text in (block.heading, *map(block.header_text, heads))]
    return next(((place, text) for place, text in found if _MILLIONS.search(text)), None)


def ask_of_millions(draft, layout, block):
    """Ask about amounts that are taken as thousands of pounds where the table says millions."""
    if told := millions_told(layout, block):
        place, text = told
        message = "this says millions; the amounts of the table were taken as thousands of pounds, check them."
        draft.ask(block.sheet.name, place, text, message)
