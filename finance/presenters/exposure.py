"""Financial risks and mitigations as pages and the pack show them: two groups with their totals, the net, what does not
fit."""

from dataclasses import dataclass

from core.environment import plural
from core.money import shown, shown_percent

from ..exposure import AMOUNTS, KINDS, MITIGATION, NAMES, NET, RISK

GROUPS = {RISK: "Risks", MITIGATION: "Mitigations"}
TOTALS = {RISK: "All risks", MITIGATION: "All mitigations", NET: "Net exposure"}
HEADS = ("Gross £'000", "Probability", "Assessed £'000", "In forecast £'000", "Residual £'000")
_CELLS = ("gross", "probability", "assessed", "in_forecast", "residual")


@dataclass(frozen=True, slots=True)
class LineRow:
    """A risk or a mitigation; `cells` are (head, text, whether it is kept as written), `doubts` what does not fit and
    what to do, `facts` what of it no other cell says.
    """

    name: str
    cells: tuple[tuple[str, str, bool], ...]
    lead: str
    process: str
    commentary: str
    doubts: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A total: `cells` are (head, text), `printed` sentences on what a document printed instead and what to do, `facts`
    the same without.
    """

    name: str
    cells: tuple[tuple[str, str], ...]
    printed: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """The table of one organisation and month: `groups` are (title, its `LineRow`s, its `TotalRow`)."""

    organisation: str
    month: str
    sentence: str
    groups: tuple[tuple[str, tuple[LineRow, ...], TotalRow], ...]
    net: TotalRow
    doubts: int
    said: str


def exposure_table(figure):
    """`ExposureTable` of an `ExposureFigure`."""
    rows = {kind: tuple(_line(line) for line in figure.of_kind(kind)) for kind in KINDS}
    return ExposureTable(
        organisation=figure.organisation or "",
        month=figure.name,
        sentence=sentence_of(figure),
        groups=tuple((GROUPS[kind], rows[kind], _total(figure.total(kind))) for kind in KINDS),
        net=_total(figure.total(NET)),
        doubts=sum(len(row.doubts) for kind in KINDS for row in rows[kind]),
        said=f"As said by {figure.recorded_by}{', ' + figure.where if figure.where else ''}",
    )


def sentence_of(figure):
    """Where the risks stand to what may mend them, in one sentence."""
    risks, mitigations, net = (figure.total(kind).amounts for kind in (RISK, MITIGATION, NET))
    counted = f"{plural(len(figure.of_kind(RISK)), 'risk')} assessed at £{shown(abs(risks.assessed))}k"
    mended = f"{plural(len(figure.of_kind(MITIGATION)), 'mitigation')} at £{shown(mitigations.assessed)}k"
    return f"{counted}, {mended}: {exposed(net.assessed)}. {_unassessed(net.gross)}"


def exposed(net):
    """What the net exposure of that amount, as assessed, says of the risks."""
    amount = shown(abs(net))
    if amount == "0":
        return "as assessed, the risks are covered"
    if net < 0:
        return f"£{amount}k of risk is not covered as assessed"
    return f"as assessed, the risks are covered with £{amount}k to spare"


def _unassessed(net):
    amount = shown(abs(net))
    if amount == "0":
        return "At their full value the two are equal."
    if net < 0:
        return f"If all came true at its full value, £{amount}k would be missing."
    return f"At their full value the mitigations exceed the risks by £{amount}k."


def _line(line):
    cells = [(head, *_cell(line, name)) for head, name in zip(HEADS, _CELLS, strict=True)]
    lead = line.lead or "Nobody named"
    return LineRow(
        name=line.name,
        cells=tuple(cells),
        lead=f"{lead} ({line.post})" if line.post and line.post != line.lead else lead,
        process=line.process or "Not said",
        commentary=line.commentary or "",
        doubts=tuple(_begun(each.sentence) for each in line.findings),
        facts=tuple(_begun(each.fact) for each in line.findings if each.field != "lead"),
    )


def _begun(sentence):
    return f"{sentence[0].upper()}{sentence[1:]}"


def _cell(line, name):
    """(text, whether it is what somebody wrote in place of a number)."""
    if name in line.as_written:
        return f"“{line.as_written[name]}”", True
    value = getattr(line, name)
    return (shown_percent(value) if name == "probability" else shown(value)), False


def _total(total):
    amounts = total.amounts
    cells = tuple(
        (head, "" if name == "probability" else shown(getattr(amounts, name)))
        for head, name in zip(HEADS, _CELLS, strict=True)
    )
    printed, facts = (tuple(_printed(each, todo) for each in total.differences) for todo in (", look at it", ""))
    return TotalRow(TOTALS[total.kind], cells, printed, facts)


def _printed(each, todo):
    why = "rounding explains it" if each.is_rounding else f"{shown(each.by)} apart{todo}"
    return f"{NAMES[each.what].capitalize()} is printed as {shown(each.printed)}: {why}"


def changed_lines(lines, entries):
    """[(name, what, as somebody saved it, as typed)] of the `ExposureLine`s that hold and those that were typed."""
    held = {(line.kind, line.name): line for line in lines if not line.is_total}
    found = []
    for entry in entries:
        line = held.pop((entry.kind, entry.name), None)
        if line is None:
            found.append((entry.name, "the line", "not there", "it"))
            continue
        pairs = [(name, getattr(line, name), getattr(entry, name)) for name in (*AMOUNTS, "probability")]
        found += [
            (entry.name, NAMES.get(name, name), _amount(name, a), _amount(name, b)) for name, a, b in pairs if a != b
        ]
        texts = [(name, getattr(line, name), getattr(entry, name)) for name in ("lead", "process", "commentary")]
        found += [(entry.name, name, a or "Nothing", b or "Nothing") for name, a, b in texts if a != b]
    return found + [(name, "the line", "saved", "nothing") for _, name in held]


def _amount(name, value):
    return shown_percent(value) if name == "probability" else shown(value)
