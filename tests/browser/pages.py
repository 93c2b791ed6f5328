"""Every page there is: what the URL walk and the browser tests visit.

They find the URL patterns by themselves; here stands what they cannot know. Whoever adds a URL with a new argument
gives its example here, and makes in `build_world` what the example names.
"""

import re
from dataclasses import dataclass

from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.urls import get_resolver

# Argument of a URL: a value that leads to something that `build_world` made.
ARGUMENTS: dict[str, str] = {}

# Readable without log-in.
PUBLIC = {"account_login", "account_logout", "account_inactive"}
# Readable by everybody who is logged in, whatever their role: nothing of a plan stands on these.
FOR_EVERYBODY = {"home"}
# What answers with a file or another address instead of a page.
NOT_A_PAGE: set[str] = set()
# Pages worth seeing with a query: (name of the URL, query).
WITH_QUERY: list[tuple[str, str]] = []

# The administration is Django's; its pages are walked, with things that need not exist.
ADMIN_ARGUMENTS = {"object_id": "1", "id": "1", "content_type_id": "1", "app_label": "accounts", "url": "nowhere"}


def build_world(administrator):
    """Make what ARGUMENTS names; written by `administrator`."""


ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    name: str
    path: str

    @property
    def is_admin(self):
        return self.name.startswith("admin:")


def routes(patterns=None):
    """Each of the URL patterns, or of all, as a Route. Raises KeyError, with a sentence, where there is no example."""
    found = []
    for _, regex, namespace, name in extract_views_from_urlpatterns(patterns or get_resolver().url_patterns):
        in_admin = namespace == ["admin"]
        examples = ADMIN_ARGUMENTS if in_admin else ARGUMENTS
        pattern = simplify_regex(regex)
        missing = [argument for argument in ARGUMENT.findall(pattern) if argument not in examples]
        if missing:
            raise KeyError(f"Give an example of {', '.join(missing)} of {pattern} in tests/browser/pages.py")
        path = ARGUMENT.sub(lambda match, examples=examples: examples[match.group(1)], pattern)
        found.append(Route(":".join([*(namespace or []), name or path]), path))
    return found


def pages():
    """The routes that answer with a page of ours, and those worth seeing with a query."""
    ours = [route for route in routes() if not route.is_admin and route.name not in NOT_A_PAGE]
    paths = {route.name: route.path for route in ours}
    return ours + [Route(f"{name}?{query}", f"{paths[name]}?{query}") for name, query in WITH_QUERY]
