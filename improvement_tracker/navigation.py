"""The links of the header and the footer, as data. A further page joins by a line here."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """`within` are the names of further pages, on which the link is marked as the current one too."""

    text: str
    url_name: str
    within: tuple[str, ...] = ()


# Shown on the pages of a plan.
PLAN_LINKS = [
    Link("Overview", "reports:dashboard"),
    Link("Actions", "reports:actions", within=("reports:action", "reports:action_by_key")),
    Link("Concerns", "reports:concerns"),
]
# For administrators, in the footer.
ADMINISTRATION = Link("Administration", "admin:index")


def navigation(request):
    """Context processor: `navigation` for the header and `footer_links`, for whoever is logged in.

    A view that shows a page of a plan says so by `request.plan`, and by `request.links`, which keep the date looked at.
    """
    links = PLAN_LINKS if getattr(request, "plan", None) else []
    user = getattr(request, "user", None)
    return {
        "navigation": [
            {
                "text": link.text,
                "href": request.links.keep(reverse(link.url_name, args=[request.plan.slug])),
                "current": request.resolver_match.view_name in (link.url_name, *link.within),
            }
            for link in links
        ],
        "footer_links": (
            [{"text": ADMINISTRATION.text, "href": reverse(ADMINISTRATION.url_name)}] if user and user.is_staff else []
        ),
    }
