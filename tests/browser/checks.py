"""What a page must pass, whatever is on it."""

import os
import re

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SCREENSHOTS = settings.VAR / "screenshots"


# A menu takes two frames after a change of the window's width to stand: one to measure, one to move what is too much.
SETTLED = """() => new Promise((done) => {
  let left = 6;
  const next = () => (left-- ? requestAnimationFrame(next) : done());
  next();
})"""


def violations(page):
    """What axe-core holds against the page: one line a violation, with the first element it concerns."""
    page.evaluate(SETTLED)
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html']}" for one in found]


def wider_than_the_window(page):
    """Whether the page as a whole has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def take_screenshots(page, name):
    """With SCREENSHOTS=1 the whole page at 1280 and at 375 pixels, under var/screenshots, for somebody to look at."""
    if not os.environ.get("SCREENSHOTS"):
        return
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        file = re.sub(r"\W+", "-", name).strip("-") + ".png"
        page.screenshot(path=SCREENSHOTS / str(width) / file, full_page=True)
