"""Files, functions and templates stay small enough to read at one sitting, and are named for what they hold."""

import ast
import re

import pytest
from django.conf import settings

from .source import python_files, relative, tree

FILE, FUNCTION, TEMPLATE = 350, 50, 120
NAMES_THAT_SAY_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|misc)(_|$)|\d$")


def too_long(name, source):
    """A sentence for the file, and for each function in it, that is past its limit."""
    if source.count("\n") > FILE:
        yield f"{name}: {source.count(chr(10))} lines, at most {FILE}: split it by noun"
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno > FUNCTION:
            yield f"{name}:{node.lineno}: {node.name} is longer than {FUNCTION} lines"


def says_nothing(path):
    return any(NAMES_THAT_SAY_NOTHING.search(part) for part in path.removesuffix(".py").split("/"))


def test_no_file_and_no_function_is_too_long():
    files = [*python_files(), *(settings.BASE_DIR / "script").glob("*.py")]
    assert [line for path in files for line in too_long(relative(path), path.read_text())] == []


def test_no_template_is_too_long():
    folders = [settings.BASE_DIR / "templates", settings.BASE_DIR / "django_templates"]
    templates = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert templates
    assert [relative(path) for path in templates if path.read_text().count("\n") > TEMPLATE] == []


def test_no_module_has_a_name_that_says_nothing():
    assert [relative(path) for path in python_files() if says_nothing(relative(path))] == []


def test_the_guard_finds_a_planted_file_and_a_planted_function():
    assert list(too_long("planted.py", "x = 1\n" * (FILE + 1)))
    assert list(too_long("planted.py", "def long():\n" + "    x = 1\n" * (FUNCTION + 1)))
    assert not list(too_long("fine.py", "def short():\n    return 1\n"))


@pytest.mark.parametrize("planted", ["core/utils.py", "plans/date_helpers.py", "reports/views2.py", "common/x.py"])
def test_the_guard_finds_a_planted_name(planted):
    assert says_nothing(planted)
