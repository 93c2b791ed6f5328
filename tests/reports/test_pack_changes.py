"""What a pack says of the time since the last report: in the counts, as a list, and in the rows of the plan."""

from datetime import date

from reports.document import html_of
from reports.trend import Point

from .packs import BEFORE, ON, Opened, action, concern, make_document

ROW = ("Ref", "Action and measures", "Position", "Progress", "Evidence")
DONE, UNDERWAY, IN_PLACE, RED = (
    {"rating": code, "stage": stage}
    for code, stage in [("B", "complete"), ("A", "underway"), ("G", "in_place"), ("R", "not_started")]
)
LED = {"ops_lead_as_written": "CFO"}


def shown(now, before, **facts):
    return Opened(html_of(make_document(*now, before=before, **facts)))


def part(opened, title):
    """The rows of the table under a heading "title: n"."""
    places = [title for level, title in opened.headings if level >= 3]
    assert any(place.startswith(f"{title}: ") for place in places), places
    ids = {attributes["id"]: place for place, (_, attributes) in enumerate(opened.elements) if "id" in attributes}
    named = [attributes["aria-labelledby"] for tag, attributes in opened.elements if tag == "table"]
    number = 1 + [place.split(":")[0] for place in places if ": " in place].index(title)
    assert f"changes-{number}" in ids
    return opened.tables[named.index(f"changes-{number}")][1:]


def test_a_first_report_has_nothing_to_compare_with():
    opened = Opened(html_of(make_document(action(1))))
    assert "changed since" not in opened.text
    assert "since last report" not in " ".join(rows[0][-2] for rows in opened.tables if rows[0][0] == "Area")
    assert "There is no earlier report." in opened.text


def test_nothing_changed():
    opened = shown([action(1, **DONE)], [action(1, **DONE)])
    assert "Nothing that this pack tells of has changed since 28 February 2019." in opened.text
    assert "As many are complete and late as on 28 February 2019." in opened.text
    assert opened.table("Area", "Actions")[-1][-2] == "0"


def test_every_kind_of_change_has_its_table():
    late = {"late": True, "due_on": date(2019, 3, 30)}
    before = [
        action(1, **UNDERWAY),
        action(2, **DONE, due_on=date(2019, 5, 1)),
        action(3, **IN_PLACE, due_on=date(2019, 3, 30)),
        action(4, **RED),
        action(5, **UNDERWAY, due_on=date(2019, 4, 1)),
        action(6, **UNDERWAY, due_as_written="Soon"),
        action(7, sro_as_written="AO"),
        action(8, **UNDERWAY),
        action(9, **UNDERWAY),
        action(10, progress="It is half done."),
        action(13, rating="D", stage="delayed"),
    ]
    now = [
        action(1, **DONE, **LED),
        action(2, **IN_PLACE, due_on=date(2019, 5, 1), sro=("AO", "CFO")),
        action(3, **IN_PLACE, **late),
        action(4, **UNDERWAY),
        action(5, **UNDERWAY, due_on=date(2019, 4, 2)),
        action(6, **UNDERWAY, due_as_written="Later"),
        action(7, **LED),
        action(8, **UNDERWAY, standing="withdrawn"),
        action(10, progress="It is done."),
        action(11, ref=None, title="", **RED),
        action(12, **DONE),
        action(13, **UNDERWAY),
    ]
    opened = shown(
        now,
        before,
        concerns=[
            concern(key=1, title="Slow", concern="It slips", required="Hurry"),
            concern(key=2, ref=None, open=False, closed_because="Done"),
        ],
        concerns_before=[concern(key=2, ref=None, open=True)],
    )
    assert part(opened, "Completed") == [
        ["1.1", "Do thing 1", "Underway", "Complete", "Not set", "CFO"],
        ["1.12", "Do thing 12", "Not in it", "Complete", "Not set", "Nobody named"],
    ]
    assert part(opened, "No longer complete") == [
        ["1.2", "Do thing 2", "Complete", "In place", "1 May 2019", "AO, CFO"]
    ]
    assert part(opened, "Newly late") == [["1.3", "Do thing 3", "In place", "30 March 2019", "1 day", "Nobody named"]]
    assert part(opened, "Other ratings that moved") == [
        ["1.4", "Do thing 4", "No progress", "Underway", "Forward", "Nobody named"],
        ["1.13", "Do thing 13", "Unrated", "Underway", "Neither forward nor back", "Nobody named"],
    ]
    assert part(opened, "Due dates that moved") == [
        ["1.5", "Do thing 5", "Underway", "1 April 2019", "2 April 2019", "1 day later"],
        ["1.6", "Do thing 6", "Underway", "Soon", "Later", "Not a date at both reports"],
    ]
    assert part(opened, "New actions") == [
        ["No ref.", "No title", "No progress", "Not set", "Nobody named"],
        ["1.12", "Do thing 12", "Complete", "Not set", "Nobody named"],
    ]
    assert part(opened, "Actions no longer counted") == [
        ["1.8", "Do thing 8", "Underway", "Withdrawn"],
        ["1.9", "Do thing 9", "Underway", "No longer in the plan"],
    ]
    assert part(opened, "Leads that changed") == [
        ["1.1", "Do thing 1", "Lead: nobody named", "Lead: CFO"],
        ["1.2", "Do thing 2", "SRO: nobody named", "SRO: AO, CFO"],
        ["1.7", "Do thing 7", "SRO: AO; Lead: nobody named", "SRO: nobody named; Lead: CFO"],
    ]
    assert part(opened, "New words") == [["1.10", "Do thing 10", "It is [half] done."]]
    assert part(opened, "Concerns raised") == [["1.1", "Slow", "It slips", "Hurry"]]
    assert part(opened, "Concerns closed") == [["No ref.", "No title", "Nothing written", "Done"]]
    assert "Since 28 February 2019: 2 completed, 1 no longer complete, 1 newly late" in opened.text


