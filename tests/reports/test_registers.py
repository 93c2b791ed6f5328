"""A register that comes later joins by one line: its figures stand among the plan's, its sheet is recognised."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest

from core.tables import Column, Table
from core.workbooks import read
from imports import recognise
from plans.models import Plan
from reports import figures


@dataclass(frozen=True)
class _RiskFigures:
    risks: tuple

    def as_json(self):
        return {"risks": list(self.risks)}


@pytest.mark.django_db
def test_its_figures_stand_among_those_of_the_plan(monkeypatch):
    register = SimpleNamespace(figures_of=lambda plan, on, is_public: _RiskFigures((f"{plan.slug} on {on}",)))
    monkeypatch.setitem(figures.REGISTERS, "risks", register)
    plan = Plan.objects.create(slug="p", name="P")
    made = figures.figures_of(plan, date(2019, 3, 14))
    assert made.as_json()["risks"] == ["p on 2019-03-14"]
    assert made.parts["risks"].risks == ("p on 2019-03-14",)


def test_its_sheet_is_recognised(monkeypatch, tmp_path):
    columns = tuple(Column(name, (name,)) for name in ("risk", "likelihood", "consequence"))
    table = Table(kind="risk", columns=columns, required=("risk",), at_least=3)
    monkeypatch.setattr(recognise, "TABLES", (*recognise.TABLES, table))
    workbook = openpyxl.Workbook()
    for row in (["Operational risks"], ["Risk", "Likelihood", "Consequence"], ["Flood", 2, 5]):
        workbook.active.append(row)
    workbook.save(tmp_path / "risks.xlsx")
    layout = recognise.recognise(read(tmp_path / "risks.xlsx"))
    assert [(block.kind, block.header_row, len(block.rows)) for block in layout.blocks] == [("risk", 2, 1)]
