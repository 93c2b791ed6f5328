"""The register of risks: which risk each row is, how it stands and what it scores."""

import json
from datetime import date

import openpyxl
import pytest
from django.db import connection

from accounts.models import Person
from core.workbooks import read
from imports.models import Import
from imports.proposal import propose
from imports.undoing import UndoRefused, undo_import
from risks.figures import figures_of
from risks.models import Band, Category, Risk, RiskScore, RiskStatement
from risks.services import add_risk, close_risk, describe_risk, review_risk, score_risk
from tests.factories import freeze
from tests.shared import SHARED, needs_shared

from .test_undo import everything
from .workbooks import KEY, ON, POSTS, plant

APRIL, MAY = date(2019, 4, 14), date(2019, 5, 14)
HEAD = ["Risk", "Year Start Risk Score (April 18)", "Current Risk Score", "Target Risk Score", "Impact"]
HEAD += ["Actions / Mitigations", "Senior Risk Owner (SRO)"]
FIRST = "The savings are not made"


def risk(title=FIRST, start="20 4x5 Red", now="16 4x4", target="10 2x5 Amber", owner="Accountable Officer", **rest):
    return [title, start, now, target, rest.get("impact", "A deficit."), rest.get("doing", "A board meets."), owner]


def sheets(*rows, head=HEAD, title="Financial management"):
    register = [["Operational Risks"], [], head, [title], *rows]
    return {"Key": KEY, "Posts": POSTS, "Plan": [["No.", "Action", "RAG"], ["1.1", "Do it", "G"]], "Risks": register}


def spread(workbook):
    workbook["Risks"].merge_cells("A4:G4")


def hand_in(office, *rows, on=ON, **options):
    return office.hand_in(sheets(*rows, **options), on=on, change=spread)


def risks(office, on=ON):
    return figures_of(office.plan, on).risks


def test_every_cell_of_a_risk_arrives(office):
    told = hand_in(office, risk())
    assert told.exit == 0 and told.changes("risk") == {FIRST: "new"}
    assert not told.said("Question", "Risks")
    [found] = risks(office)
    assert (found.category, found.title, found.impact) == ("Financial management", FIRST, "A deficit.")
    assert (found.mitigation, found.owner_as_written, found.owners) == (
        "A board meets.",
        "Accountable Officer",
        ("AO",),
    )
    for score, expected in (
        (found.year_start, (20, 4, 5, "Red", "20 4x5 Red", "Extreme")),
        (found.current, (16, 4, 4, None, "16 4x4", "Extreme")),
        (found.target, (10, 2, 5, "Amber", "10 2x5 Amber", "High")),
    ):
        told = score.score, score.likelihood, score.consequence, score.word_as_written, score.as_written, score.band
        assert told == expected
    assert found.movement == "better" and found.open


@pytest.mark.parametrize(
    ("written", "score", "words"),
    [
        ("20 4x4", 20, "“20 4x4” says 20, and 4 × 4 is 16; it was kept as written"),
        ("16 Red", 16, "“16 Red” says neither likelihood nor consequence"),
        ("High", None, "“High” is no score"),
    ],
)
def test_a_score_that_does_not_fit_is_kept_and_asked_about(office, written, score, words):
    told = hand_in(office, risk(now=written))
    [line] = told.said("Question", words)
    assert line.startswith("Question: Risks C5: ")
    [found] = risks(office)
    assert (found.current.score, found.current.as_written) == (score, written)


def test_the_same_workbook_again_changes_nothing(office):
    hand_in(office, risk(), risk("Staff leave", owner="Chief Nurse"))
    told = hand_in(office, risk(), risk("Staff leave", owner="Chief Nurse"), on=APRIL)
    assert told.changes("risk") == {FIRST: "unchanged", "Staff leave": "unchanged"}
    assert [each.statements.count() for each in Risk.objects.all()] == [1, 1]
    assert [each.scores.count() for each in Risk.objects.all()] == [3, 3]


