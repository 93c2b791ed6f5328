"""The served CSS is whole: every address in it leads to a file that is served, with a digest in its name."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.test import override_settings


class Manifest(ManifestStaticFilesStorage):
    """As in the product's settings, which the tests' own replace."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Everything that is served, collected as script/run does."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": f"{__name__}.Manifest"}}
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        call_command("collectstatic", "--no-input", verbosity=0)
    return folder


def test_every_address_in_our_css_is_served(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    ours = ["nhsuk/nhsuk-frontend.css", "nhsuk/fonts.css", "rating.css", "tracker.css"]
    found = 0
    for name in ours:
        css = collected / names[name]
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css.read_text()):
            assert not re.match(r"(https?:)?/", address), f"{name} leads away, to {address}"
            assert (css.parent / address).is_file(), f"{name} names {address}, which is not served"
            found += 1
    assert found >= 4 + 8  # the icons and the fonts


def test_nothing_of_the_packages_is_served_that_we_did_not_choose(collected):
    served = {str(path.relative_to(collected)) for path in collected.rglob("nhsuk/**/*") if path.is_file()}
    assert not [name for name in served if re.search(r"favicon|logo|opengraph|icon-\d|mask|\.map$", name)]


def build_module():
    spec = importlib.util.spec_from_file_location("build_frontend", settings.BASE_DIR / "script" / "build_frontend.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_address_that_would_not_be_served_stops_the_build():
    site_css = build_module().site_css
    assert site_css("@font-face{src:url(https://x/y)}a{b:url(/assets/images/c.svg)}") == "a{b:url(images/c.svg)}"
    with pytest.raises(ValueError, match="not served: /elsewhere.svg"):
        site_css("a{b:url(/elsewhere.svg)}")


def test_the_lock_of_the_front_end_has_digests_and_no_download_addresses():
    lock = json.loads(Path(settings.BASE_DIR, "frontend", "package-lock.json").read_text())
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages)


@pytest.mark.parametrize("name", ["setup", "node", "run", "test"])
def test_the_locks_of_the_python_packages_have_digests_and_no_download_addresses(name):
    lock = Path(settings.BASE_DIR, "requirements", f"{name}.txt").read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