def test_why_an_action_is_no_longer_late():
    due, later = {"due_on": date(2019, 3, 1)}, {"due_on": date(2019, 4, 1)}
    before = [action(key, **UNDERWAY, **due, late=True) for key in (1, 2, 3, 4)]
    now = [
        action(1, **DONE, **due),
        action(2, **UNDERWAY, **due, standing="paused"),
        action(3, **UNDERWAY, **due, late=True, in_scope=False),
        action(4, **UNDERWAY, **later),
    ]
    opened = shown(now, before)
    assert part(opened, "No longer late") == [
        ["1.2", "Do thing 2", "Underway", "1 March 2019", "1 March 2019", "Paused"],
        ["1.3", "Do thing 3", "Underway", "1 March 2019", "1 March 2019", "Out of the plan's scope now"],
        ["1.4", "Do thing 4", "Underway", "1 March 2019", "1 April 2019", "31 days later"],
    ]
    assert "1 completed, 3 no longer late" in opened.text


def test_words_are_new_since_the_last_report_only_where_there_was_one():
    said = {"progress": "It was begun. It goes on well.", "newest_words": "It goes on well."}
    first, later = Opened(html_of(make_document(action(1, **said)))), shown([action(1, **said)], [action(1)])
    assert first.table(*ROW)[0][-2] == "Marked as new by the office It goes on well. It was begun."
    assert "Words under “marked as new by the office” are" in first.text
    assert "since last report" not in first.text.casefold()
    assert later.table(*ROW)[0][-2].startswith("Since last report")
    assert "marked as new by the office" not in later.text.casefold()


def test_what_was_completed_stands_once_with_how_late_it_was():
    before, now = (action(1, **facts, due_on=date(2019, 2, 26)) for facts in (UNDERWAY | {"late": True}, DONE))
    opened = shown([now], [before])
    assert part(opened, "Completed")[0][4] == "26 February 2019, was 2 days late"
    assert [title for level, title in opened.headings if title.endswith(": 1")] == ["Completed: 1"]
    assert "Since 28 February 2019: 1 completed." in opened.text


def test_a_date_that_moved_earlier():
    before, now = (action(1, due_on=date(2019, 5, day)) for day in (3, 1))
    assert part(shown([now], [before]), "Due dates that moved")[0][-1] == "2 days earlier"


def test_the_counts_say_by_how_many_more_are_complete():
    before = [action(1), action(2, **DONE), action(3, area_number=None, **DONE)]
    opened = shown([action(1, **DONE), action(2, **DONE), action(3, area_number=None)], before)
    rows = opened.table("Area", "Actions")
    assert [row[-2] for row in rows] == ["+1", "−1", "0"]
    opened = shown([action(1, **DONE), action(2, late=True, due_on=BEFORE)], [action(1), action(2)])
    assert "Since 28 February 2019 1 more is complete and 1 more is late." in opened.text
    assert "2 fewer are complete" in shown([action(1), action(2)], [action(1, **DONE), action(2, **DONE)]).text


def test_the_trend_has_its_picture_and_its_numbers():
    points = [Point(day, 2, dict.fromkeys("RAGB", 0) | {"B": n}, 2 - n, 1) for n, day in enumerate((BEFORE, ON))]
    html = html_of(make_document(trend=tuple(points)))
    assert Opened(html).table("As at", "Actions") == [
        ["28 February 2019", "2", "0", "0", "0", "0", "2", "1"],
        ["31 March 2019", "2", "1", "0", "0", "0", "1", "1"],
    ]
    assert "Complete: 0 of 2 on 28 February 2019, 1 of 2 on 31 March 2019." in Opened(html).text
    assert (
        "<title>Actions by rating, report by report: 28 Feb 2019: 2 unrated; 31 Mar 2019: 1 complete, 1 unrated" in html
    )
    assert "The counts of the last" not in Opened(html_of(make_document(trend=tuple(points[:1])))).text


def row(now, before, **facts):
    (cells,) = shown([now], before, **facts).table(*ROW)
    return dict(zip(ROW, cells, strict=True))


def test_words_that_the_last_report_did_not_have_are_marked_whatever_the_workbook_marks():
    before = action(1, progress="Begun. Half done.", newest_words="Half done.", to_complete="Ask")
    now = action(1, progress="Begun. Half done. Nearly done.", newest_words="Half done.", to_complete="Ask")
    assert row(now, [before])["Progress"] == ("Since last report Nearly done. Begun. Half done. Left to do: Ask")
    assert row(before, [before])["Progress"] == "Begun. Half done. Left to do: Ask"


def test_new_words_that_stand_in_no_text_are_shown_once():
    before, now = action(1, progress="Old."), action(1, progress="Old.", newest_words="Quite new <words>.")
    assert row(now, [before])["Progress"] == "Since last report Quite new <words>. Old."
    assert row(now, [now])["Progress"] == "Old."


def test_a_row_says_what_it_was_in_the_last_report():
    before = action(1, **UNDERWAY, due_on=date(2019, 4, 1))
    position = row(action(1, **DONE, due_on=date(2019, 5, 1)), [before])["Position"]
    assert position.startswith("Complete Last report: underway Due 1 May 2019 Last report due 1 April 2019")
    assert "Last report no due date" in row(action(1, due_on=ON), [action(1)])["Position"]
    new = row(action(1, progress="All of it."), [])
    assert new["Position"].startswith("Unrated New since the last report")
    assert new["Progress"] == "All of it."
    heading = row(action(1, is_heading=True, **DONE), [action(1, is_heading=True)])
    assert heading["Position"] == "Heading of the actions below it"