def test_a_later_workbook_adds_a_score_and_the_past_stays(office):
    hand_in(office, risk())
    told = hand_in(office, risk(now="12 3x4 Amber", impact="A smaller deficit."), on=APRIL)
    assert told.changes("risk") == {FIRST: "changed"}
    assert told.fields("risk", FIRST) == {
        "impact": ["A deficit.", "A smaller deficit."],
        "current_score": ["16 4x4", "12 3x4 Amber"],
    }
    assert [risks(office, on)[0].current.score for on in (ON, APRIL)] == [16, 12]


def test_an_owner_whom_no_table_has_is_to_be_confirmed(office):
    told = hand_in(office, risk(owner="Chief Nurse"))
    assert told.said("Question", "“Chief Nurse” is in no table of posts")
    assert risks(office)[0].owners == ("Chief Nurse",)


def test_a_line_that_stands_alone_is_a_category_and_asked_about_where_it_is_not_spread(office):
    told = office.hand_in(sheets(risk()))
    assert told.said("Question", "was taken as the category of the risks below")
    assert risks(office)[0].category == "Financial management"


def test_a_row_without_a_risk_is_said_and_left_out(office):
    told = hand_in(office, risk(), risk(title=None))
    assert told.said("Question", "this row names no risk and was left out") and len(risks(office)) == 1


@pytest.mark.parametrize("is_known", [True, False])
def test_a_risk_on_two_rows_keeps_the_workbook_out(office, is_known):
    if is_known:
        hand_in(office, risk())
    told = hand_in(office, risk(), risk("Staff leave"), risk(), on=APRIL)
    [line] = told.said("Error", "the risk The savings are not made stands on another row too (Risks row 5)")
    assert told.exit == 1 and line.startswith("Error: Risks row 7: ")
    assert len(risks(office, APRIL) if is_known else Risk.objects.all()) == is_known


def test_one_reference_is_one_risk(office):
    head = ["Ref", *HEAD]
    told = office.hand_in(sheets(["A1", *risk()], ["A1", *risk("Staff leave")], head=head))
    assert told.exit == 1 and told.said("Error", "the risk A1 stands on another row too (Risks row 5)")


def test_a_risk_that_is_missing_is_said_and_stays(office):
    hand_in(office, risk(), risk("Staff leave"))
    told = hand_in(office, risk(), on=APRIL)
    assert told.said("Question", "the risk Staff leave is in the plan but not in this workbook")
    assert len(risks(office, APRIL)) == 2


def test_references_tell_risks_apart(office):
    head = ["Ref", *HEAD]
    first, second = (["A1", *risk()], ["A2", *risk("Staff leave")])
    office.hand_in(sheets(first, second, head=head), change=lambda book: book["Risks"].merge_cells("A4:H4"))
    renamed = ["A2", *risk("Many staff leave")]
    told = office.hand_in(sheets(first, renamed, head=head), on=APRIL)
    assert told.changes("risk") == {"A1": "unchanged", "A2": "changed"}
    assert [each.title for each in risks(office, APRIL)] == [FIRST, "Many staff leave"]


def test_what_was_said_in_the_tracker_since_is_not_taken_back(office, administrator):
    hand_in(office, risk())
    record, given = Risk.objects.get(), {"on": date(2019, 3, 20), "by": administrator}
    told = record.statements.first()
    describe_risk(risk=record, facts={"impact": "No deficit."}, seen=told.pk, **given)
    last = record.scores.filter(kind="current").first()
    score = {"kind": "current", "likelihood": 1, "consequence": 4, "reason": "All signed.", "seen": last.pk}
    score_risk(risk=record, **score, **given)
    told = hand_in(office, risk(), on=APRIL)
    assert told.said("Question", "the workbook still has the impact from before it was changed in the plan")
    assert told.said("Question", "was scored 4 in the plan since; the older score of the workbook was not taken")
    [found] = risks(office, APRIL)
    assert (found.impact, found.current.score) == ("No deficit.", 4)
    told = hand_in(office, risk(now="25 5x5 Red", impact="Ruin."), on=date(2019, 5, 14))
    [found] = risks(office, date(2019, 5, 14))
    assert (found.impact, found.current.score) == ("Ruin.", 25)


