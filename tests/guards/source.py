"""The product's own files, as the guards read them.

A guard is a function from source to complaints, so that each can be shown to fire on a planted offender.
"""

import ast
from pathlib import Path

from django.conf import settings

APPS = [
    "improvement_tracker",
    "imports",
    "reports",
    "cycle",
    "measures",
    "milestones",
    "risks",
    "finance",
    "actions",
    "plans",
    "accounts",
    "core",
]


def python_files(root=None):
    """Every module of the product, migrations (which Django writes) left out."""
    root = Path(root or settings.BASE_DIR)
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def relative(path):
    return Path(path).relative_to(settings.BASE_DIR).as_posix()


def tree(source):
    return ast.parse(source)


def complaints(guard, exempt=()):
    """What `guard`, given a module's syntax tree, says of every module that is not exempt."""
    return [
        f"{relative(path)}:{line}: {sentence}"
        for path in python_files()
        if relative(path) not in exempt
        for line, sentence in guard(tree(path.read_text()))
    ]
