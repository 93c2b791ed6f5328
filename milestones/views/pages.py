"""What the pages on which something is said of delivery share."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.names import name_of
from core.meanwhile import joined
from plans.pages import to_change
from plans.services import MeetingRefused

from ..services import DeliveryRefused, MilestoneChanged, require_update


def of_a_milestone(permission=None):
    """A page that changes something of one milestone: view(request, plan, on, milestone, told, ...), `told` its latest
    statement.

    Raises PermissionDenied where the reader has not `permission`, or without one may not update this milestone.
    """

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, milestone_key, **arguments):
            milestone = get_object_or_404(plan.milestones, key=milestone_key)
            milestone.plan = plan
            told = milestone.statements.filter(effective_on__lte=on).select_related("recorded_by__person").first()
            if told is None:
                raise Http404
            if permission is None:
                require_update(request.user, told.owners, plan, on, request.rights)
            return view(request, plan, on, milestone, told, **arguments)

        return to_change(permission)(page)

    return decorate


def done(request, form, service, shown=None, **given):
    """Call the service; whether it was done. What it refuses stands in the form.

    `shown` is what the page had filled the form with, {} where that is not known; None of a form that fills nothing.
    """
    try:
        service(**given, by=request.user)
    except MilestoneChanged as error:
        form.add_error(None, str(error))
        form.see(error.record, meanwhile=None if shown is None else joined(form, shown, form.initial))
        return False
    except DeliveryRefused as error:
        form.add_error(None, str(error))
        return False
    except MeetingRefused as error:
        form.add_error("meeting", str(error))
        return False
    return True


def about(milestone, told, title):
    """What the page of a form about a milestone shows beside it."""
    return {"milestone": milestone, "told": told, "told_by": name_of(told.recorded_by), "title": title}