def test_a_closed_risk_is_not_opened_by_a_workbook(office, administrator):
    hand_in(office, risk())
    record, given = Risk.objects.get(), {"on": date(2019, 3, 20), "by": administrator}
    close_risk(risk=record, reason="Made.", seen=record.statements.first().pk, **given)
    hand_in(office, risk(impact="Ruin."), on=APRIL)
    [found] = risks(office, APRIL)
    assert not found.open and found.closed_because == "Made." and found.impact == "Ruin."


def test_a_closed_risk_that_is_still_in_the_workbook_is_asked_about(office, administrator):
    hand_in(office, risk())
    record, given = Risk.objects.get(), {"on": date(2019, 3, 20), "by": administrator}
    close_risk(risk=record, reason="Made.", seen=record.statements.first().pk, **given)
    assert hand_in(office, risk(), on=APRIL).said("Question", "R1 is closed in the plan and stays so")
    assert not hand_in(office, risk("Staff leave"), on=APRIL).said("Question", "the risk The savings")


def test_a_workbook_alone_with_risks_is_worth_importing(office):
    told = office.hand_in({"Risks": [HEAD, risk()]})
    assert told.exit == 0 and len(risks(office)) == 1


def test_a_column_that_a_register_lacks_says_nothing(office, administrator):
    hand_in(office, risk())
    record = Risk.objects.get()
    facts = {"controls": "A board.", "owner_as_written": "The board", "owners": []}
    told = {"seen": record.statements.first().pk, "on": date(2019, 3, 20), "by": administrator}
    describe_risk(risk=record, facts=facts, **told)
    short = [HEAD[0], HEAD[2]]
    told = office.hand_in({"Risks": [[*short, "Impact"], [FIRST, "9 3x3", "Less."]]}, on=APRIL)
    [found] = risks(office, APRIL)
    assert told.fields("risk", FIRST) == {"impact": ["A deficit.", "Less."], "current_score": ["16 4x4", "9 3x3"]}
    assert (found.controls, found.owner_as_written, found.owners) == ("A board.", "The board", ())
    assert found.mitigation == "A board meets."


def test_a_score_that_a_row_no_longer_has_stays_and_is_asked_about(office):
    hand_in(office, risk())
    told = hand_in(office, risk(target=None), on=APRIL)
    assert told.said("Question", "this row has no target score, the plan has 10 2x5 Amber; it was left")
    assert risks(office, APRIL)[0].target.score == 10


def test_a_score_that_there_never_was_is_not_missed(office):
    told = hand_in(office, risk(target=None))
    assert not told.said("Question", "no target score") and risks(office)[0].target is None


def test_an_owner_that_was_put_right_in_the_tracker_stays(office, administrator):
    hand_in(office, risk(owner="Accountable Officer, Chief Nurse"))
    assert risks(office)[0].owners == ("AO", "Chief Nurse")
    record = Risk.objects.get()
    facts = {"owner_as_written": "Chief Nurse", "owners": [office.plan.posts.get(abbreviation="Chief Nurse").pk]}
    told = {"seen": record.statements.first().pk, "on": date(2019, 3, 20), "by": administrator}
    describe_risk(risk=record, facts=facts, **told)
    told = hand_in(office, risk(owner="Accountable Officer, Chief Nurse", impact="Ruin."), on=APRIL)
    assert told.said("Question", "the workbook still has the owner as written from before")
    [found] = risks(office, APRIL)
    assert (found.owners, found.owner_as_written, found.impact) == (("Chief Nurse",), "Chief Nurse", "Ruin.")


