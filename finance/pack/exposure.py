"""Financial risks, what may mend them, and what is not covered."""

from ..presenters.exposure import HEADS, exposure_table


def exposure(document):
    """The table of each organisation; None where there is none."""
    tables = [exposure_table(each) for each in document.figures.finance.exposures]
    if not tables:
        return None
    several = len(document.organisations) > 1
    said = [f"{table.organisation}: {table.sentence}" if several else table.sentence for table in tables]
    return {"finding": " ".join(said), "tables": tables, "heads": HEADS, "several": several}
