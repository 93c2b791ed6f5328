"""No write goes past the audit trail: calls that write without a history row stand in core/history.py alone."""

import ast

import pytest
from django.apps import apps

from .source import APPS, complaints, tree

SILENT = {"bulk_create", "abulk_create", "bulk_update", "abulk_update", "aupdate", "_raw_delete"}
SQL = {"raw", "cursor"}
RELATED = {"add", "aadd", "set", "aset", "remove", "aremove", "clear", "aclear", "create", "acreate"}
RELATED |= {"get_or_create", "update_or_create"}


def many_to_many_names():
    """What the many-to-many fields of our models are called, from either end."""
    names = set()
    for app in APPS:
        for field in (apps.get_app_config(app).models if apps.is_installed(app) else {}).values():
            for many in field._meta.many_to_many:
                names |= {many.name, many.remote_field.get_accessor_name() or many.name}
    return names


def silent_writes(module, related=frozenset()):
    """(line, sentence) of each call that writes without history.

    `QuerySet.update` takes keyword arguments only, so that is how it is told from the `update` of a dict or a digest;
    a dict is given names with `|=`.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "simple_history.utils":
            yield node.lineno, "simple_history.utils is for core/history.py"
        if isinstance(node, ast.keyword) and node.arg == "m2m_fields":
            yield node.value.lineno, "m2m_fields misses bulk changes; give the relation a model of its own"
        if isinstance(node, ast.Attribute) and node.attr in SILENT:
            yield node.lineno, f"{node.attr} writes no history; use core.history"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, receiver = node.func.attr, node.func.value
            if called in SQL:
                yield node.lineno, f"{called} opens a way past history"
            if called == "delete" and isinstance(receiver, ast.Call) and not node.args:
                yield node.lineno, "QuerySet.delete does not say who; use core.history.delete_all"
            if called == "update" and not node.args:
                yield node.lineno, "QuerySet.update writes no history; use core.history (for a dict: |=)"
            if called in RELATED and isinstance(receiver, ast.Attribute) and receiver.attr in related:
                yield node.lineno, f"{receiver.attr}.{called} writes no history; create the rows of the relation"


def test_no_write_goes_past_the_audit_trail():
    related = many_to_many_names()
    assert complaints(lambda module: silent_writes(module, related), exempt={"core/history.py"}) == []


@pytest.mark.parametrize(
    "planted",
    [
        "Plan.objects.bulk_create(rows)",
        "save = Plan.objects.bulk_update",
        "Plan.objects.filter(pk=1).update(name='x')",
        "rows.update(**values)",
        "Plan.objects.filter(pk=1).delete()",
        "plan.organisations.add(organisation)",
        "recommendation.actions.set([])",
        "from simple_history.utils import bulk_create_with_history",
        "history = HistoricalRecords(m2m_fields=[organisations])",
        "connection.cursor()",
        "Plan.objects.raw('update plans set name = 1')",
    ],
)
def test_the_guard_finds_a_planted_write(planted):
    assert list(silent_writes(tree(planted), {"organisations", "actions"}))


@pytest.mark.parametrize(
    "innocent",
    [
        "seen.update(others)",
        "digest.update(block)",
        "values |= {'a': 1}",
        "names.add('x')",
        "row.save()",
        "row.delete()",
    ],
)
def test_the_guard_leaves_other_calls_alone(innocent):
    assert not list(silent_writes(tree(innocent), {"organisations"}))
