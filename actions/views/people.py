"""The people of a plan: who holds its posts, who may log in, and what each role may do."""

from django.db.models import Prefetch

from plans.models import Holding
from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission, refusal

from ..presenters.people import administrators_among, shown_log_ins, shown_post, shown_roles
from ..querysets import people_of


@of_a_plan
def people(request, plan, on):
    """Posts and who holds them, log-ins and their roles, and what waits to be confirmed."""
    if not request.rights.may(Permission.MANAGE_PLAN):
        raise refusal(Permission.MANAGE_PLAN)
    holdings = Prefetch("holdings", Holding.objects.select_related("person"))
    posts = [shown_post(post, on) for post in plan.posts.prefetch_related(holdings)]
    memberships = list(plan.memberships.select_related("user__person").order_by("user__email", "role"))
    return plan_page(
        request,
        "people/people.jinja",
        on,
        posts=posts,
        log_ins=list(shown_log_ins(memberships, posts, on)),
        to_confirm=[post for post in posts if post.to_confirm],
        people_to_confirm=list(people_of(plan).filter(to_confirm=True)),
        administrators=administrators_among(memberships),
        may_manage_roles=request.rights.may(Permission.MANAGE_ROLES),
    )


@of_a_plan
def roles(request, plan, on):
    """What each role may do, from the code that asks."""
    shown, permissions = shown_roles()
    return plan_page(request, "people/roles.jinja", on, roles=shown, permissions=permissions)
