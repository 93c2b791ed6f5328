"""Narrative sections: written, read again as they were, illustrated."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.kept_words import keeps_words
from actions.views.pages import typed
from core.dates.calendar import in_words
from core.formatting import formatted
from core.forms import read_key
from core.uploads import UploadRefused, hand_out
from plans.pages import plan_page, read_as_at, to_change
from plans.permissions import Permission

from .. import querysets
from ..forms.narratives import DescriptionForm, NarrativeForm, PictureForm, RemovalForm
from ..models import NarrativePicture
from ..narratives import versions_of, written_last
from ..services.narratives import (
    NarrativeRefused,
    add_picture,
    describe_picture,
    remove_picture,
    write_narrative,
)

to_keep = to_change(Permission.KEEP_PACKS)


@keeps_words
@to_keep
def new_section(request, plan, on):
    form = NarrativeForm(typed(request), initial={"on": _usual_day(plan, on)})
    return _write(request, plan, on, None, form)


@keeps_words
@to_keep
def edit_section(request, plan, on, narrative):
    narrative = get_object_or_404(plan.narratives, pk=narrative)
    # From a draft: the words of its day, to be put right for that day.
    day = read_as_at(request.GET.get("on"))
    held = (day and narrative.texts.filter(effective_on__lte=day).first()) or narrative.texts.first()
    day = day or max(held.effective_on, _usual_day(plan, on))
    told = {"title": held.title, "text": held.text, "is_private": narrative.is_private, "on": day}
    return _write(request, plan, on, narrative, NarrativeForm(typed(request), initial=told))


def _write(request, plan, on, narrative, form):
    """Show the form, or what its text would look like, or save it."""
    preview = None
    if form.is_valid():
        if request.POST.get("step") == "preview":
            preview = formatted(form.cleaned_data["text"], named="preview")
        elif saved := _done(
            form, write_narrative, plan=plan, narrative=narrative, seen=_seen(request), by=request.user
        ):
            messages.success(request, _saved_in_words(saved, form.cleaned_data))
            return redirect("reports:edit_section", plan.slug, saved.pk)
    last = narrative and written_last(narrative)
    shown = {"narrative": narrative, "preview": preview, "seen": _seen(request) or (last and last.pk)}
    if narrative:
        shown |= {"versions": list(versions_of(narrative)), "pictures": narrative.pictures.filter(removed_on=None)}
    return plan_page(request, "reports/section.jinja", on, form=form, **shown)


def _saved_in_words(narrative, said):
    """What packs as at which day now say; a text for later days that was there already stays as it is."""
    words = f"“{said['title']}” is saved, for packs as at {in_words(said['on'])} and later"
    later = narrative.texts.filter(effective_on__gt=said["on"]).order_by("effective_on").first()
    return f"{words}, until {in_words(later.effective_on)}: from then on another text holds." if later else f"{words}."


@keeps_words
@to_keep
def new_picture(request, plan, on, narrative):
    narrative = get_object_or_404(plan.narratives, pk=narrative)
    form = PictureForm(request, initial={"on": _usual_day(plan, on)})
    if form.is_valid() and _done(form, add_picture, narrative=narrative, by=request.user):
        messages.success(request, "The picture is added.")
        return redirect("reports:edit_section", plan.slug, narrative.pk)
    form.ask_for_the_file_again()
    return plan_page(request, "reports/section_picture.jinja", on, form=form, narrative=narrative, picture=None)


@keeps_words
@to_keep
def describe(request, plan, on, picture):
    picture = get_object_or_404(_pictures(plan), pk=picture)
    told = {"description": picture.description, "caption": picture.caption}
    form = DescriptionForm(typed(request), initial=told)
    if form.is_valid() and _done(form, describe_picture, picture=picture, by=request.user):
        messages.success(request, "The words about the picture are saved.")
        return redirect("reports:edit_section", plan.slug, picture.narrative_id)
    shown = {"narrative": picture.narrative, "picture": picture}
    return plan_page(request, "reports/section_picture.jinja", on, form=form, **shown)


@to_keep
def remove(request, plan, on, picture):
    picture = get_object_or_404(_pictures(plan), pk=picture)
    form = RemovalForm(typed(request), initial={"on": max(picture.added_on, _usual_day(plan, on))})
    if form.is_valid() and _done(form, remove_picture, picture=picture, by=request.user):
        messages.success(request, "The picture is taken out. Packs as at an earlier day keep it.")
        return redirect("reports:edit_section", plan.slug, picture.narrative_id)
    shown = {"narrative": picture.narrative, "picture": picture}
    return plan_page(request, "reports/section_picture_out.jinja", on, form=form, **shown)


@to_keep
@require_safe
def picture_file(request, plan, on, picture):
    picture = get_object_or_404(_pictures(plan), pk=picture)
    return hand_out(picture.file, name=picture.file_name, media_type=picture.media_type)


def _pictures(plan):
    return NarrativePicture.objects.filter(narrative__plan=plan).select_related("narrative__plan")


def _done(form, service, **arguments):
    """What the service gives; where it refused, None, and its sentence stands at the field it is about."""
    try:
        return service(**form.cleaned_data, **arguments)
    except NarrativeRefused as refusal:
        form.add_error(refusal.field, str(refusal))
    except UploadRefused as refusal:
        form.add_error("file", str(refusal))
    return None


def _usual_day(plan, on):
    """The day of the latest report: what is written is mostly for the pack that is made of it."""
    return next(iter(querysets.report_dates(plan, by=on)), on)


def _seen(request):
    """The key of the text that the page showed when the form was sent."""
    return read_key(request.POST.get("seen", ""))
