"""The pages of an import ask the database as often for 2,000 rows as for one, and show them a page at a time."""

from urllib.parse import urlencode

import pytest

from imports.models import Import
from imports.previews import digest_of
from tests.queries import queries_of

from .bringing import text_of
from .workbooks import actions, row

SIZES = [1, 12, 2000]


def count(desk, address, **query):
    return queries_of(desk.client, desk.start + address + (f"?{urlencode(query)}" if query else ""))


@pytest.fixture
def asked(desk):
    """{page: [queries at each size]}; the last import is the largest."""
    found = {}
    for size in SIZES:
        rows = [row(f"{n // 50 + 1}.{n}", f"Do thing {n}", rag="Purple") for n in range(1, size + 1)]
        desk.bring(actions(*rows))
        pages = {"preview": (desk.place, {}), "problems": (desk.place, {"show": "problems", "page": "2"})}
        pages |= {"confirm": (f"{desk.place}confirm/", {}), "columns": (f"{desk.place}columns/", {}), "list": ("", {})}
        for name, (address, query) in pages.items():
            queries, page = count(desk, address, **query)
            found.setdefault(name, []).append(queries)
            assert page.content.decode().count('name="leave_out"') <= 50
    desk.post(f"{desk.place}confirm/", seen=digest_of(desk.upload.preview))
    found["record"] = [count(desk, f"{Import.objects.first().pk}/")[0]]
    return found


def test_no_page_asks_more_of_a_larger_workbook(asked):
    uneven = {name: queries for name, queries in asked.items() if len(set(queries)) > 1}
    assert uneven == {}
    assert max(max(queries) for queries in asked.values()) <= 20


def test_the_list_asks_as_often_for_many_imports_and_uploads(desk, pmo, plan):
    desk.bring(actions(row()))
    desk.confirm()
    desk.bring(actions(row(rag="B")))
    few = count(desk, "")[0]
    for _ in range(12):
        desk.bring(actions(row(rag="B")))
    for n in range(60):
        Import.objects.create(
            plan=plan, file_name=f"month-{n}.xlsx", sha256="0" * 64, as_at="2019-01-01", recorded_by=pmo
        )
    many, page = count(desk, "")
    assert many == few
    assert page.content.decode().count("SHA-256") == 50
    assert "month-9.xlsx" in text_of(desk.get(page="2")) and "month-9.xlsx" not in text_of(page)
