"""Every page there is: what the URL walk and the browser tests visit.

They find the URL patterns by themselves; here stands what they cannot know. Whoever adds a URL with a new argument
gives its example here, and makes in `build_world` what the example names.
"""

import re
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.conf import settings
from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.core.management import call_command
from django.urls import get_resolver

from actions.models import Action


def action_without_reference():
    return Action.objects.filter(plan__slug="example").exclude(ref__gt="").values_list("key", flat=True)[0]


# Argument of a URL: a value, or what finds one, that leads to something that `build_world` made.
ARGUMENTS = {"slug": "example", "ref": "1.3.1", "key": action_without_reference}

# Readable without log-in.
PUBLIC = {"account_login", "account_logout", "account_inactive"}
# Readable by everybody who is logged in, whatever their role: nothing of a plan stands on these.
FOR_EVERYBODY = {"home"}
# What answers with a file or another address instead of a page.
NOT_A_PAGE: set[str] = set()
# Pages worth seeing with a query: (name of the URL, query).
WITH_QUERY: list[tuple[str, str]] = [
    ("reports:dashboard", "as_at=2019-01-10"),
    ("reports:dashboard", "as_at=2018-01-01"),
    ("reports:actions", "area=6&late=yes&scope=in&as_at=2019-01-10"),
    ("reports:actions", "rating=unheard-of"),
    ("reports:actions", "page=2"),
    ("reports:action", "as_at=2019-01-10"),
    ("reports:action", "as_at=2018-01-01"),
    ("reports:concerns", "state=open"),
]

# The administration is Django's; its pages are walked, with things that need not exist.
ADMIN_ARGUMENTS = {"object_id": "1", "id": "1", "content_type_id": "1", "app_label": "accounts", "url": "nowhere"}


def build_world():
    """Make what ARGUMENTS names: a plan of about a hundred actions, through the importer."""
    workbook = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-01.xlsx"
    options = {"plan": "example", "as_at": date(2019, 1, 10), "commit": True, "stdout": StringIO()}
    call_command("import_workbook", workbook, **options)


ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """A URL pattern; its `path` has the examples in it, and asks the database where an example has to be found."""

    name: str
    pattern: str
    query: str = ""

    def __str__(self):
        return f"{self.name}?{self.query}" if self.query else self.name

    @property
    def path(self):
        examples = ADMIN_ARGUMENTS if self.is_admin else ARGUMENTS
        values = {
            name: value() if callable(value) else value for name, value in examples.items() if name in self.pattern
        }
        path = ARGUMENT.sub(lambda match: str(values[match.group(1)]), self.pattern)
        return f"{path}?{self.query}" if self.query else path

    @property
    def is_admin(self):
        return self.name.startswith("admin:")


def routes(patterns=None):
    """Each of the URL patterns, or of all, as a Route. Raises KeyError, with a sentence, where there is no example."""
    found = []
    for _, regex, namespace, name in extract_views_from_urlpatterns(patterns or get_resolver().url_patterns):
        examples = ADMIN_ARGUMENTS if namespace == ["admin"] else ARGUMENTS
        pattern = simplify_regex(regex)
        missing = [argument for argument in ARGUMENT.findall(pattern) if argument not in examples]
        if missing:
            raise KeyError(f"Give an example of {', '.join(missing)} of {pattern} in tests/browser/pages.py")
        found.append(Route(":".join([*(namespace or []), name or pattern]), pattern))
    return found


def pages():
    """The routes that answer with a page of ours, and those worth seeing with a query."""
    ours = [route for route in routes() if not route.is_admin and route.name not in NOT_A_PAGE]
    patterns = {route.name: route.pattern for route in ours}
    return ours + [Route(name, patterns[name], query) for name, query in WITH_QUERY]
