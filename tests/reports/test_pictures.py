"""The pages of pictures and the timeline, their tables and their files."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from actions.timeline import NAME
from core.charts import png
from plans.addresses import PlanAddresses
from plans.figures import PostFigure
from plans.models import Plan
from plans.services import create_plan
from reports.presenters.pictures import pictures
from reports.presenters.timeline import ROWS_A_PAGE
from reports.trend import Point
from tests.factories import JANUARY, make_plan

from .packs import action, make_document
from .reading import figures_on, part, rows_behind, text_of

LINKS = PlanAddresses("sample")
JUNE = date(2018, 6, 30)


def shown(*actions, points=(), posts=()):
    document = make_document(*actions)
    document.figures.parts["plan"] = type(document.figures.plan)(**{
        field: getattr(document.figures.plan, field) for field in document.figures.plan.__dataclass_fields__
    } | {"posts": posts})  # fmt: skip
    return pictures(document.figures, points, document.key, LINKS)


def point(on, complete, unrated=0):
    return Point(on, complete + unrated, {"R": 0, "A": 0, "G": 0, "B": complete}, unrated, 0)


def cells(picture):
    return [(row.name, [cell.count for cell in row.cells]) for row in picture.table.rows]


def blue(key, **facts):
    return action(key, rating="B", stage="complete", **facts)


@pytest.mark.parametrize(
    ("actions", "finding"),
    [
        ([blue(1), blue(2)], "Every action is complete."),
        ([blue(1), action(2)], "1 Leadership has the most still to do: 1 of its 2 actions is not complete."),
        ([action(1), action(2)], "1 Leadership has the most still to do: 2 of its 2 actions are not complete."),
    ],
)
def test_ratings_by_area_say_where_most_is_to_be_done(actions, finding):
    assert shown(*actions)["rag-by-area"].finding == finding


def test_ratings_by_area_have_their_numbers_in_picture_and_table():
    found = shown(blue(1), blue(2), action(3, rating="R", stage="not_started", area_number=None))["rag-by-area"]
    assert cells(found) == [("1 Leadership", [2, 2, 0, 0, 0, 0]), ("No area", [1, 0, 0, 0, 1, 0])]
    assert [head for head, _ in found.table.heads] == [
        "Actions", "Complete", "In place", "Underway", "No progress", "Unrated"
    ]  # fmt: skip
    title = ElementTree.fromstring(found.draw())[0].text
    assert title == "Ratings by area: 1 Leadership: 2 complete; No area: 1 with no progress"


def test_a_plan_without_areas_or_actions_says_so():
    document = make_document(action(1))
    object.__setattr__(document.figures.actions, "areas", ())
    assert pictures(document.figures, (), document.key, LINKS)["rag-by-area"].finding == "The plan has no areas yet."
    assert shown(action(1, is_heading=True, area_number=2))["rag-by-area"].finding == "There are no actions."


@pytest.mark.parametrize(
    ("points", "finding"),
    [
        ([], "There is no report yet."),
        ([point(JUNE, 3)], "There is one report so far, as at 30 June 2018: 3 complete."),
        ([point(JUNE, 3), point(JANUARY, 3)], "3 complete on 10 January 2019, as many as on 30 June 2018."),
        (
            [point(JUNE, 3), point(JANUARY, 1200)],
            "The number of complete actions rose from 3 on 30 June 2018 to 1,200 on 10 January 2019.",
        ),
        (
            [point(JUNE, 3), point(JANUARY, 0)],
            "The number of complete actions fell from 3 on 30 June 2018 to 0 on 10 January 2019.",
        ),
    ],
)
def test_ratings_over_time_say_how_the_complete_ones_went(points, finding):
    assert shown(points=points)["rag-over-time"].finding == finding


def test_ratings_over_time_lead_to_the_plan_as_it_was():
    found = shown(points=[point(JUNE, 3, 1), point(JANUARY, 5)])["rag-over-time"]
    assert cells(found) == [("30 June 2018", [4, 3, 0, 0, 0, 1]), ("10 January 2019", [5, 5, 0, 0, 0, 0])]
    row = found.table.rows[0]
    assert row.url == "/plans/sample/?as_at=2018-06-30"
    assert row.cells[1].url == "/plans/sample/actions/?rating=B&as_at=2018-06-30"
    assert ElementTree.fromstring(found.draw())[0].text == (
        "Ratings over time: 30 Jun 2018: 3 complete, 1 unrated; 10 Jan 2019: 5 complete"
    )


def test_slips_by_lead_count_an_action_for_each_post_that_leads_it():
    slipped = {"slips": 2, "days_slipped": 60}
    found = shown(
        action(1, sro=("AO",), ops_lead=("CFO", "AO"), **slipped),
        action(2, sro=("CFO",), ops_lead_as_written="Jo", slips=1, days_slipped=31),
        action(3, sro_as_written="Somebody", slips=1, days_slipped=0),
        action(4, slips=1, days_slipped=5),
        action(5, sro=("AO",)),
        action(6, sro=("AO",), is_heading=True, **slipped),
        posts=(PostFigure("AO", "AO", None, False), PostFigure("CFO", "Chief Finance Officer", None, False)),
    )["slips-by-lead"]
    assert cells(found) == [
        ("CFO Chief Finance Officer", [2, 3, 91]),
        ("AO", [1, 2, 60]),
        ("Nobody", [1, 1, 5]),
        ("Leads without a post", [1, 1, 0]),
    ]
    assert [row.cells[0].url for row in found.table.rows] == [
        "/plans/sample/actions/?post=CFO&slipped=yes",
        "/plans/sample/actions/?post=AO&slipped=yes",
        "/plans/sample/actions/?post=none&slipped=yes",
        "",
    ]
    assert found.finding == (
        "4 actions have slipped; those of CFO Chief Finance Officer by the most, 91 days. "
        "An action counts for each post that leads it."
    )
    assert "AO: 60 days: 1 action, 2 slips" in ElementTree.fromstring(found.draw())[0].text


def test_without_slips_there_is_nothing_to_draw():
    found = shown(action(1))["slips-by-lead"]
    assert (found.finding, found.table.rows) == ("No due date has been moved to a later day.", ())


def read(reader, address):
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_number_beneath_a_picture_leads_to_as_many_actions(reader, demonstration):
    page = read(reader, "/plans/demo/pictures/?as_at=2019-03-14")
    assert page.count('<svg class="app-chart"') == 2  # nothing has slipped in a plan of one report
    found = figures_on(page)
    assert len(found) > 30
    behind = {url: rows_behind(reader, url) for url in {url for _, _, url in found}}
    assert [(words, behind[url]) for number, words, url in found if behind[url] != (number, number)] == []
    assert 'href="/plans/demo/timeline/?as_at=2019-03-14"' in page


def test_the_timeline_shows_the_dates_of_an_area_and_what_has_none(reader, demonstration):
    page = read(reader, "/plans/demo/timeline/?area=3&as_at=2019-03-14")
    assert '<option value="3" selected>' in page
    assert "18 actions" in text_of(re.search(r'<p class="app-count".*?</p>', page, re.DOTALL)[0])
    rows = re.findall(r'<th scope="row".*?<a href="([^"]+)"', part(page, "dates"), re.DOTALL)
    assert len(rows) == 18
    assert all(url.startswith("/plans/demo/actions/3.") and url.endswith("?as_at=2019-03-14") for url in rows)
    assert "3.2" in text_of(part(page, "undated"))
    assert "pictures/timeline.png?area=3&amp;as_at=2019-03-14" in page
    assert page.count('<svg class="app-chart"') == 1


def test_the_dates_are_folded_by_area_and_it_is_said_that_the_picture_moves_sideways(reader, demonstration):
    page = read(reader, "/plans/demo/timeline/?as_at=2019-03-14")
    folded = re.findall(r"<details.*?</details>", part(page, "dates"), re.DOTALL)
    assert [len(re.findall('<th scope="row"', each)) for each in folded] == [31, 13, 18, 6, 5, 27]
    assert "3 Governance and Board Reporting: 18 actions" in text_of(folded[2])
    assert not any(" open" in each.partition(">")[0] for each in folded)
    one = part(read(reader, "/plans/demo/timeline/?area=3&as_at=2019-03-14"), "dates")
    assert '<details class="nhsuk-details app-part" open>' in one
    assert "Scroll sideways to see later months." in text_of(part(page, "picture"))


def test_a_long_timeline_stands_on_several_pages(reader, administrator):
    make_plan(administrator, actions=ROWS_A_PAGE + 20, dates=(JANUARY,))
    first, second = (read(reader, f"/plans/sample/timeline/?page={number}") for number in (1, 2))
    counts = [len(re.findall('<th scope="row"', part(page, "dates"))) for page in (first, second)]
    assert counts[0] == ROWS_A_PAGE
    assert 0 < counts[1] <= 20
    assert 'aria-label="Page 2"' in first


@pytest.fixture
def empty(administrator):
    return create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)


@pytest.mark.parametrize("name", ["timeline", "rag-by-area", "rag-over-time", "slips-by-lead", "rag-by-area-and-more"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_where_there_is_nothing_to_draw_there_is_no_file(reader, empty, name, kind):
    assert reader.get(f"/plans/empty/pictures/{name}.{kind}").status_code == 404


def test_an_empty_plan_has_both_pages(reader, empty):
    assert "There is no report yet." in read(reader, "/plans/empty/pictures/")
    page = read(reader, "/plans/empty/timeline/")
    assert "No action has a date." in page
    assert '<svg class="app-chart"' not in page


@pytest.mark.parametrize("name", ["timeline", "rag-by-area", "rag-over-time"])
def test_a_picture_is_handed_out_as_a_file_that_runs_nothing(reader, demonstration, name):
    response = reader.get(f"/plans/demo/pictures/{name}.svg?as_at=2019-03-14")
    content = b"".join(response.streaming_content)
    assert ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == f'attachment; filename="demo-{name}-2019-03-14.svg"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response = reader.get(f"/plans/demo/pictures/{name}.png?as_at=2019-03-14")
    assert response["Content-Disposition"] == f'attachment; filename="demo-{name}-2019-03-14.png"'
    image = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (image.format, image.getpixel((0, 0))[:3]) == ("PNG", (255, 255, 255))


def test_the_file_of_the_timeline_is_one_picture_of_the_area(reader, demonstration):
    response = reader.get("/plans/demo/pictures/timeline.svg?as_at=2019-03-14&area=3")
    title = ElementTree.fromstring(b"".join(response.streaming_content))[0].text
    assert title.startswith(f"{NAME}: 18 due between")


def test_what_cannot_be_drawn_is_said_with_the_remedy(reader, demonstration, monkeypatch):
    monkeypatch.setattr(png.png, "__defaults__", (0.001,))
    page = reader.get("/plans/demo/pictures/timeline.png")
    assert page.status_code == 404
    assert "too long for a PNG. Choose one area, or download it as SVG." in page.content.decode()
    page = reader.get("/plans/demo/timeline/?area=99")
    assert (page.status_code, "“99” is not an area of this plan." in page.content.decode()) == (404, True)
