"""A module imports from its own app or from below, and each library with traps has one keeper."""

import ast
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from .source import APPS, python_files, relative, tree

KEEPERS = {"openpyxl": "core/workbooks", "weasyprint": "reports/pdf", "resvg_py": "core/charts/png"}


def contracts(folder):
    """Run import-linter in `folder`; returns its exit status and what it printed."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, "--no-cache"], cwd=folder, capture_output=True, text=True
    )
    return process.returncode, process.stdout + process.stderr


def imported(module):
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name.split(".")[0]) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module" and node.args:
            yield node.lineno, str(getattr(node.args[0], "value", "")).split(".")[0]


def kept_imports(module, name):
    """(line, library) of each import in the file `name` of a library that another module keeps."""
    for line, library in imported(module):
        keeper = KEEPERS.get(library)
        if keeper and not name.startswith((f"{keeper}/", f"{keeper}.py")):
            yield line, f"only {keeper} imports {library}"


def test_each_library_with_traps_has_one_keeper():
    found = [
        f"{relative(path)}:{line}: {sentence}"
        for path in python_files()
        for line, sentence in kept_imports(tree(path.read_text()), relative(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted", ["import openpyxl", "from openpyxl.styles import Font", "importlib.import_module('weasyprint.text')"]
)
def test_the_guard_finds_a_planted_import(planted):
    assert list(kept_imports(tree(planted), "imports/reading.py"))
    assert not list(kept_imports(tree("import openpyxl"), "core/workbooks/loading.py"))


def test_the_floors_hold_and_a_planted_import_of_the_floor_above_breaks_them(tmp_path):
    for app in APPS:
        ignored = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(settings.BASE_DIR / app, tmp_path / app, ignore=ignored)
    shutil.copy(settings.BASE_DIR / "pyproject.toml", tmp_path)
    status, words = contracts(tmp_path)
    assert status == 0, words
    (tmp_path / "core" / "planted.py").write_text("from plans import models\n")
    status, words = contracts(tmp_path)
    assert status == 1
    assert "core.planted -> plans.models" in words
