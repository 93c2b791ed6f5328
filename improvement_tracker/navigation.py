"""The links of the header and the footer, as data. A further page joins by a line here."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """`within` are the names of further pages, on which the link is marked as the current one too."""

    text: str
    url_name: str
    within: tuple[str, ...] = ()


# Shown on the pages of a plan: those whose URL has the `slug` of one.
PLAN_LINKS = [
    Link("Summary", "reports:dashboard"),
    Link("Actions", "reports:actions", within=("reports:action", "reports:action_by_key")),
    Link("Concerns", "reports:concerns"),
]
# For administrators, in the footer.
ADMINISTRATION = Link("Administration", "admin:index")


def navigation(request):
    """Context processor: `navigation` for the header and `footer_links`, for whoever is logged in."""
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    links = PLAN_LINKS if slug else []
    user = getattr(request, "user", None)
    return {
        "navigation": [
            {
                "text": link.text,
                "href": reverse(link.url_name, args=[slug]),
                "current": match.view_name in (link.url_name, *link.within),
            }
            for link in links
        ],
        "footer_links": (
            [{"text": ADMINISTRATION.text, "href": reverse(ADMINISTRATION.url_name)}] if user and user.is_staff else []
        ),
    }
