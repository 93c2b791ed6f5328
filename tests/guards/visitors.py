"""Somebody of each kind, to walk to every address as them."""

from accounts.models import User
from actions.models import Action
from plans.models import Plan, Post, Role
from plans.services import give_role
from tests.browser.pages import ARGUMENTS
from tests.factories import PASSWORD, make_plan, member

from .who_may import Who


def visitor(who, administrator):
    """A new user who is `who` to the example plan that `build_world` made; None is not logged in."""
    plan, led = Plan.objects.get(slug=ARGUMENTS["slug"]), _posts_of_the_examples()
    others = Post.objects.filter(plan=plan).exclude(abbreviation__in=led).exclude(assignments=None)
    makers = {
        Who.ANONYMOUS: lambda: None,
        Who.OUTSIDER: lambda: User.objects.create_user("outsider@example.org", PASSWORD),
        Who.STRANGER: lambda: stranger(administrator),
        Who.READER: lambda: member(plan, Role.READER, by=administrator),
        Who.OTHER_LEAD: lambda: member(plan, Role.LEAD, by=administrator, posts=[others[0].abbreviation]),
        Who.LEAD: lambda: member(plan, Role.LEAD, by=administrator, posts=led),
        Who.DEPUTY: lambda: member(plan, Role.LEAD, by=administrator, deputy_for=led),
        Who.PMO: lambda: member(plan, Role.PMO, by=administrator),
        Who.PLAN_ADMINISTRATOR: lambda: member(plan, Role.ADMINISTRATOR, by=administrator, email="plan@example.org"),
        Who.TRACKER_ADMINISTRATOR: lambda: administrator,
    }
    return makers[who]()


def _posts_of_the_examples():
    """The abbreviations of the posts that lead the actions named in ARGUMENTS."""
    plan = Plan.objects.get(slug=ARGUMENTS["slug"])
    examples = plan.actions.filter(ref=ARGUMENTS["ref"]) | plan.actions.filter(key=ARGUMENTS["key"]())
    return list(
        Post.objects.filter(assignments__action__in=Action.objects.filter(pk__in=examples)).values_list(
            "abbreviation", flat=True
        )
    )


def stranger(administrator):
    """The administrator of another plan, called "other"."""
    other = make_plan(administrator, slug="other", actions=3)
    user = User.objects.create_user("stranger@example.org", PASSWORD)
    give_role(plan=other, user=user, role=Role.ADMINISTRATOR, by=administrator)
    return user
