"""Bringing a workbook into a plan: the list of imports, the way from a file to a confirmed import, a new plan."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import OperationalError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.names import name_of
from core.paging import page_links
from core.uploads import KINDS, hand_out, names_left_out
from plans.pages import plan_page, to_change
from plans.permissions import Permission, require
from plans.services import create_plan

from . import uploading
from .forms import ColumnsForm, NewPlanForm, UploadForm, table_of
from .keeping import State
from .presenters.columns import (
    TABLE_KINDS,
    header_rows,
    header_to_map,
    likely_header,
    sheets_without_table,
    tables_of,
)
from .presenters.past import imports_in_words, step_of, uploads_in_words
from .presenters.preview import read_value
from .presenters.preview_page import conventions, preview_page
from .previews import digest_of
from .undoing import UndoRefused, undo_import
from .uploading import OPEN, UploadRefused

ROWS_A_PAGE = 50
BUSY = "Somebody else was writing for long, so nothing was done. Try again."
to_import = to_change(Permission.IMPORT_WORKBOOK)


def of_an_upload(view):
    """A page about one upload: view(request, plan, on, upload). What cannot be done is said on the page it is about."""

    @wraps(view)
    def page(request, plan, on, upload, **arguments):
        upload = get_object_or_404(plan.uploads.select_related("uploaded_by__person", "imported"), pk=upload)
        upload.plan = plan
        try:
            return view(request, plan, on, upload, **arguments)
        except UploadRefused as refusal:
            messages.error(request, str(refusal))
        except OperationalError:
            messages.error(request, BUSY)
        return redirect(_page_of(upload))

    return to_import(page)


def _sent(request):
    """What a form is bound to: nothing while it is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page_of(upload):
    return reverse("imports:upload", args=[upload.plan.slug, upload.pk])


@to_import
@require_safe
def past_imports(request, plan, on):
    found = plan.imports.select_related("recorded_by__person", "undone_by__person")
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    under_way = plan.uploads.filter(state__in=OPEN).in_short().select_related("uploaded_by__person")
    address = reverse("imports:list", args=[plan.slug])
    return plan_page(
        request,
        "imports/list.jinja",
        on,
        imports=imports_in_words(page, plan),
        uploads=uploads_in_words(under_way, plan, timezone.now()),
        pages=page_links(page, lambda number: f"{address}?page={number}"),
    )


