"""What is signed is known by its digest, which is the same in whatever process it is worked out."""

import os
import subprocess
import sys

from django.conf import settings

# Two processes with other seeds give the members of a set in another order.
CODE = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.core.serializers.json import DjangoJSONEncoder
from reports.document import html_of
from reports.making import digest_of, figures_digest
from reports.revisions import changes_between
from tests.reports.packs import action, concern, make_document, recommendation
letters = "abcdefghijklmnop"
def actions(words):
    return [
        action(place, rating="RAGB"[place % 4], title=f"{letter} thing", progress=words, sro=(letter.upper(), "AO"))
        for place, letter in enumerate(letters, 1)
    ]
def kept(document, names):
    pack = {"sections": [{"name": f"narrative-{each}", "title": each, "words": None} for each in names]}
    return json.loads(json.dumps(document.figures.as_json(), cls=DjangoJSONEncoder)) | {"pack": pack}
document = make_document(
    *actions("Now."),
    before=actions("Then."),
    concerns=[concern(key=key, ref=f"1.{key}", action_key=key) for key in range(1, 9)],
    recommendations=[recommendation(letter, [f"1.{place}"]) for place, letter in enumerate(letters, 1)],
)
now, then = kept(document, letters), kept(make_document(*actions("Then.")), "z")
changes = changes_between(then, now)
assert len(changes) > 16
print(digest_of(html_of(document).encode()), figures_digest(now), digest_of(repr(changes).encode()))
print(*{letter for letter in letters}, sep="")
"""


def run(seed):
    """(the digests, the letters in the order in which that process gives a set)."""
    process = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    digests, letters = process.stdout.splitlines()
    return digests.split(), letters


def test_digests_do_not_hang_on_the_order_of_sets():
    (one, first), (other, second) = run("1"), run("2")
    assert one == other and len(one) == 3
    assert first != second  # or the two were no different processes
