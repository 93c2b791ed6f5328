"""The HTML twin: its structure, and that it shows what the figures say and loses nothing of what people wrote."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions.assurance import Finding, Severity
from actions.figures import RequestFigure
from core.sections import Section
from measures.figures import MeasuresFigures
from milestones.exception_figures import ExceptionsFigures
from milestones.figures import MilestonesFigures
from milestones.programme_figures import ProgrammesFigures
from plans.figures import PostFigure, RatingFigure, RoleFigure, StatusFigure
from reports import style
from reports.document import html_of
from reports.figures import StatedTotalFigure
from reports.sections import SECTIONS
from reports.style import FontsMissing
from reports.trend import Point

from .money import highlight, money
from .packs import (
    BEFORE,
    KEY,
    ON,
    Opened,
    action,
    concern,
    exception,
    make_document,
    measure,
    milestone,
    objective,
    programme,
    recommendation,
    register,
    risk,
)

ROW = ("Ref", "Action and measures", "Position", "Progress", "Evidence")


def document(*actions, **facts):
    return Opened(html_of(make_document(*actions, **facts)))


def row(figure):
    """The cells of the only action of a plan."""
    (cells,) = document(figure).table(*ROW)
    return dict(zip(ROW, cells, strict=True))


def everything():
    """A pack in which every kind of row stands."""
    return make_document(
        action(1, rating="B", stage="complete", progress="Done.", newest_words="Done."),
        action(2, is_heading=True),
        action(3, ref=None, area_number=None, recommendation="Do it.", source="Review 1"),
        recommendations=[recommendation("Do it.", ["1.3"]), recommendation("Do this too.", source="Review 2")],
        concerns=[concern(matched_to="1.1"), concern(open=False, match="none")],
        stated=[StatedTotalFigure("Total", None, None, "B", 2, 1, -1, "plan.xlsx, Summary B2")],
        of_plan={
            "roles": (RoleFigure("Sponsor", "AO", ""),),
            "posts": (PostFigure("AO", "", None, True),),
            "statuses": (StatusFigure("Live", "Done, and watched"),),
            "governance": "Monthly.",
        },
        before=[action(1, rating="A", stage="underway", progress="Begun."), action(2, is_heading=True)],
        trend=(
            Point(BEFORE, 1, dict.fromkeys("RAGB", 0), 1, 0),
            Point(ON, 2, dict.fromkeys("RAGB", 0) | {"B": 1}, 1, 0),
        ),
        requests=[RequestFigure(1, None, ON, "Late staff", "A. Lead", BEFORE)],
        wrong=[Finding("left-alone", "Left alone", "No action meets it.", Severity.SERIOUS)],
        risks=register(risk(1), risk(2), risk(3, open=False, closed_because="Done.")),
        risks_before=register(risk(1), risk(3)),
        exceptions=ExceptionsFigures((exception(),)),
        programmes=ProgrammesFigures((programme(),)),
        milestones=MilestonesFigures(
            (
                milestone(late=True, is_critical=True),
                milestone(58, complete=True, status="complete", words="Done.", actions=("1.1",)),
                milestone(59, due_on=None),
            )
        ),
        measures=MeasuresFigures((measure(1, [Decimal(70), Decimal(71)]), measure(2, open=False))),
        milestones_before=MilestonesFigures((milestone(), milestone(60))),
        objectives=[objective(), objective(2, tied=())],
        highlights=[highlight()],
        finance=money(),
    )


def test_the_sections_stand_in_the_declared_order():
    html = html_of(everything())
    ids = [attributes["id"] for tag, attributes in Opened(html).elements if tag == "section" and "id" in attributes]
    assert ids == ["version-control", *SECTIONS]
    contents = re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a>', html)
    expected = [(section.name, section.title) for section in SECTIONS.values()]
    after = expected.index(("plan", "The plan by area")) + 1
    assert contents == [*expected[:after], ("area-1", "1 Leadership"), ("area-none", "No area"), *expected[after:]]


def test_a_section_is_left_out_and_moved_in_the_list_alone():
    chosen = (SECTIONS["concerns"], SECTIONS["summary"])
    shown = Opened(html_of(replace(everything(), sections=chosen)))
    assert [title for level, title in shown.headings if level == 2] == [
        *("Version control", "Contents"),
        *(section.title for section in chosen),
    ]


def test_a_section_with_nothing_to_show_is_in_neither_pack_nor_contents():
    silent = Section("summary", "Nothing at all", lambda document: None)
    html = html_of(replace(everything(), sections=(SECTIONS["reading"], silent)))
    assert "Nothing at all" not in html and 'id="summary"' not in html


def test_headings_are_in_order():
    levels = [level for level, _ in Opened(html_of(everything())).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_tables_are_plain_named_and_without_an_empty_cell():
    shown = Opened(html_of(everything()))
    ids = {attributes["id"] for _, attributes in shown.elements if "id" in attributes}
    for tag, attributes in shown.elements:
        assert not {"colspan", "rowspan"} & attributes.keys()
        if tag == "th":
            assert attributes["scope"] in ("col", "row")
        if tag == "table":
            assert attributes["aria-labelledby"] in ids
    assert len(shown.tables) == 47
    for rows in shown.tables:
        assert len({len(cells) for cells in rows}) == 1
        # The picture's words are its title.
        assert [cell for cells in rows for cell in cells if not cell] == [""] * (3 if rows[0][0] == "Area" else 0)


def test_each_cell_names_its_column_for_a_screen_too_narrow_for_columns():
    shown = Opened(html_of(everything()))
    heads = {cell for rows in shown.tables for cell in rows[0]}
    cells = [attributes for tag, attributes in shown.elements if tag == "td"]
    assert {cell.get("data-label") for cell in cells if cell.get("class") != "pack-counts__picture"} <= heads


def test_wide_pictures_are_scrolled_in_boxes_that_the_keyboard_reaches():
    points = (Point(BEFORE, 1, dict.fromkeys("RAGB", 0), 1, 0), Point(ON, 1, dict.fromkeys("RAGB", 0), 1, 0))
    shown = Opened(html_of(make_document(action(1, due_on=ON), trend=points)))
    boxes = [attributes for _, attributes in shown.elements if "tabindex" in attributes]
    assert {box["class"] for box in boxes} == {"pack-piece", "pack-trend__picture"}
    assert all(box["role"] == "region" and (box.get("aria-label") or box["aria-labelledby"]) for box in boxes)


def test_ids_are_unique():
    ids = [attributes["id"] for _, attributes in Opened(html_of(everything())).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_nothing_stands_outside_the_document():
    html = html_of(everything())
    addresses = {f"#{name}"[:12] for name in SECTIONS} | {"#area-1", "#area-none", "#wrong-left-"}
    assert set(re.findall(r'(?:src|href)="([^"]{0,12})', html)) == addresses
    assert {address[:5] for address in re.findall(r"""url\(["']?([^)]{5})""", html)} <= {
        "data:",
        "#diag",
        "#cros",
        "#hori",
        "#vert",
    }
    assert "@import" not in html
    assert "<script" not in html


