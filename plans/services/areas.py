"""Who watches over the areas of a plan."""

from django.db import transaction

from core.history import create_all, delete_all

from ..models import Oversight, SubHeading
from ..permissions import Permission, require


@transaction.atomic
def keep_oversight(*, area, sub_heading="", members, by):
    """Let just these `members`, persons in their order, watch over an area, or over a sub-heading of it by its title.

    A sub-heading that the area does not have yet is made.
    """
    require(by, Permission.MANAGE_PLAN, area.plan)
    beneath = _sub_heading(area, sub_heading, by) if sub_heading else None
    now = list(Oversight.objects.filter(area=area, sub_heading=beneath).order_by("pk"))
    kept = [each.member_id for each in now]
    wanted = [member.pk for member in members]
    if kept == wanted:
        return
    delete_all(Oversight, now, by=by)
    create_all(Oversight, [Oversight(area=area, sub_heading=beneath, member=member) for member in members], by=by)


def _sub_heading(area, title, by):
    known = {each.title.casefold(): each for each in area.sub_headings.all()}
    if title.casefold() not in known:
        made = SubHeading(area=area, title=title, position=len(known) + 1)
        create_all(SubHeading, [made], by=by)
        return made
    return known[title.casefold()]
