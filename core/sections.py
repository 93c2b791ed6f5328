"""A section of the board pack: each app declares its own, next to the figures that it is made from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .environment import render

# So many characters without a space between them are no word, and a renderer takes minutes to set them.
_UNBROKEN = re.compile(r"(?:[^\s&]|&[^\s;]{1,8};){500}")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the pack: its template is templates/pack/<kind>.jinja, `context` gives what that shows.

    `context` takes a `reports.document.Document`. It may give None: there is nothing to show, and the section is left
    out of contents and pack alike.
    """

    name: str
    title: str
    context: Callable[[Any], dict | None]
    template: str = ""

    @property
    def kind(self):
        """What its template and its place in the style sheet are called: its name, unless several share them."""
        return self.template or self.name

    def html(self, document, shown):
        """The section's HTML: `shown` is what `context` gave."""
        common = {"section": self, "document": document, "key": document.key}
        return Markup(_broken(render(f"pack/{self.kind}.jinja", **common, **shown)))  # noqa: S704 - templates escape


def _broken(html):
    """HTML with a space in each run of characters, outside its tags, that is too long to be set."""
    pieces = re.split(r"(<[^>]*>)", html)
    pieces[::2] = [_UNBROKEN.sub(r"\g<0> ", text) for text in pieces[::2]]
    return "".join(pieces)