def test_the_document_says_what_it_is():
    html = html_of(make_document(name="The plan", organisations=("One", "Two"), version="3.17"))
    assert '<html lang="en-GB">' in html
    assert "<title>The plan: board pack as at 31 March 2019</title>" in html
    text = Opened(html).text
    assert "One, Two The plan Board pack, as at 31 March 2019 Draft A look at the plan, not an issued pack" in text
    assert "As at 31 March 2019 Version of the plan 3.17" in text
    assert "The plan – as at 31 March 2019 Version 3.17 Draft" in text


def test_a_long_name_leaves_room_at_the_foot_of_a_page():
    left, middle = make_document(name="A plan for " + "everybody " * 20, version="").foot
    assert left.endswith("everybody … – as at 31 March 2019")
    assert len(left) < 120
    assert middle == ""


def test_the_key_stands_with_every_table_that_uses_it():
    shown = document(
        action(1, rating="R", stage="not_started"),
        concerns=[concern(), concern(open=False)],
        stated=[StatedTotalFigure("Total", None, None, "R", 1, 1, 0, "plan.xlsx, B2")],
        key_note="* looked at again",
    )
    for rating in KEY:  # the list, the counts, the printed totals, the area, undated actions and two tables of concerns
        assert shown.text.count(f"{rating.word}: {rating.meaning}") == 7
    assert shown.text.count("* looked at again") == 7


def test_a_rating_that_is_not_a_colour_is_called_by_its_own_word():
    key = (RatingFigure("D", "Delivered", "", "complete"), *KEY[:3])
    counted = replace(make_document(key=key).figures.actions.total, ratings=dict.fromkeys("DRAG", 0))
    pack = make_document(action(1, rating="D", stage="complete"), key=key)
    parts = pack.figures.parts
    parts["actions"] = replace(
        parts["actions"], total=counted, areas=(replace(parts["actions"].areas[0], counts=counted),)
    )
    shown = Opened(html_of(pack))
    assert shown.table(*ROW)[0][2].startswith("Delivered")
    assert ["Delivered", "Delivered"] in shown.table("Rating", "Meaning")