@to_import
def bring_in(request, plan, on):
    form = UploadForm(*_sent(request), today=on, left_out=names_left_out(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = uploading.bring_in(
            plan=plan, file=file, file_name=file.name, as_at=form.cleaned_data["as_at"], by=request.user
        )
        return redirect(_page_of(upload))
    return plan_page(request, "imports/bring_in.jinja", on, form=form)


@of_an_upload
@require_safe
def upload(request, plan, on, upload):
    """Where an upload stands: on its way, refused, a preview to look through, or what came of it."""
    if upload.state == State.CONFIRMED:
        return redirect("imports:record", plan.slug, upload.imported_id)
    if upload.state == State.DROPPED:
        return plan_page(request, "imports/dropped.jinja", on, upload=upload)
    if upload.state == State.REFUSED:
        return plan_page(request, "imports/refused.jinja", on, upload=upload)
    if upload.state == State.READY:
        return _preview(request, on, upload)
    step = step_of(upload, timezone.now())
    response = plan_page(request, "imports/progress.jinja", on, upload=upload, step=step)
    if not step.is_stuck:
        response["Refresh"] = str(step.refresh)
    return response


def _preview(request, on, upload):
    asked = {name: request.GET.get(name, "") for name in ("show", "sheet", "kind")}
    shown = preview_page(upload.preview, **asked, page=request.GET.get("page"), address=_page_of(upload))
    told = {"who": name_of(upload.uploaded_by), "shown": shown}
    told["conventions"] = list(conventions(upload.preview, f"{_page_of(upload)}columns/"))
    return plan_page(request, "imports/preview.jinja", on, upload=upload, **told)


@of_an_upload
@require_POST
def leave_out(request, plan, on, upload):
    """Leave out the ticked rows of the page that was shown, and take in again those whose tick was taken away."""
    shown, chosen = ({read_value(value) for value in request.POST.getlist(name)} for name in ("shown", "leave_out"))
    changed = uploading.leave_rows_out(upload=upload, shown=shown - {None}, chosen=chosen - {None}, by=request.user)
    if not changed:
        messages.info(request, "No tick was changed, so nothing was read again.")
    return redirect(_page_of(upload))


@of_an_upload
def columns(request, plan, on, upload):
    """What the columns of a sheet hold: of a header row that was understood, or of one that a person points at."""
    if upload.state != State.READY:
        return redirect(_page_of(upload))
    sheet, row, kind = (request.GET.get(name, "") for name in ("sheet", "row", "kind"))
    header = header_to_map(upload.preview, sheet, row, kind)
    if header is None:
        return plan_page(
            request,
            "imports/columns.jinja",
            on,
            upload=upload,
            tables=tables_of(upload.preview, request.path),
            other_sheets=sheets_without_table(upload.preview, request.path),
            sheet=sheet if header_rows(upload.preview, sheet) else "",
            lines=header_rows(upload.preview, sheet),
            likely=likely_header(upload.preview, sheet),
            kinds=TABLE_KINDS,
        )
    form = ColumnsForm(*_sent(request), table=table_of(header.kind), columns=header.columns)
    if form.is_valid():
        uploading.say_columns(upload=upload, sheet=header.sheet, columns=form.mapping, by=request.user)
        return redirect(_page_of(upload))
    return plan_page(request, "imports/map.jinja", on, upload=upload, table=header, form=form)


@of_an_upload
def confirm(request, plan, on, upload):
    if request.method == "POST":
        uploading.confirm(upload=upload, seen=request.POST.get("seen", ""), by=request.user)
        return redirect(_page_of(upload))
    if upload.state != State.READY or upload.refusal:
        return redirect(_page_of(upload))
    shown = preview_page(upload.preview, address=_page_of(upload))
    if shown.problems["error"]:
        return redirect(_page_of(upload))
    return plan_page(request, "imports/confirm.jinja", on, upload=upload, shown=shown, seen=digest_of(upload.preview))


@of_an_upload
@require_POST
def try_again(request, plan, on, upload):
    """Read once more, or go on with an import that did not come to its end."""
    again = uploading.import_again if upload.state == State.IMPORTING else uploading.read_again
    again(upload=upload, by=request.user)
    return redirect(_page_of(upload))


@of_an_upload
def drop(request, plan, on, upload):
    if request.method == "POST":
        uploading.drop(upload=upload, by=request.user)
        messages.success(request, f"{upload.file_name} was dropped. Nothing of it was imported.")
        return redirect("imports:list", plan.slug)
    return plan_page(request, "imports/drop.jinja", on, upload=upload)


@to_import
@require_safe
def record(request, plan, on, record):
    """One import: which file, who, when, and what it brought."""
    done = get_object_or_404(plan.imports.select_related("recorded_by__person", "undone_by__person"), pk=record)
    upload = plan.uploads.filter(imported=done).first()
    address = reverse("imports:record", args=[plan.slug, done.pk])
    asked = {name: request.GET.get(name, "") for name in ("show", "sheet", "kind")}
    shown = preview_page(upload.preview, **asked, page=request.GET.get("page"), address=address) if upload else None
    [words] = imports_in_words([done], plan)
    return plan_page(request, "imports/record.jinja", on, record=words, upload=upload, shown=shown)


@to_import
def undo(request, plan, on, record):
    """Take a whole import back, after a page that says what that does."""
    done = get_object_or_404(plan.imports.select_related("recorded_by__person", "undone_by__person"), pk=record)
    if request.method == "POST":
        try:
            undo_import(record=done, by=request.user)
        except UndoRefused as refusal:
            messages.error(request, str(refusal))
        except OperationalError:
            messages.error(request, BUSY)
        else:
            messages.success(request, f"The import of {done.file_name} was undone.")
        return redirect("imports:record", plan.slug, done.pk)
    [words] = imports_in_words([done], plan)
    return plan_page(request, "imports/undo.jinja", on, record=words)


@to_import
@require_safe
def workbook(request, plan, on, record):
    """The workbook of an import, as it was brought in."""
    upload = get_object_or_404(plan.uploads.defer("preview"), imported=record)
    return hand_out(upload.file, name=upload.file_name, media_type=KINDS["xlsx"].media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request):
    """A plan that begins empty, for who looks after the tracker; its workbook is the next step."""
    require(request.user, Permission.MANAGE_PLAN)
    form = NewPlanForm(*_sent(request))
    if form.is_valid():
        plan = create_plan(
            plan=form.save(commit=False), organisation=form.cleaned_data["organisation"].strip(), by=request.user
        )
        messages.success(request, f"The plan “{plan.name}” was made. Bring its workbook in.")
        return redirect("imports:bring_in", plan.slug)
    return render(request, "imports/new_plan.jinja", {"form": form})
