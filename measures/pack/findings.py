"""What the measures of a plan come to, in a sentence. Values in, words out."""

from collections import Counter

from actions.pack.findings import joined
from core.environment import plural


def position(figures):
    """ "4 measures are counted: 1 improves, 1 is a concern. 2 met their targets last time, 1 missed it." """
    count = len(figures.open)
    if not count:
        return "No measure is open."
    varied = Counter(measure.variation for measure in figures.open)
    told = [_said(varied[name], one, many) for name, one, many in _VARIED if varied[name]]
    begin = f"{plural(count, 'measure')} {'is' if count == 1 else 'are'} counted"
    met = Counter(measure.latest.met for measure in figures.open if measure.latest)
    aims = [_said(met[True], "met its target last time", "met their targets last time")] if met[True] else []
    aims += [_said(met[False], "missed it", "missed theirs")] if met[False] else []
    end = f" {joined(aims)}." if aims else " No value can be held against a target."
    return f"{begin}: {joined(told)}.{end}" if told else f"{begin}.{end}"


def wrong(figures):
    """ "3 of 4 open measures look wrong."; "" where none is open."""
    count, of = sum(measure.looks_wrong for measure in figures.open), len(figures.open)
    if not of:
        return ""
    return f"{count or 'None'} of {plural(of, 'open measure')} {'looks' if count == 1 else 'look'} wrong."


_VARIED = (
    ("improvement", "improves", "improve"),
    ("concern", "is a concern", "are a concern"),
    ("unusual", "is unusual", "are unusual"),
    ("common", "varies by chance", "vary by chance"),
)


def _said(count, one, many):
    return f"{count:,} {one if count == 1 else many}"