def test_the_counts_of_each_area_and_of_all():
    actions = [
        action(1, rating="B", stage="complete"),
        action(2, rating="R", stage="not_started", late=True, due_on=ON),
        action(3, area_number=None, late=True, due_on=ON, in_scope=False),
    ]
    shown = document(*actions)
    heads = ["Area", "Actions", "Complete", "In place", "Underway", "No progress", "Unrated", "Late"]
    assert [cells[:8] for cells in shown.table(*heads)] == [
        ["1 Leadership", "2", "1", "0", "0", "1", "0", "1"],
        ["No area", "1", "0", "0", "0", "0", "1", "0"],
        ["All areas", "3", "1", "0", "0", "1", "1", "1"],
    ]
    assert "1 action more is late but out of scope" in shown.text
    html = html_of(make_document(*actions))
    assert "<title>1 Leadership: 1 complete, 1 with no progress</title>" in html
    assert "<title>All areas: 1 complete, 1 with no progress, 1 unrated</title>" in html


def test_printed_totals_beside_counted_ones():
    stated = [
        StatedTotalFigure("1. Leadership", 1, None, "R", 4, 4, 0, "plan.xlsx, B2"),
        StatedTotalFigure("1. Leadership", 1, None, "B", 2, 4, 2, "plan.xlsx, E2"),
        StatedTotalFigure("Total", None, None, "B", 3, 2, -1, "plan.xlsx, E3"),
        StatedTotalFigure("Last report", None, ON, "B", 1, None, None, "plan.xlsx, E4"),
    ]
    assert document(stated=stated).table("Line as printed") == [
        ["1. Leadership", "2 printed, 4 counted: 2 more", "Not printed", "Not printed", "4 printed and counted"],
        ["Total", "3 printed, 2 counted: 1 fewer", "Not printed", "Not printed", "Not printed"],
        ["Last report", "1 printed", "Not printed", "Not printed", "Not printed"],
    ]
    assert "printed in the workbook" not in document().headings


def test_recommendations_head_their_actions_and_those_without_are_said():
    shown = document(
        action(1, recommendation="Lead well.", source="Review 1"),
        action(2, recommendation="Lead well.", source="Review 1"),
        action(3),
        action(4, recommendation="Listen."),
        recommendations=[recommendation("Lead well.", ["1.1"]), recommendation("Hear.", source="Review 9")],
    )
    heads = [title for level, title in shown.headings if level == 4]
    assert heads == ["Review 1", "No recommendation named", "Recommendation", "Review 9"]
    assert "Review 9 Hear. No action answers this recommendation yet." in shown.text
    assert "1 recommendation has no action yet, of 2." in shown.text
    assert "1 recommendation; every one has an action." in document(recommendations=[recommendation("A", ["1.1"])]).text
    assert "The actions in the order of the plan." in document().text


def test_an_area_without_actions_says_so():
    shown = document(action(1, area_number=None))
    assert "1 Leadership No actions." in shown.text
    assert "No actions stand in this area." in shown.text


def test_what_is_said_of_an_action():
    cells = row(
        action(
            1,
            title="Train everybody",
            rating="A",
            stage="underway",
            outcome_measure="% trained",
            success_measure="All are trained",
            starts_on=date(2018, 4, 1),
            due_on=date(2018, 9, 30),
            original_due_on=date(2018, 6, 30),
            forecast_on=date(2019, 5, 1),
            due_as_written="Jun-18, then Sep-18",
            late=True,
            in_scope=False,
            status="Live",
            sro_as_written="AO (A1)",
            progress="Begun in May.\nNow half are trained.",
            newest_words="Now half are trained.",
            updated_on=date(2019, 3, 1),
            to_complete="The rest",
            evidence_status="required",
            evidence_as_written="List of names",
            evidence_detail="Two lists",
        )
    )
    assert cells == {
        "Ref": "1.1",
        "Action and measures": "Train everybody Outcome measure: % trained Success: All are trained",
        "Position": "Underway Late by 182 days Out of scope Status: Live Start 1 April 2018 Due 30 September 2018 "
        "First due 30 June 2018 Forecast 1 May 2019 Written “Jun-18, then Sep-18” SRO AO (A1); Lead Not set",
        "Progress": "Marked as new by the office Now half are trained. Begun in May. The lead’s date: 1 March 2019. "
        "Left to do: The rest",
        "Evidence": "Required List of names Two lists",
    }


def test_what_is_not_known_of_an_action():
    assert row(action(1, ref=None, title="")) == {
        "Ref": "No ref.",
        "Action and measures": "No title",
        "Position": "Unrated Due Not set SRO Not set; Lead Not set",
        "Progress": "No progress has been written.",
        "Evidence": "Not stated",
    }
    assert row(action(1, is_heading=True))["Position"] == "Heading of the actions below it"
    assert "Unrated Written as “Purple”" in row(action(1, rating_as_written="Purple"))["Position"]
    assert "Late by 1 day " in row(action(1, late=True, due_on=date(2019, 3, 30)))["Position"]
    assert row(action(1, to_complete="Ask"))["Progress"] == "No progress has been written. Left to do: Ask"


