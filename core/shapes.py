"""How each stage of a rating and each level of a risk looks: shape, colours and pattern. A colour is never alone.

This is the one place. The stages are those of a plan's RAG key, the levels those of its bands of risk; None or "" is
what has no rating yet. static/rating.css gives the tags the same colours (a test compares them).
"""

from dataclasses import dataclass

from markupsafe import Markup

INK, GREY, PALE = "#212b32", "#4c6272", "#f0f4f5"
BLUE, GREEN, AMBER, RED, ORANGE, WHITE = "#005eb8", "#007f3b", "#ffb81c", "#d5281b", "#ed8b00", "#ffffff"
YELLOW = "#fff2a8"


@dataclass(frozen=True)
class Look:
    """`fill` and `pattern` are for charts, `background`, `text` and `border` for the tag; all are #rrggbb or ""."""

    stage: str
    drawing: str  # on 16 by 16, in the colour of the text around it
    background: str
    text: str
    border: str
    fill: str
    pattern: str  # solid, vertical, diagonal, cross-hatch, dots, horizontal or none

    @property
    def css_class(self):
        return f"app-rating--{self.stage.replace('_', '-')}"


_TICK = (
    '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M4.7 8.3 7 10.6 11.3 5.9" fill="none" stroke="currentColor" stroke-width="1.8"/>'
)
_DISC = '<circle cx="8" cy="8" r="6" fill="currentColor"/>'
_TRIANGLE = '<path d="M8 2 15 14H1Z" fill="currentColor"/>'
_SQUARE = '<path d="M2.5 2.5h11v11h-11Z" fill="currentColor"/>'
_DIAMOND = '<path d="M8 1 15 8 8 15 1 8Z" fill="currentColor"/>'
_TURN = (
    '<path d="M12.9 5.2A5.6 5.6 0 1 0 13.6 8" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M14.6 1.6V6.8H9.4Z" fill="currentColor"/>'
)
_OCTAGON = '<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z" fill="currentColor"/>'
_DOWN = '<path d="M8 14 1 2H15Z" fill="currentColor"/>'
_DASH = '<path d="M3 7h10v2H3Z" fill="currentColor"/>'

LOOKS = {
    look.stage: look
    for look in (
        Look("complete", _TICK, BLUE, WHITE, BLUE, BLUE, "solid"),
        Look("in_place", _DISC, GREEN, WHITE, GREEN, GREEN, "vertical"),
        Look("underway", _TRIANGLE, AMBER, INK, INK, AMBER, "diagonal"),
        Look("not_started", _SQUARE, RED, WHITE, RED, RED, "cross-hatch"),
        Look("delayed", _DIAMOND, WHITE, RED, RED, RED, "dots"),
        Look("date_reset", _TURN, ORANGE, INK, INK, ORANGE, "horizontal"),
        Look("unrated", _DASH, PALE, GREY, GREY, "", "none"),
    )
}
# The levels of risk; a picture shows either these or stages.
LEVELS = {
    look.stage: look
    for look in (
        Look("extreme", _OCTAGON, RED, WHITE, RED, RED, "cross-hatch"),
        Look("high", _TRIANGLE, AMBER, INK, INK, AMBER, "diagonal"),
        Look("moderate", _DIAMOND, YELLOW, INK, INK, YELLOW, "horizontal"),
        Look("low", _DOWN, GREEN, WHITE, GREEN, GREEN, "vertical"),
    )
}

# Letters are drawn, so that no font decides what they look like.
_P = '<path d="M4.2 15V1.6h4.6a4.1 4.1 0 0 1 0 8.2H6.6V15ZM6.6 3.8v3.8h2a1.9 1.9 0 0 0 0-3.8Z" fill="currentColor"/>'
_F = '<path d="M4.2 15V1.6h8.2v2.3H6.6v3.3h5v2.3h-5V15Z" fill="currentColor"/>'
_ASK = (
    '<path d="M4.3 5.4a3.7 3.7 0 1 1 5.6 3.2C8.6 9.4 8 9.9 8 11.2" fill="none" stroke="currentColor" '
    'stroke-width="2.2"/><path d="M6.8 12.7h2.4V15H6.8Z" fill="currentColor"/>'
)
# What the values of a measure say, as they vary, and of its target; a picture of a measure shows these alone.
SIGNS = {
    look.stage: look
    for look in (
        Look("improvement", _DIAMOND, BLUE, WHITE, BLUE, BLUE, "solid"),
        Look("concern", _TRIANGLE, ORANGE, INK, INK, ORANGE, "diagonal"),
        Look("unusual", _SQUARE, WHITE, INK, INK, INK, "dots"),
        Look("common", _DISC, PALE, GREY, GREY, GREY, "none"),
        Look("passes", _P, BLUE, WHITE, BLUE, BLUE, "solid"),
        Look("fails", _F, ORANGE, INK, INK, ORANGE, "diagonal"),
        Look("chance", _ASK, PALE, INK, GREY, GREY, "none"),
    )
}

# Where something moved to, on 16 by 16: what is worse stands higher on a scale of risk.
ARROWS = {
    "worse": '<path d="M8 1 14 8H10V15H6V8H2Z" fill="currentColor"/>',
    "better": '<path d="M8 15 14 8H10V1H6V8H2Z" fill="currentColor"/>',
    "unchanged": '<path d="M15 8 8 14V10H1V6H8V2Z" fill="currentColor"/>',
}


def look(stage):
    """The Look of a stage, level or sign; of "unrated" for None or "". Raises KeyError for what is none of these."""
    return LEVELS.get(stage) or SIGNS.get(stage) or LOOKS[stage or "unrated"]


def shape(stage, title=""):
    """The shape as an SVG element, as high as the letters beside it.

    Without a title it is an ornament that screen readers pass over, as beside the word it repeats; where it stands
    alone, `title` says what it means.
    """
    described = Markup('role="img"') if title else Markup('aria-hidden="true"')
    named = Markup("<title>{}</title>").format(title) if title else ""
    return Markup(
        '<svg class="app-shape" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" '
        'focusable="false" {}>{}{}</svg>'
    ).format(described, named, Markup(look(stage).drawing))  # noqa: S704 - a drawing is one of the constants above
