"""The links of the header and the footer, as data. A further page joins by a line here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from imports.models import Upload
from plans.permissions import Permission, Rights
from reports.my_work import waiting_count


@dataclass(frozen=True)
class Link:
    """`within` are the names of further pages, on which the link is marked as the current one too.

    With a `permission` the link is for those who have it in the plan.
    """

    text: str
    url_name: str
    within: tuple[str, ...] = ()
    permission: Permission | None = None


_IMPORTS = ("bring_in", "upload", "columns", "confirm", "drop", "record")
_IMPORTS = tuple(f"imports:{name}" for name in _IMPORTS)
_PEOPLE = ("new_post", "edit_post", "set_holder", "add_deputy", "edit_holding", "person", "leaving")
_PEOPLE += ("new_log_in", "edit_log_in", "log_in_link", "lost_second_factor")
_PEOPLE = tuple(f"actions:{name}" for name in _PEOPLE)
_RISKS = ("add", "describe", "score", "review", "close", "reopen", "tie", "privacy")
_RISKS = ("reports:risk", *(f"risks:{name}" for name in _RISKS))
_MILESTONES = (
    "milestone",
    "add",
    "update",
    "describe",
    "tie",
    "privacy",
    "exceptions",
    "report_exception",
    "decide_exception",
    "choose_change",
    "change",
)
_MILESTONES = tuple(f"milestones:{name}" for name in _MILESTONES)
_MONEY = ("enter_position", "exposure", "enter_exposure", "savings", "add_scheme", "savings_target")
_MONEY += ("scheme", "describe_scheme", "decide_gateway", "scheme_profile")
_MONEY += ("plans", "activity")
_MONEY = tuple(f"finance:{name}" for name in _MONEY)
_PROGRAMMES = ("programme", "add_programme", "change_programme", "close_programme", "reopen_programme")
_PROGRAMMES += ("tie_programme", "programme_privacy")
_PROGRAMMES = tuple(f"milestones:{name}" for name in _PROGRAMMES)
_MEASURES = ("measure", "add", "enter", "describe", "close", "reopen", "privacy", "tie")
_MEASURES = tuple(f"measures:{name}" for name in _MEASURES)
_HIGHLIGHTS = tuple(f"cycle:{name}" for name in ("highlight", "write", "change"))
_OVERVIEW = ("looks_wrong", "compare", "objectives", "new_objective", "edit_objective", "objective_actions")
_OVERVIEW = tuple(f"reports:{name}" for name in _OVERVIEW)
_REPORTS = ("periods", "new_period", "edit_period", "sections", "new_section", "edit_section")
_REPORTS += ("new_picture", "describe_picture", "remove_picture")
_REPORTS += ("pack", "draft", "prepare_pack", "change_pack", "drop_pack")
_REPORTS += ("issue_pack", "reissue_pack", "record_signed", "pack_pdf", "pack_html")
_REPORTS += ("pictures", "timeline")
_REPORTS = tuple(f"reports:{name}" for name in _REPORTS)
# Shown on the pages of a plan.
PLAN_LINKS = [
    Link("Overview", "reports:dashboard", within=_OVERVIEW),
    Link("Actions", "reports:actions", within=("reports:action", "reports:action_by_key")),
    Link("Recommendations", "reports:recommendations"),
    Link("Concerns", "reports:concerns", within=("reports:concern",)),
    Link("Risks", "risks:register", within=_RISKS),
    Link("Milestones", "milestones:register", within=_MILESTONES),
    Link("Programmes", "milestones:programmes", within=_PROGRAMMES),
    Link("Money", "finance:position", within=_MONEY),
    Link("Measures", "measures:register", within=_MEASURES),
    Link("Later dates", "actions:dates", within=("actions:decide_date",)),
    Link("Evidence", "actions:evidence", within=("actions:judge_evidence",)),
    Link("Highlights", "cycle:highlights", within=_HIGHLIGHTS),
    Link("Reports", "reports:reports", within=_REPORTS),
    Link("Import", "imports:list", within=_IMPORTS, permission=Permission.IMPORT_WORKBOOK),
    Link("People", "actions:people", within=_PEOPLE, permission=Permission.MANAGE_PLAN),
]
# In the footer: for whoever is logged in, for everybody, and for administrators.
HELP = [Link("Help", "help"), Link("Glossary", "glossary")]
ABOUT = [
    Link("Accessibility statement", "accessibility"),
    Link("Privacy", "privacy"),
    Link("Cookies", "cookies"),
]
ADMINISTRATION = [Link("Administration", "admin:index")]


def navigation(request):
    """Context processor: `navigation` for the header and `footer_links`, for whoever is logged in.

    A page of a plan says so by `request.plan`, `request.links`, which keep the date looked at, and `request.rights`
    (plans.pages sets all three). `count`, of a link, is how much waits there for the reader.
    """
    user = getattr(request, "user", None)
    logged_in = user is not None and user.is_authenticated
    footer = (HELP if logged_in else []) + ABOUT + (ADMINISTRATION if logged_in and user.is_staff else [])
    return {
        "navigation": [_my_work(request, user), *_of_the_plan(request)] if logged_in else [],
        "footer_links": [{"text": link.text, "href": reverse(link.url_name)} for link in footer],
    }


def _my_work(request, user):
    count = getattr(request, "waiting", None)  # the page of it has counted already
    if count is None:
        rights = Rights.everywhere(user)
        count = waiting_count(user, timezone.localdate(), rights) + uploads_to_confirm(user, rights).count()
    return {"text": "My work", "href": reverse("home"), "current": _is_at(request, "home"), "count": count}


def uploads_to_confirm(user, rights):
    """The workbooks that `user` brought in and has not confirmed yet, for plans into which by `rights` they still may.

    It stands here, as imports are on the floor above the rest of what waits.
    """
    plans = [plan for plan, own in rights.items() if own.may(Permission.IMPORT_WORKBOOK)]
    return Upload.objects.filter(uploaded_by=user, state=Upload.State.READY, plan__in=plans)


def _of_the_plan(request):
    """The links of a plan's pages that the reader may use."""
    for link in PLAN_LINKS if getattr(request, "plan", None) else []:
        if link.permission is None or request.rights.may(link.permission):
            href = request.links.keep(reverse(link.url_name, args=[request.plan.slug]))
            yield {"text": link.text, "href": href, "current": _is_at(request, link.url_name, *link.within)}


def _is_at(request, *names):
    return bool(request.resolver_match) and request.resolver_match.view_name in names