@pytest.mark.parametrize(("owner", "named"), [("Bea Boss", "Bea Boss"), ("(BB)", "BB")])
def test_a_person_as_an_owner_is_kept_as_written(office, owner, named):
    told = hand_in(office, risk(owner=owner))
    assert told.said("Question", f"“{named}” names a person, and risks are owned by posts")
    [found] = risks(office)
    assert (found.owners, found.owner_as_written) == ((), owner)
    assert not Person.objects.filter(name="Bea Boss").exists()


def test_a_risk_moves_to_another_category_and_may_be_given_a_reference(office):
    hand_in(office, risk(), risk("Staff leave"))
    head = ["Ref", *HEAD]
    rows = ["A1", *risk()], ["A2", *risk("Staff leave")]
    told = office.hand_in(sheets(*rows, head=head, title="Staff"), on=APRIL)
    assert told.fields("risk", "A1") == {"ref": [None, "A1"], "category": ["Financial management", "Staff"]}
    assert [(each.ref, each.category) for each in risks(office, APRIL)] == [("A1", "Staff"), ("A2", "Staff")]
    told = hand_in(office, risk(), on=date(2019, 2, 14))
    assert told.said("Question", "this older workbook places A1 otherwise in the register; it was left where it is")
    assert Risk.objects.get(ref="A1").category.name == "Staff"


def test_an_older_workbook_fills_the_past_of_the_risks_there_are(office):
    hand_in(office, risk())
    hand_in(office, risk(now="12 3x4"), on=date(2019, 2, 14))
    assert [risks(office, on)[0].current.score for on in (date(2019, 2, 14), ON)] == [12, 16]
    assert Risk.objects.count() == 1


def test_a_category_may_have_a_column_of_its_own(office):
    told = office.hand_in({"Risks": [[*HEAD, "Category"], [*risk(), "Money"], [*risk("Staff leave"), None]]})
    assert told.exit == 0
    assert [(each.title, each.category) for each in risks(office)] == [(FIRST, "Money"), ("Staff leave", None)]


def test_a_row_that_somebody_leaves_out_is_not_called_missing(office, tmp_path):
    hand_in(office, risk(), risk("Staff leave"))
    workbook = read(plant(tmp_path, sheets(risk(), risk("Staff leave")), spread))
    proposal = propose(workbook, office.plan, APRIL, today=APRIL, leave_out={("Risks", 6)})
    told = {change.ref: change.outcome for change in proposal.draft.changes if change.kind == "risk"}
    assert told == {FIRST: "unchanged", "Staff leave": "left_out"}


def test_the_preview_tells_risks_as_a_reader_says_it(desk):
    desk.bring(sheets(risk()), change=spread)
    desk.confirm()
    desk.bring(sheets(risk(now="12 3x4 Amber", owner="AO")), change=spread, on=APRIL)
    words = desk.look()
    # One of the databases keeps the fields in an order of its own.
    assert "Owner: Accountable Officer becomes AO" in words
    assert "Current score: 16 4x4 becomes 12 3x4 Amber" in words


def test_an_import_with_risks_is_undone(office, administrator):
    hand_in(office, risk())
    before = everything()
    hand_in(office, risk(now="12 3x4", impact="Less."), risk("Staff leave"), title="Money", on=APRIL)
    assert len(risks(office, APRIL)) == 2
    undo_import(record=Import.objects.order_by("pk").last(), by=administrator)
    assert everything() == before
    undo_import(record=Import.objects.order_by("pk").first(), by=administrator)
    connection.check_constraints()
    assert not any(model.objects.exists() for model in (Risk, RiskScore, RiskStatement, Category, Band))


@pytest.mark.parametrize("said", ["scored", "looked at"])
def test_an_import_whose_risk_was_worked_on_since_stays(office, administrator, said):
    hand_in(office, risk())
    record, given = Risk.objects.get(), {"on": date(2019, 3, 20), "by": administrator}
    if said == "scored":
        score = {"kind": "target", "likelihood": 1, "consequence": 4, "reason": "All signed."}
        score_risk(risk=record, seen=record.scores.get(kind="target").pk, **score, **given)
    else:
        review_risk(risk=record, seen_on=date(2019, 3, 20), **given)
    with pytest.raises(UndoRefused, match="now depends on the risk that this import made"):
        undo_import(record=Import.objects.get(), by=administrator)
    assert len(risks(office)) == 1


