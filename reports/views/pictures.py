"""The pictures of a plan: on pages, and as files to take along."""

from django.core.files.base import ContentFile
from django.http import Http404

from core.charts.png import TooLarge, png
from core.uploads.handing_out import hand_out
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.presenters.key import Key

from ..figures import figures_of
from ..presenters import timeline as present_timeline
from ..presenters.pictures import pictures as present_pictures
from ..querysets import report_dates
from ..trend import trend_of

TIMELINE = "timeline"


@of_a_plan
def pictures(request, plan, on):
    shown, key = _pictures(request, plan, on)
    return plan_page(request, "reports/pictures.jinja", on, shown=shown.values(), key=key)


def _pictures(request, plan, on):
    reports = report_dates(plan, by=on)
    figures, trend = figures_of(plan, on, reports=reports), trend_of(plan, reports)
    key = Key(figures.plan.ratings)
    return present_pictures(figures, trend, key, request.links), key


@of_a_plan
def timeline(request, plan, on):
    figures = figures_of(plan, on)
    key, area = Key(figures.plan.ratings), _area(request, figures)
    return plan_page(
        request,
        "reports/timeline.jinja",
        on,
        shown=present_timeline.timeline(figures, key, request.links, area, request.GET.get("page")),
        areas=present_timeline.areas_to_choose(figures),
        area=area,
        key=key,
    )


def _area(request, figures):
    area = request.GET.get("area", "").strip()
    if area and area not in dict(present_timeline.areas_to_choose(figures)):
        raise NotUnderstood(
            f"“{area[:40]}” is not an area of this plan. Ask for area=1, with the number of one of them."
        )
    return area


@of_a_plan
def picture_svg(request, plan, on, drawing):
    svg = _svg(request, plan, on, drawing)
    return _file(svg.encode(), f"{plan.slug}-{drawing}-{on}.svg", "image/svg+xml")


@of_a_plan
def picture_png(request, plan, on, drawing):
    try:
        content = png(_svg(request, plan, on, drawing))
    except TooLarge as refused:
        raise NotUnderstood(f"{refused} Choose one area, or download it as SVG.") from None
    return _file(content, f"{plan.slug}-{drawing}-{on}.png", "image/png")


def _svg(request, plan, on, name):
    """The SVG of that name. Raises Http404 for a name that no picture has, and where there is nothing to draw."""
    if name == TIMELINE:
        figures = figures_of(plan, on)
        svg = present_timeline.whole(figures, Key(figures.plan.ratings), _area(request, figures))
        if not svg:
            raise NotUnderstood("No action has a date, so there is no timeline to draw.")
        return svg
    shown, _ = _pictures(request, plan, on)
    if name not in shown:
        raise Http404
    if not shown[name].table.rows:
        raise NotUnderstood(f"There is nothing to draw. {shown[name].finding}")
    return shown[name].draw()


def _file(content, name, media_type):
    return hand_out(ContentFile(content), name=name, media_type=media_type)
