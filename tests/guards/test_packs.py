"""Only those write packs who look first whether one was issued, and who asked for what: nobody else makes or changes a
row."""

import ast

import pytest
from django.apps import apps

from .source import complaints, tree

# Packs are made and changed by services and in the background, and both write through keeping.py.
PLACES = {
    "reports/models/packs.py",
    "reports/keeping.py",
    "reports/tasks.py",
    "reports/services/packs.py",
    "reports/services/signing.py",
}
MAKING = "reports/making.py"
MODELS = {"Pack", "PackSignOff"}
# What rows of them are called, and how they are reached from others.
ROWS = {"pack", "draft", "latest", "sign_off"}
RELATED = {"packs", "sign_offs"}
WRITES = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "delete", "save"}
WRITES |= {f"a{name}" for name in WRITES} | {"save_base"}
IN_BULK = {"create_all", "update_all", "delete_all"}


def fields():
    """What a row has that can be written."""
    return {field.name for name in MODELS for field in apps.get_model("reports", name)._meta.concrete_fields}


def names_in(node):
    """Every name and attribute that an expression is made of."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr


def _imported(node):
    return [name.name for name in node.names]


def writes_of_packs(module, written=frozenset()):
    """(line, sentence) of each row of a pack that is made, written or deleted, and of each of its fields, `written`,
    that is set. A module that imports the rows' models saves and deletes nothing, whatever it calls it."""
    knows_packs = any(isinstance(node, ast.ImportFrom) and MODELS & set(_imported(node)) for node in ast.walk(module))
    of_packs = MODELS | ROWS | RELATED
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in MODELS:
                yield node.lineno, f"{called}(…) makes a row; ask reports.services for one"
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
            suspect = called in ("save", "delete") and knows_packs
            if called in WRITES and receiver is not None and (suspect or of_packs & set(names_in(receiver))):
                yield node.lineno, f"{called} writes a pack; reports.services do that"
            if called in IN_BULK and any((MODELS | RELATED) & set(names_in(each)) for each in node.args):
                yield node.lineno, f"{called} writes packs; reports.services do that"
        is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del)
        if is_set and node.attr in written and ROWS & set(names_in(node.value)):
            yield node.lineno, f"{node.attr} of a pack is set; reports.services do that"


def test_nobody_else_writes_packs():
    found = complaints(lambda module: writes_of_packs(module, fields()), exempt=PLACES | {MAKING})
    assert found == []


def test_what_makes_the_documents_only_notes_when_and_what_changed(settings):
    """The background, which asked for them, writes that with them."""
    found = [sentence for _, sentence in writes_of_packs(tree((settings.BASE_DIR / MAKING).read_text()), fields())]
    assert {sentence.split(" of a pack is set")[0] for sentence in found} <= {"changes", "made_at"}


@pytest.mark.parametrize("place", sorted(PLACES - {"reports/models/packs.py"}))
def test_those_who_may_are_known_to_write(settings, place):
    assert list(writes_of_packs(tree((settings.BASE_DIR / place).read_text()), fields()))


@pytest.mark.parametrize(
    "planted",
    [
        "Pack(plan=plan, number=1).save()",
        "models.PackSignOff(pack=pack, post=post)",
        "Pack.objects.create(plan=plan)",
        "plan.packs.update_or_create(number=1)",
        "plan.packs.filter(number=1).update(state='draft')",
        "found.sign_offs.all().delete()",
        "pack.save(update_fields=['progress'])",
        "request.pack.delete()",
        "from ..models import PackSignOff\nrecord.save()",
        "update_all(Pack, rows, ['state'], by=by)",
        "create_all(PackSignOff.objects, rows, by=by)",
        "pack.state = Pack.State.ISSUED",
        "draft.state, draft.progress = 'issued', 100",
        "sign_off.signed_on = on",
        "self.pack.figures = {}",
    ],
)
def test_the_guard_finds_a_planted_write(planted):
    assert list(writes_of_packs(tree(planted), fields()))


@pytest.mark.parametrize(
    "innocent",
    [
        "upload.state = 'done'",
        "narrative.save()",
        "plan.packs.filter(number=1)",
        "pack.plan.slug",
        "seen.update(names)",
    ],
)
def test_the_guard_leaves_others_alone(innocent):
    assert not list(writes_of_packs(tree(innocent), fields()))
