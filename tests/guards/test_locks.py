"""One lock: whoever writes to a plan holds the plan, so that nobody waits for somebody who waits for them."""

import ast

import pytest

from .source import complaints, tree

# The plan, and beside it the row of an upload, which is taken before its plan and never after.
PLACES = {"plans/querysets.py", "imports/keeping.py", "imports/uploading.py"}


def locks(module):
    """(line, sentence) of each lock that is taken."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            yield node.lineno, "a further lock may wait for the one there is; hold the plan (Plan.objects.held)"


def test_there_is_one_lock():
    assert complaints(locks, exempt=PLACES) == []


@pytest.mark.parametrize("planted", ["Action.objects.select_for_update().get()", "lock = rows.select_for_update"])
def test_the_guard_finds_a_planted_lock(planted):
    assert list(locks(tree(planted)))
