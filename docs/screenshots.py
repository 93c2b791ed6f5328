"""The pictures of the README and of the tour, taken of the demonstration: script/screenshots runs this."""

import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent / "pictures"
ROOT = Path(__file__).parent.parent
PLAN, PASSWORD, DAY = "/plans/demonstration/", "demonstration only", "as_at=2019-03-14"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
COLOURS = 128  # of a palette: a third of the size, and nobody sees it


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as somebody sees it; only `height` pixels of it, from the top or from what `begins` selects."""

    name: str
    role: str
    address: str
    width: int = 1280
    height: int = 900
    begins: str = ""


SHOTS = (
    Shot("dashboard", "pmo", f"{PLAN}?{DAY}", height=1100),
    Shot("compare", "pmo", f"{PLAN}compare/?from=2019-02-12&to=2019-03-14"),
    Shot("timeline", "pmo", f"{PLAN}timeline/?{DAY}"),
    Shot("update", "lead", f"{PLAN}actions/2.4/update/"),
    Shot("my-work-on-a-phone", "lead", "/", width=375, height=800),
    Shot("risks", "risk-owner", f"{PLAN}risks/?{DAY}", height=1300),
    Shot("money", "finance-lead", f"{PLAN}money/?{DAY}", height=1300),
    Shot("roadmap", "milestone-owner", f"{PLAN}pictures/?{DAY}", height=900, begins="#roadmap"),
    Shot("objectives", "pmo", f"{PLAN}objectives/?{DAY}", height=1000),
    Shot("reports", "pmo", f"{PLAN}reports/", height=700),
)
# Pages of a pack, by what they begin with.
PACK = f"{PLAN}reports/packs/2/0/pdf/"
PAGES = {"pack-cover": "Estuary Vale", "pack-summary": "Where the plan stands"}


@contextmanager
def demonstration():
    """The address of a server with the demonstration in it, which ends with the block."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
        free.close()
        own = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "FILES_DIR": folder}
        environment = os.environ | own | {"SECRET_KEY": secrets.token_urlsafe(50)}
        make_packs = ["db_worker", "--batch", "--no-startup-delay", "--verbosity", "0"]
        for command in (["migrate", "--verbosity", "0"], ["load_demo"], make_packs):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603
        serve = [sys.executable, "-m", "gunicorn", "improvement_tracker.wsgi", "--bind", place, "--threads", "4"]
        server = subprocess.Popen([*serve, "--log-level", "warning"], cwd=ROOT, env=environment)  # noqa: S603
        try:
            yield _answering(f"http://{place}")
        finally:
            server.terminate()
            server.wait()


def _answering(address):
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/account/log-in/")  # noqa: S310 - our own server
            return address
        except OSError:
            time.sleep(0.2)
    sys.exit(f"The server at {address} did not answer.")


def take(browser, server):
    """{name: a picture} of all SHOTS, and of the pages of the pack."""
    taken, sessions = {}, {}
    for shot in SHOTS:
        key = shot.role, shot.width
        if key not in sessions:
            sessions[key] = _log_in(browser, server, *key)
        page = sessions[key]
        page.goto(shot.address)
        top = page.locator(shot.begins).bounding_box()["y"] - 40 if shot.begins else 0
        png = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": shot.width, "height": shot.height})
        taken[shot.name] = Image.open(io.BytesIO(png))
    with pypdfium2.PdfDocument(sessions["pmo", 1280].request.get(PACK).body()) as pack:
        for name, beginning in PAGES.items():
            page = next(each for each in pack if each.get_textpage().get_text_range().startswith(beginning))
            taken[name] = page.render(scale=1.5).to_pil()
    return taken


def _log_in(browser, server, role, width):
    page = browser.new_context(base_url=server, viewport={"width": width, "height": 900}, locale="en-GB").new_page()
    page.goto("/")
    page.get_by_label("Email address").fill(f"{role}@demonstration.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state()
    return page


def main():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("The pictures need Chromium or Chrome on the PATH: install it (on Debian: apt-get install chromium).")
    HERE.mkdir(exist_ok=True)
    with demonstration() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, picture in take(browser, server).items():
            picture.convert("RGB").quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)
            print(f"docs/pictures/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
