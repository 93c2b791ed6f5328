"""A mapping given by hand: a JSON file that says which column of which sheet holds what."""

import json

from core.tables import normalised

from .registers import TABLES

FIELDS = {column.name for table in TABLES for column in table.columns}


class MappingRefused(Exception):
    """The mapping cannot be used; the text says what is wrong with it and how to put it right."""


def read_mapping(path):
    """{sheet: {normalised header: field or ""}} from {"sheets": {"Plan": {"Comments": "progress", "x": null}}}.

    A header mapped to null is not read. Raises MappingRefused.
    """
    try:
        sheets = json.loads(path.read_text(encoding="utf-8-sig"))["sheets"]
        pairs = [(sheet, header, field) for sheet, columns in sheets.items() for header, field in columns.items()]
    except (OSError, UnicodeDecodeError):
        message = f"The mapping {path.name} cannot be read; give the path of a text file that you may read."
        raise MappingRefused(message) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        form = '{"sheets": {"Sheet name": {"Header": "field"}}}'
        raise MappingRefused(f"The mapping {path.name} is not in the form {form}; write it so.") from None
    mapping = {}
    for sheet, header, field in pairs:
        if field is not None and (not isinstance(field, str) or field not in FIELDS):
            fields = ", ".join(sorted(FIELDS))
            message = (
                f"The mapping {path.name} gives “{header}” the field “{field}”, which does not exist; use one of "
                f"{fields}, or null for a column that is not to be read."
            )
            raise MappingRefused(message)
        mapping.setdefault(sheet, {})[normalised(header)] = field or ""
    return mapping