REAL = SHARED / "data" / "candp-month-10.xlsx"


@needs_shared
def test_every_risk_of_a_real_register_arrives(office, tmp_path):
    truth = json.loads((SHARED / "data/expected/candp-month-10.json").read_text())["operational_risks"]
    book = openpyxl.load_workbook(REAL, rich_text=True)
    for name in book.sheetnames:
        if name != "Operational Risks":
            del book[name]
    book.save(tmp_path / "risks.xlsx")
    told = office.run(tmp_path / "risks.xlsx", "--organisation", "Example")
    assert told.exit == 0, told.lines
    found = risks(office)
    assert len(found) == len(truth) > 10
    for true, figure in zip(truth, found, strict=True):
        assert squeezed(figure.title) == squeezed(true["risk"]) and figure.category == squeezed(true["section"])
        assert squeezed(figure.impact) == squeezed(true["impact"])
        assert squeezed(figure.mitigation) == squeezed(true["actions"])
        assert squeezed(figure.owner_as_written) == squeezed(true["sro"])
        for name, score in (("start", figure.year_start), ("current", figure.current), ("target", figure.target)):
            expected = true[name]
            assert squeezed(score.as_written) == squeezed(expected["raw"])
            got = score.score, score.likelihood, score.consequence, score.word_as_written
            assert got == tuple(expected[each] for each in ("score", "likelihood", "consequence", "rating"))
            assert score.differs == (expected["product_ok"] is False)
            doubtful = expected["product_ok"] is not True
            assert bool(told.said("Question", f"“{score.as_written}” ")) >= doubtful


def squeezed(text):
    return " ".join(str(text or "").split())


def test_what_was_reported_of_risks_in_a_frozen_period_stays(office, administrator):
    hand_in(office, risk())
    freeze(office.plan, APRIL, administrator)
    told = hand_in(office, risk(now="8 2x4"), on=date(2019, 4, 1))
    assert told.exit == 1 and told.said("Error", "Month 11 was frozen as at 14 April 2019")
    assert hand_in(office, risk(), on=date(2019, 4, 1)).exit == 0  # it says nothing new
    assert hand_in(office, risk(now="8 2x4"), on=MAY).exit == 0
    assert [risks(office, on)[0].current.score for on in (APRIL, MAY)] == [16, 8]


def test_what_was_said_since_of_a_risk_keeps_its_import(office, administrator):
    hand_in(office, risk())
    hand_in(office, risk(impact="Worse."), on=APRIL)
    found = Risk.objects.get()
    told = {"seen": found.statements.first().pk, "on": MAY, "by": administrator}
    describe_risk(risk=found, facts={"description": "It began late."}, **told)
    record = Import.objects.order_by("pk").last()
    with pytest.raises(UndoRefused, match="The risk statement .* changed on .*, after this import"):
        undo_import(record=record, by=administrator)
    assert found.statements.first().impact == "Worse."


def test_what_was_said_since_of_another_risk_or_score_keeps_no_import(office, administrator):
    hand_in(office, risk())
    hand_in(office, risk(impact="Worse.", now="8 2x4"), on=APRIL)
    add_risk(plan=office.plan, facts={"title": "The roof leaks"}, on=MAY, by=administrator)
    target = {"kind": "target", "likelihood": 1, "consequence": 5, "reason": "We aim lower."}
    found = Risk.objects.get(statements__title=FIRST, statements__impact="Worse.")
    seen = found.scores.filter(kind="target").first().pk
    score_risk(risk=found, **target, seen=seen, on=MAY, by=administrator)
    undo_import(record=Import.objects.order_by("pk").last(), by=administrator)
    assert [each.impact for each in risks(office, MAY)] == ["A deficit.", None]
    assert [risks(office, MAY)[0].current.score, risks(office, MAY)[0].target.score] == [16, 5]
