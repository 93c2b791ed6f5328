"""A person of the plan: what they are called, what is theirs, and who follows when they leave."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from plans.models import Oversight
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import HoldingRefused, RoleRefused

from ..forms.leaving import LeavingForm
from ..forms.people import PersonForm
from ..leaving import digest, in_sentences
from ..models.actions import action_address
from ..presenters.people import administrators_among, shown_holding
from ..querysets import people_of
from ..rights import may_put_right
from ..services import OUT_OF_REACH, HandoverRefused, handover_of, put_right_person, replace_leaver


@to_change(Permission.MANAGE_PLAN)
def person(request, plan, on, person):
    """Put right what somebody is called and which log-in is theirs; see what they hold and lead."""
    someone = _person(plan, person)
    known_as = str(someone)
    form = PersonForm(request.POST or None, instance=someone, plan=plan, by=request.user)
    if form.is_valid():
        try:
            put_right_person(plan=plan, person=someone, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("user", error.messages)
        else:
            messages.success(request, f"{someone} is saved.")
            return redirect("actions:people", plan.slug)
    held = someone.holdings.filter(post__plan=plan).select_related("post", "person").order_by("post__position", "pk")
    return plan_page(
        request,
        "people/person.jinja",
        on,
        form=form,
        person=someone,
        known_as=known_as,
        out_of_reach="" if may_put_right(someone, request.user) else f"{known_as} {OUT_OF_REACH}",
        holdings=[(holding.post, shown_holding(holding)) for holding in held],
        named=_named(plan, plan.actions.filter(assignments__person=someone).distinct()),
    )


@to_change(Permission.MANAGE_PLAN)
def leaving(request, plan, on, person):
    """Somebody leaves: who takes over, shown in words first and then confirmed."""
    someone = _person(plan, person)
    may_take_roles = request.rights.may(Permission.MANAGE_ROLES)
    everything = handover_of(plan=plan, person=someone, last_day=on)
    form = LeavingForm(
        request.POST or None, plan=plan, handover=everything, may_take_roles=may_take_roles, initial={"last_day": on}
    )
    shown = {"form": form, "person": someone, "everything": everything, "may_take_roles": may_take_roles}
    shown["named"] = _named(plan, [statement.action for statement in everything.statements])
    shown["administrators"] = administrators_among(plan.memberships.select_related("user"))
    shown["oversees"] = Oversight.objects.filter(area__plan=plan, member=someone).select_related("area")
    if not form.is_valid() or "change" in request.POST:
        return plan_page(request, "people/leaving.jinja", on, **shown)
    if seen := request.POST.get("seen"):
        try:
            replace_leaver(plan=plan, **form.leaving(), seen=seen, on=on, by=request.user)
        except (HandoverRefused, HoldingRefused, RoleRefused) as error:
            form.add_error(None, str(error))
            return plan_page(request, "people/leaving.jinja", on, **shown)
        messages.success(request, f"{someone} is replaced.")
        return redirect("actions:people", plan.slug)
    sentences = in_sentences(handover_of(plan=plan, **form.leaving()))
    shown |= {"sentences": sentences, "seen": digest(sentences)}
    return plan_page(request, "people/leaving_check.jinja", on, **shown)


def _named(plan, actions):
    return [(action_address(plan.slug, each.ref, each.key), each.ref, each.title) for each in actions]


def _person(plan, key):
    return get_object_or_404(people_of(plan).select_related("user"), pk=key)
