"""The Jinja2 environment of templates/: the NHS.UK macros, and the filters and functions that every page uses.

It needs no request: `render(name, **context)` gives the text of a template to a command, such as that of the pack.
"""

from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from . import shapes
from .dates.calendar import in_words


def environment(**options):
    """Build the environment; Django's Jinja2 engine calls this with its options."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    # The macros ask for parameters of parameters that nobody gave.
    options["undefined"] = ChainableUndefined
    # Django passes autoescape=True among the options.
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701
    env.globals |= {
        "url": url,
        "static": static,
        "plural": plural,
        "rating_look": shapes.look,
        "shape": shapes.shape,
        "organisation_name": lambda: settings.ORGANISATION_NAME,
    }
    env.filters |= {"date": date_words, "time": time_words, "number": number_words}
    return env


def render(name, **context):
    """The text of templates/`name`, without a request: no navigation, no log-in, no nonce."""
    return render_to_string(name, context, using="jinja2")


def url(name, *args, **kwargs):
    return reverse(name, args=args, kwargs=kwargs)


def _local(moment):
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def date_words(day, empty="Not set"):
    """21 November 2026. A moment gives its day in the office's time zone; None gives `empty`."""
    if not isinstance(day, date):
        return empty
    if isinstance(day, datetime):
        day = _local(day)
    return in_words(day)


def time_words(moment):
    """5:30pm, 5pm, midday, midnight, in the office's time zone."""
    moment = _local(moment)
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def number_words(value):
    """1,234: thousands separated, as people read them."""
    return f"{value:,}"


def plural(count, one, many=""):
    """1 action, 2 actions, 1,000 actions; `many` where an s at the end does not do."""
    return f"{number_words(count)} {one if count == 1 else many or one + 's'}"
