"""Pages about the tracker itself: help for each role, the words it uses, and what the law asks every service to say."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.models import Membership, Role

from .glossary import GLOSSARY


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: its template is guidance/help/`name`.jinja; `roles` are those that it is written for."""

    name: str
    title: str
    roles: tuple[Role, ...]


TOPICS = [
    Topic("lead", "For leads and their deputies", (Role.LEAD,)),
    Topic("pmo", "For the programme office", (Role.PMO,)),
    Topic("reader", "For Governing Body members and other readers", (Role.READER,)),
    Topic("finance-lead", "For finance leads", (Role.FINANCE_LEAD,)),
    Topic("risk-owner", "For risk owners", (Role.RISK_OWNER,)),
    Topic("milestone-owner", "For milestone owners", (Role.MILESTONE_OWNER,)),
    Topic("administrator", "For administrators", (Role.ADMINISTRATOR,)),
]


@require_safe
def help_index(request):
    roles = set(Membership.objects.filter(user=request.user).values_list("role", flat=True))
    if request.user.is_superuser:
        roles.add(Role.ADMINISTRATOR)
    own = [topic for topic in TOPICS if roles.intersection(topic.roles)]
    others = [topic for topic in TOPICS if topic not in own]
    return render(request, "guidance/help.jinja", {"own": own, "others": others})


@require_safe
def help_topic(request, topic):
    found = next((each for each in TOPICS if each.name == topic), None)
    if found is None:
        raise Http404
    return render(request, f"guidance/help/{found.name}.jinja", {"title": found.title})


@require_safe
def glossary(request):
    return render(request, "guidance/glossary.jinja", {"entries": sorted(GLOSSARY, key=lambda e: e.term.casefold())})


def _for_everybody(template):
    """A page that is read without log-in, as the law asks."""

    @login_not_required
    @require_safe
    def page(request):
        return render(
            request,
            template,
            {
                "contact": settings.SUPPORT_CONTACT,
                "idle_minutes": settings.SESSION_IDLE_MINUTES,
                "session_hours": settings.SESSION_HOURS,
            },
        )

    return page


accessibility = _for_everybody("guidance/accessibility.jinja")
privacy = _for_everybody("guidance/privacy.jinja")
cookies = _for_everybody("guidance/cookies.jinja")
