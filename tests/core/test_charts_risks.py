"""The map of risks and the score of one over time: what stands where, in words and as links."""

from datetime import date

from core.charts import Mark, ScoredOn, matrix, scores

STEPS = range(1, 6)
NAMES = {step: f"Step {step}" for step in STEPS}
LEVELS = {(a, b): "extreme" if a * b > 14 else "low" for a in STEPS for b in STEPS}
ON = date(2019, 3, 14)


def drawn(*marks):
    return matrix("Map of risks", marks, LEVELS, NAMES, NAMES)


def test_a_map_without_risks_says_so_and_is_an_image():
    svg = drawn()
    assert "no risk has a place on it" in svg and 'role="img"' in svg
    assert "Step 5" in svg and "<a " not in svg


def test_a_risk_is_a_link_and_its_target_is_told():
    svg = drawn(Mark("R1", 4, 5, url="/risks/1/", said="R1: now 20"), Mark("R1", 2, 5, is_target=True))
    assert '<a href="/risks/1/" aria-label="R1: now 20">' in svg and 'role="group"' in svg
    assert "R1 likelihood 4, consequence 5; R1 shall come to likelihood 2, consequence 5" in svg
    assert svg.count("<a ") == 1 and 'stroke-dasharray="3 2"' in svg


def test_what_has_no_room_in_a_square_is_counted():
    few, many = (drawn(*(Mark(f"Risk {n}", 3, 3) for n in range(count))) for count in (4, 30))
    assert ">+" not in few and ">Risk 3<" in few
    shown = sum(f">Risk {n}<" in many for n in range(30))
    assert f">+{30 - shown} more<" in many and 0 < shown < 30


def test_scores_step_from_day_to_day_up_to_today():
    scored = [ScoredOn(date(2019, 1, 10), 20, "extreme"), ScoredOn(date(2019, 2, 12), 10, None)]
    svg = scores("Score of R1 over time", scored, ON, target=6)
    assert "20 from 10/01/2019; 10 from 12/02/2019; target 6" in svg and ">Target 6<" in svg
    assert ">Jan 2019<" in svg and ">20<" in svg
    assert "target" not in scores("Score of R1 over time", scored, ON).lower()


def test_of_many_months_some_are_named():
    svg = scores("Score of R1 over time", [ScoredOn(date(2017, 1, 10), 20, "extreme")], ON)
    assert svg.count(">Jan 20") == 3 and ">Feb 2018<" not in svg


def test_nothing_scored_is_said():
    assert "Nothing to show yet" in scores("Score of R1 over time", [], ON, target=6)


def test_a_last_risk_that_no_longer_fits_is_counted_too():
    svg = drawn(*(Mark(name, 3, 3) for name in [*"a" * 14, "A long name"]))
    assert ">+1 more<" in svg and ">A long" not in svg and svg.count(">a<") == 14
