"""Every page there is: what the URL walk and the browser tests visit.

They find the URL patterns by themselves; here stands what they cannot know. Whoever adds a URL with a new argument
gives its example here, and makes in `build_world` what the example names.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from django.conf import settings
from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import get_resolver
from PIL import Image

from accounts.models import User
from accounts.services import command_line_user
from actions.models import Action, Concern, DateRequest, EvidenceVersion
from actions.services import ask_later_date, mark_private, offer_evidence, serve_objective
from finance.models import ExposureLine
from finance.months import months_of
from finance.movements import Head
from finance.services import (
    ActivityEntry,
    LineEntry,
    PlanLineEntry,
    add_scheme,
    decide_gateway,
    keep_activity,
    keep_exposure,
    keep_financial_plan,
    keep_gateways,
    keep_position,
    keep_profile,
    set_target,
)
from finance.variance import Amounts
from milestones.models import MilestoneException
from milestones.services import add_milestone, report_exception, tie_milestone
from plans.models import Holding, Membership, Objective, Period, Post, Role
from plans.services import give_role, keep_objective, make_period
from reports.models import Narrative, NarrativePicture
from reports.services.narratives import add_picture, write_narrative
from risks.services import review_risk, score_risk, tie_action

from .a_programme import keep_a_programme
from .brought_in import bring_in_the_next_month, import_with_its_workbook, upload_to_look_at
from .issued import issue_a_pack_and_begin_the_next_version, signature_to_come
from .measured import keep_measures


def action_without_reference():
    return Action.objects.filter(plan__slug="example").exclude(ref__gt="").values_list("key", flat=True)[0]


def open_concern():
    return Concern.objects.filter(plan__slug="example", statements__is_open=True).values_list("pk", flat=True)[0]


def evidence_file():
    return EvidenceVersion.objects.exclude(file="").values_list("pk", flat=True)[0]


def narrative():
    return Narrative.objects.filter(plan__slug="example").values_list("pk", flat=True)[0]


def narrative_picture():
    return NarrativePicture.objects.values_list("pk", flat=True)[0]


def open_date_request():
    return DateRequest.objects.open().values_list("pk", flat=True)[0]


def somebody_with_a_role():
    return Membership.objects.filter(plan__slug="example", user__email="somebody@example.org")[0].user_id


# Argument of a URL: a value, or what finds one, that leads to something that `build_world` made.
ARGUMENTS = {
    "slug": "example",
    "topic": "lead",
    "uidb36": "1",
    "ref": "1.3.1",
    "key": action_without_reference,
    "evidence_version": evidence_file,
    "change": "withdrawn",
    "date_request": open_date_request,
    "upload": upload_to_look_at,
    "record": import_with_its_workbook,
    "concern": open_concern,
    "risk_key": 1,
    "measure_key": 1,
    "milestone_key": 1,
    "programme_key": 1,
    "exception": lambda: MilestoneException.objects.filter(plan__slug="example")[0].pk,
    "highlight_key": 1,
    "scheme_key": 1,
    "narrative": narrative,
    "picture": narrative_picture,
    "post": lambda: Post.objects.filter(plan__slug="example")[0].pk,
    "drawing": "rag-by-area",
    "log_in": somebody_with_a_role,
    "person": lambda: Holding.objects.filter(post__plan__slug="example")[0].person_id,
    "number": 1,
    "revision": 0,
    "sign_off": signature_to_come,
    "objective": lambda: Objective.objects.filter(plan__slug="example")[0].pk,
    "period": lambda: Period.objects.filter(plan__slug="example")[0].pk,
    "holding": lambda: Holding.objects.filter(post__plan__slug="example")[0].pk,
}

# Readable without log-in.
PUBLIC = {"account_login", "account_logout", "account_inactive", "account_reset_password_from_key", "mfa_authenticate"}
PUBLIC |= {"accessibility", "privacy", "cookies"}  # as the law asks
# Readable by everybody who is logged in, whatever their role: nothing of a plan stands on these.
FOR_EVERYBODY = {"home", "help", "help_topic", "glossary"}
FOR_EVERYBODY |= {"account_change_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate"}
FOR_EVERYBODY |= {"mfa_activate_totp", "mfa_deactivate_totp"}
FOR_EVERYBODY |= {"mfa_view_recovery_codes", "mfa_generate_recovery_codes"}
# What answers with a file or another address instead of a page.
NOT_A_PAGE: set[str] = {"actions:evidence_file", "actions:no_change", "actions:no_change_by_key"}
NOT_A_PAGE |= {"reports:section_picture_file", "milestones:no_change", "measures:of_action"}
NOT_A_PAGE |= {"reports:pack_pdf", "reports:make_pack_again", "reports:sign_pack"}
NOT_A_PAGE |= {"reports:picture_svg", "reports:picture_png"}
NOT_A_PAGE |= {"imports:leave_out", "imports:try_again", "imports:workbook"}
# Pages worth seeing with a query: (name of the URL, query).
WITH_QUERY: list[tuple[str, str]] = [
    ("reports:dashboard", "as_at=2019-01-10"),
    ("reports:dashboard", "as_at=2018-01-01"),
    ("reports:actions", "area=6&late=yes&scope=in&as_at=2019-01-10"),
    ("reports:actions", "rating=unheard-of"),
    ("reports:actions", "page=2"),
    ("reports:actions", "rating=R&rating=A&silent=45&sort=-due"),
    ("reports:recommendations", "state=open&area=1"),
    ("reports:bulk_leads", "every=yes&area=2"),
    ("reports:bulk_privacy", "every=yes&area=2"),
    ("reports:bulk_scope", "every=yes&rating=R"),
    ("reports:action", "as_at=2019-01-10"),
    ("reports:action", "as_at=2018-01-01"),
    ("reports:looks_wrong", "as_at=2019-01-10"),
    ("reports:pictures", "as_at=2018-01-01"),
    ("reports:timeline", "area=6&as_at=2019-01-10"),
    ("reports:looks_wrong", "as_at=2018-01-01"),
    ("reports:compare", "from=2019-01-10&to=2019-02-12"),
    ("reports:compare", "from=2019-01-10&to=2019-02-12&area=1&show=words"),
    ("reports:compare", "from=soon&to=2019-01-10"),
    ("reports:compare", "to=2018-01-01"),
    ("reports:concerns", "state=open"),
    ("risks:register", "state=all&sort=score&as_at=2019-01-10"),
    ("cycle:highlights", "as_at=2018-01-01"),
    ("cycle:highlight", "as_at=2019-01-10"),
    ("risks:register", "text=nothing+at+all"),
    ("finance:position", "month=2018-12"),
    ("finance:position", "as_at=2018-01-01"),
    ("finance:enter_position", "month=2019-02"),
    ("finance:plans", "as_at=2018-01-01"),
    ("finance:activity", "as_at=2018-01-01"),
    ("finance:exposure", "month=2018-11&as_at=2019-01-10"),
    ("finance:enter_exposure", "month=2018-12"),
    ("finance:savings", "as_at=2019-01-10&stage=1"),
    ("finance:savings", "category=nothing"),
    ("finance:scheme", "as_at=2019-01-10"),
    ("reports:risk", "as_at=2019-01-10"),
    ("measures:register", "state=all&wrong=any&as_at=2019-01-10"),
    ("measures:register", "text=nothing+at+all"),
    ("measures:measure", "as_at=2019-01-10"),
    ("measures:enter", "measure=2&until=2019-01"),
    ("measures:enter", "until=2019-01"),
    ("milestones:register", "critical=yes&late=no&sort=due"),
    ("milestones:register", "state=all&as_at=2019-01-10"),
    ("milestones:register", "text=nothing+at+all"),
    ("milestones:milestone", "as_at=2019-01-10"),
    ("milestones:programmes", "as_at=2018-01-01"),
    ("milestones:programme", "as_at=2019-01-10"),
    ("milestones:exceptions", "report=Month+10&as_at=2019-01-10"),
    ("milestones:exceptions", "report=unheard-of"),
    ("milestones:exceptions", "as_at=2018-01-01"),
    ("actions:evidence", "state=accepted"),
]

# The administration is Django's; its pages are walked, with things that need not exist.
ADMIN_ARGUMENTS = {"object_id": "1", "id": "1", "content_type_id": "1", "app_label": "accounts", "url": "nowhere"}


def build_world():
    """Make what ARGUMENTS names: a plan of about a hundred actions, through the importer."""
    workbook = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-01.xlsx"
    options = {"plan": "example", "as_at": date(2019, 1, 10), "commit": True, "stdout": StringIO()}
    call_command("import_workbook", workbook, **options)
    bring_in_the_next_month()
    offered = {"action": Action.objects.get(plan__slug="example", ref="1.3.1"), "on": date(2019, 1, 11)}
    offered["by"] = command_line_user()
    minutes = ContentFile(b"Agreed by the board.", name="minutes.txt")
    offer_evidence(title="Minutes of the board", file=minutes, note="Item 4.", **offered)
    offer_evidence(title="Where it is published", link="https://www.example.org/minutes", **offered)
    action = Action.objects.get(plan__slug="example", ref="1.3.2")
    somebody = User.objects.create_user("somebody@example.org")
    give_role(plan=action.plan, user=somebody, role=Role.READER, by=command_line_user())
    days = {"opens_on": date(2019, 1, 2), "updates_due_on": date(2019, 1, 8), "as_at": date(2019, 1, 10)}
    make_period(plan=action.plan, label="Month 10", **days, by=command_line_user())
    write_a_section(action.plan)
    name_objectives(action)
    keep_a_risk(action.plan)
    keep_milestones(action.plan)
    keep_a_programme(action.plan)
    keep_measures(action.plan)
    keep_money(action.plan)
    plan_money_and_activity(action.plan)
    issue_a_pack_and_begin_the_next_version()
    asked = {"due_on": date(2030, 3, 31), "reason": "The trust needs longer.", "on": date(2019, 1, 11)}
    ask_later_date(action=action, **asked, by=command_line_user())


def name_objectives(action):
    """One that an action serves, and one that nothing is tied to."""
    by = command_line_user()
    served = keep_objective(plan=action.plan, title="Care that is safe", ref="O1", by=by)
    keep_objective(plan=action.plan, title="Live within our means", ref="O2", by=by)
    serve_objective(action=action, objective=served, on=date(2019, 1, 10), by=by)


def keep_a_risk(plan):
    """The first risk of the register is tied to 1.3.2, reviewed and scored anew."""
    by, on, risk = command_line_user(), date(2019, 1, 10), plan.risks.get(key=1)
    tie_action(risk=risk, action=plan.actions.get(ref="1.3.2"), on=on, by=by)
    review_risk(risk=risk, seen_on=on, said="Still so.", on=on, by=by)
    score = {"kind": "current", "likelihood": 3, "consequence": 5, "reason": "Half of it is signed."}
    seen = risk.scores.filter(kind="current", effective_on=on).get().pk
    score_risk(risk=risk, **score, seen=seen, on=on, by=by)


def keep_milestones(plan):
    """A milestone that slipped, is late and is tied to an action and a risk, and an exception that waits about it."""
    told = {"on": date(2019, 1, 10), "by": command_line_user()}
    facts = {"title": "A single number to call", "is_critical": True, "department": "Flow", "delivery_as_written": "AO"}
    facts |= {"original_on": date(2018, 10, 31), "due_on": date(2018, 12, 31), "status": "delayed"}
    milestone = add_milestone(plan=plan, facts=facts, reason="The board asked for it.", ref="7", **told)
    for record in (plan.actions.get(ref="1.3.2"), plan.risks.get(key=1)):
        tie_milestone(milestone=milestone, to=record, **told)
    asked = {"rationale": "The builder left.", "recovery": "Another builds on.", "asked_on": date(2030, 3, 31)}
    report_exception(milestone=milestone, **asked, report="Month 10", **told)


def keep_money(plan):
    """The positions and the financial risks of two months."""
    by, organisation = command_line_user(), plan.organisations.first()
    for month, on in ((date(2018, 11, 30), date(2018, 12, 10)), (date(2018, 12, 31), date(2019, 1, 10))):
        amounts = Amounts(*(Decimal(amount * month.month) for amount in (100, 90, 1200, 1190)))
        lines = [LineEntry("Hospitals", "expenditure", "Programme", amounts, commentary="Less was done than planned.")]
        lines.append(LineEntry("Allocation", "allocation", "", amounts))
        about = {"plan": plan, "organisation": organisation, "month": month, "on": on, "by": by}
        keep_position(**about, lines=lines)
        facts = {"gross": Decimal(-1200), "probability": Decimal(107), "assessed": Decimal(-600)}
        risk = ExposureLine(kind="risk", name="More stays than planned", lead="AO", commentary="In winter.", **facts)
        printed = ExposureLine(kind="risk", is_total=True, name="All risks", gross=Decimal(-1300))
        covered = ExposureLine(kind="mitigation", name="Reserve", gross=Decimal(800), as_written={"residual": "soon"})
        keep_exposure(**about, lines=[risk, printed, covered])
    save_money(plan, organisation, date(2019, 1, 10), by)


def save_money(plan, organisation, on, by):
    """A scheme that passed a gateway, with its months, and the target of the year."""
    told = {"on": on, "by": by}
    stage, after = keep_gateways(plan=plan, by=by)[:2]
    facts = {"name": "Buy together", "gateway_id": stage.pk, "net": Decimal(1200), "confidence": "amber", "lead": "AO"}
    scheme = add_scheme(plan=plan, ref="Q1", facts=facts, organisation=organisation, **told)
    months = [(month, Decimal(100), Decimal(90) if month < on else None) for month in months_of(2018)]
    keep_profile(scheme=scheme, financial_year=2018, months=months, seen=None, **told)
    decision = {"outcome": "passed", "goes_to": after, "reason": "The value is confirmed.", "decided_on": on}
    decide_gateway(scheme=scheme, **decision, seen=scheme.statements.get().pk, **told)
    set_target(plan=plan, organisation=organisation, financial_year=2018, target=Decimal(1500), **told)


def plan_money_and_activity(plan):
    """A plan by movements, one by years, and activity with what was counted."""
    about = {"plan": plan, "organisation": plan.organisations.first(), "year": 2018, "on": date(2019, 1, 10)}
    about["by"] = command_line_user()
    heads = [Head("2017/18 outturn", "before"), Head("What recurs", "base"), Head("Growth", "movement")]
    heads.append(Head("2018/19 plan", "closing"))
    amounts = [Decimal(amount) for amount in (1000, 990, 40, 1060)]
    lines = [
        PlanLineEntry(name, kind, amounts) for name, kind in (("Hospitals", "expenditure"), ("Total", "total_spend"))
    ]
    keep_financial_plan(topic="movements", heads=heads, lines=lines, **about)
    years = [Head("2018/19", "year"), Head("2019/20", "year")]
    core = PlanLineEntry("Core", "allocation", [Decimal(900), Decimal(945)])
    keep_financial_plan(topic="allocations", heads=years, lines=[core], **about)
    planned = [
        ActivityEntry(code, "Referrals", 1100, 1210, -10, 1200, None, [100] * 12) for code in ("E.M.7", "E.M.7a")
    ]
    keep_activity(topic="plan", lines=planned, **about)
    counted = [ActivityEntry("E.M.7", months=[90, 120] + [None] * 10)]
    keep_activity(topic="actual", lines=counted, **about)


def write_a_section(plan):
    """A narrative section with a picture, which names an action that is private."""
    by, on = command_line_user(), date(2019, 1, 10)
    text = "# Where it began\n\nIt **began** with 1.3.2.\n\n| Month | Done |\n| --- | ---: |\n| March | 12 |"
    section = write_narrative(plan=plan, title="How we got here", text=text, on=on, by=by)
    drawn = BytesIO()
    Image.new("RGB", (60, 30), "#005eb8").save(drawn, "PNG")
    picture = ContentFile(drawn.getvalue(), name="plan.png")
    add_picture(narrative=section, file=picture, description="A blue field", caption="The field", on=on, by=by)
    mark_private(action=plan.actions.get(ref="1.3.2"), is_private=True, by=by)


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