@pytest.mark.parametrize(
    ("written", "due_on", "shown"),
    [
        ("Sep-18", date(2018, 9, 30), False),
        ("september 2018", date(2018, 9, 30), False),
        ("30/09/2018", date(2018, 9, 30), False),
        ("14.09.18", date(2018, 9, 14), False),
        ("Sep-18", date(2018, 9, 14), True),
        ("Oct-18", date(2018, 9, 30), True),
        ("Ongoing", None, True),
    ],
)
def test_what_the_office_wrote_is_shown_where_it_says_more_than_the_date(written, due_on, shown):
    assert (f"Written “{written}”" in row(action(1, due_as_written=written, due_on=due_on))["Position"]) == shown


def test_new_words_in_another_column_are_marked_there_and_printed_once():
    cells = row(action(1, progress="All of it is old.", success_measure="It is approved. Now it is done.",
                       newest_words="Now it is done."))  # fmt: skip
    assert (
        cells["Action and measures"]
        == "Do thing 1 Success: It is approved. Marked as new by the office Now it is done."
    )
    assert cells["Progress"] == "All of it is old."


def test_new_words_that_stand_nowhere_are_shown_all_the_same():
    assert row(action(1, progress="Old.", newest_words="Quite new words."))["Progress"] == (
        "Marked as new by the office Quite new words. Old."
    )


def test_only_a_row_of_more_than_half_a_page_may_break():
    html = html_of(make_document(action(1, progress="word " * 400), action(2, progress="word " * 20)))
    assert re.findall(r'<tr class="([\w-]*)" id="action-(\d)">', html) == [("pack-tall", "1"), ("", "2")]


def test_concerns_open_and_closed():
    shown = document(
        concerns=[
            concern(
                ref="1.1",
                matched_to="1.10",
                title="Train everybody",
                stage="underway",
                rating="A",
                raised=date(2018, 9, 1),
                deadline=date(2018, 11, 30),
                original_deadline=date(2018, 9, 30),
                deadline_as_written="30/11/18 (30/09/18)",
                concern="Overdue",
                required="Say when",
                taken="Asked",
                comments="seen - 01/10",
            ),
            concern(ref=None, match="none", open=False, raised_as_written="1st Oct"),
            concern(
                ref="1.2", matched_to="1.2", open=False, deadline_as_written="30/11/18", deadline=date(2018, 11, 30)
            ),
            concern(ref="1.3", matched_to="1.30", match="likely", open=False),
        ]
    )
    tables = [rows[1:] for rows in shown.tables if rows[0][-1] == "Comments"]
    nothing = ["Nothing written"] * 4
    assert tables == [
        [
            [
                "1.1",
                "Train everybody Action 1.10",
                "Underway Raised 1 September 2018 Deadline 30 November 2018 First deadline 30 September 2018 "
                "Written “30/11/18 (30/09/18)”",
                "Overdue",
                "Say when",
                "Asked",
                "seen - 01/10",
            ]
        ],
        [
            ["No ref.", "No title No action of the plan was recognised", "Unrated Raised “1st Oct”", *nothing],
            ["1.2", "No title", "Unrated Deadline 30 November 2018", *nothing],
            ["1.3", "No title Likely action 1.30, to be confirmed", "Unrated", *nothing],
        ],
    ]
    assert "1 concern is open and 3 are closed." in shown.text


def test_a_heading_has_no_rating_in_its_concern():
    shown = document(action(7, is_heading=True), concerns=[concern(action_key=7, matched_to="1.7")])
    [[line]] = [rows[1:] for rows in shown.tables if rows[0][-1] == "Comments"]
    assert line[2] == "Heading of other actions"


def test_it_is_made_from_workbooks_and_else_from_updates():
    told = "evidence “Terms, of reference”, version 1"
    from_workbook = document(action(1, where="plan.xlsx, IP, row 80"), action(2, where=told)).text
    assert "Made from plan.xlsx." in from_workbook and "Terms" not in from_workbook
    assert "Made from updates given in the tracker." in document(action(1, where=told)).text


def test_no_concerns():
    assert "This pack has no concerns. Open concerns No concern is open. Closed" in document().text


def test_what_people_wrote_is_text():
    html = html_of(make_document(action(1, title="<script>alert(1)</script>", progress="</td><b>x"), name="A & <B>"))
    assert "<script" not in html
    assert "&lt;/td&gt;&lt;b&gt;x" in html
    assert "<title>A &amp; &lt;B&gt;: board pack" in html


def test_fonts_that_were_not_fetched_are_missed_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(style, "FONTS", tmp_path)
    with pytest.raises(FontsMissing, match="run script/run once"):
        html_of(make_document())
