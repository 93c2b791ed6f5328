"""A post: its name, who holds it, who deputises, and from when to when."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from plans.models import Holding, Post
from plans.pages import plan_page, to_change
from plans.permissions import Permission
from plans.services import HoldingRefused, date_holding, days_in_words, drop_holding, save_reference

from ..forms.people import DeputyForm, HolderForm, HoldingForm, PostForm
from ..presenters.people import shown_holding
from ..services import give_post


@to_change(Permission.MANAGE_PLAN)
def new_post(request, plan, on):
    last = plan.posts.last()
    return _edit(request, plan, on, Post(plan=plan, position=last.position + 1 if last else 0), "added")


@to_change(Permission.MANAGE_PLAN)
def edit_post(request, plan, on, post):
    return _edit(request, plan, on, _post(plan, post), "saved")


def _edit(request, plan, on, post, done):
    was = post.abbreviation
    form = PostForm(request.POST or None, instance=post)
    if form.is_valid():
        post.to_confirm = False
        save_reference(record=form.instance, by=request.user)
        messages.success(request, f"The post {post} is {done}.")
        return redirect("actions:people", plan.slug)
    return plan_page(request, "people/post.jinja", on, form=form, post=post, was=was)


@to_change(Permission.MANAGE_PLAN)
def set_holder(request, plan, on, post):
    """Somebody holds a post from a day."""
    post = _post(plan, post)
    form = HolderForm(request.POST or None, plan=plan, initial={"on": on})
    return _seat(request, plan, on, post, form, Holding.Capacity.HOLDER)


@to_change(Permission.MANAGE_PLAN)
def add_deputy(request, plan, on, post):
    """Somebody deputises for the holder of a post, from a day to a day."""
    post = _post(plan, post)
    form = DeputyForm(request.POST or None, plan=plan, initial={"on": on})
    return _seat(request, plan, on, post, form, Holding.Capacity.DEPUTY)


def _seat(request, plan, on, post, form, capacity):
    if form.is_valid():
        said = {name: form.cleaned_data.get(name) for name in ("person", "on", "until")}
        try:
            holding = give_post(post=post, capacity=capacity, **said, by=request.user)
        except HoldingRefused as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _told(holding))
            return redirect("actions:people", plan.slug)
    held = post.holdings.filter(capacity=Holding.Capacity.HOLDER).select_related("person")
    shown = {"is_deputy": capacity == Holding.Capacity.DEPUTY, "holders": [shown_holding(each) for each in held]}
    return plan_page(request, "people/seat.jinja", on, form=form, post=post, **shown)


@to_change(Permission.MANAGE_PLAN)
def edit_holding(request, plan, on, holding):
    """Put right from when to when somebody holds a post or deputises, say when it ends, or take it out."""
    holding = get_object_or_404(Holding.objects.select_related("post__plan", "person"), post__plan=plan, pk=holding)
    stands = _told(holding)
    dates = {"held_from": holding.held_from, "held_to": holding.held_to}
    form = HoldingForm(request.POST or None, initial=dates)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            if sent.pop("never"):
                drop_holding(holding=holding, by=request.user)
                said = f"Taken out: {stands}"
            else:
                said = _told(date_holding(holding=holding, **sent, by=request.user))
        except HoldingRefused as error:
            form.add_error("held_from", str(error))
        else:
            messages.success(request, said)
            return redirect("actions:people", plan.slug)
    return plan_page(request, "people/holding.jinja", on, form=form, holding=holding, stands=stands)


def _post(plan, key):
    post = get_object_or_404(plan.posts, pk=key)
    post.plan = plan
    return post


def _told(holding):
    """What a holding says, as a sentence: it ends earlier than was asked where somebody else follows."""
    does = "holds" if holding.capacity == Holding.Capacity.HOLDER else "deputises for"
    return f"{holding.person} {does} {holding.post} {days_in_words(holding)}."
