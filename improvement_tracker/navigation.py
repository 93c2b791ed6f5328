"""The links of the header and the footer, as data. A further page joins by a line here."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """`section` is the URL namespace within which the link is the current one."""

    text: str
    url_name: str
    section: str = ""


# Shown on the pages of a plan: those whose URL has a `plan` in it.
PLAN_LINKS: list[Link] = []
# For administrators, in the footer.
ADMINISTRATION = Link("Administration", "admin:index")


def navigation(request):
    """Context processor: `navigation` for the header and `footer_links`, for whoever is logged in."""
    match = request.resolver_match
    plan = match.kwargs.get("plan") if match else None
    links = PLAN_LINKS if plan else []
    user = getattr(request, "user", None)
    return {
        "navigation": [
            {
                "text": link.text,
                "href": reverse(link.url_name, args=[plan]),
                "current": link.section in match.namespaces,
            }
            for link in links
        ],
        "footer_links": (
            [{"text": ADMINISTRATION.text, "href": reverse(ADMINISTRATION.url_name)}] if user and user.is_staff else []
        ),
    }
