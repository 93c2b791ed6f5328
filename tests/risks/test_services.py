"""Risks from the register to their end: what is said stays, who may say it, and two at once."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from plans.models import Role
from plans.services import NamedMeeting, give_role
from risks.figures import figures_of
from risks.models import Band, Risk, RiskScore, RiskStatement
from risks.services import (
    RiskChanged,
    RiskEntry,
    RiskRefused,
    ScoreEntry,
    add_risk,
    close_risk,
    describe_risk,
    keep_bands,
    keep_category,
    record_risks,
    reopen_risk,
    review_risk,
    score_risk,
    tie_action,
    untie_action,
)
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member


def seen(risk, kind="current"):
    return risk.scores.filter(kind=kind).first().pk


def rescore(risk, by, likelihood=3, reason="Half the savings are signed.", on=FEBRUARY, **given):
    given = {"kind": "current", "consequence": 5, "seen": seen(risk)} | given
    return score_risk(risk=risk, likelihood=likelihood, reason=reason, on=on, by=by, **given)


def figure(plan, on=FEBRUARY):
    [found] = figures_of(plan, on).risks
    return found


def test_a_risk_stands_as_at_each_day(plan, risk, owner):
    rescore(risk, owner)
    describe_risk(
        risk=risk, facts={"mitigation": "A board meets weekly."}, seen=risk.statements.first().pk, on=FEBRUARY, by=owner
    )
    before, now = figure(plan, JANUARY), figure(plan)
    assert (before.current.score, now.current.score, now.year_start.score, now.target.score) == (20, 15, 20, 10)
    assert (before.movement, now.movement, now.above_target) == ("unchanged", "better", 5)
    assert (before.mitigation, now.mitigation) == (None, "A board meets weekly.")
    assert now.impact == "The year ends in deficit" and now.owners == ("AO",) and now.level == "extreme"
    assert figures_of(plan, JANUARY.replace(year=2018)).risks == ()
    assert figures_of(plan, FEBRUARY).as_json()["risk_bands"][0]["risks"] == 1


def test_scores_are_added_and_never_changed(risk, owner):
    first = seen(risk)
    rescore(risk, owner)
    assert list(risk.scores.filter(kind="current").values_list("score", flat=True)) == [15, 20]
    assert RiskScore.objects.get(pk=first).reason == ""


def test_the_same_score_sent_twice_is_one(risk, owner):
    at_first = seen(risk)
    assert rescore(risk, owner, seen=at_first) == rescore(risk, owner, seen=at_first)
    assert risk.scores.filter(kind="current").count() == 2


def test_of_two_who_score_at_once_the_second_is_told(risk, owner, pmo):
    at_first = seen(risk)
    first = rescore(risk, owner)
    with pytest.raises(RiskChanged) as told:
        rescore(risk, pmo, likelihood=2, seen=at_first)
    assert told.value.record == first


def test_of_two_who_describe_at_once_the_second_is_told(risk, owner, pmo):
    at_first = risk.statements.first().pk
    describe_risk(risk=risk, facts={"impact": "One."}, seen=at_first, on=FEBRUARY, by=owner)
    assert describe_risk(risk=risk, facts={"impact": "One."}, seen=at_first, on=FEBRUARY, by=pmo).impact == "One."
    with pytest.raises(RiskChanged):
        describe_risk(risk=risk, facts={"impact": "Two."}, seen=at_first, on=FEBRUARY, by=pmo)
    assert RiskStatement.objects.count() == 2


def test_a_score_needs_its_reason_and_a_risk_its_name(plan, risk, owner, pmo):
    with pytest.raises(RiskRefused, match="Say why"):
        rescore(risk, owner, reason=" ")
    with pytest.raises(RiskRefused, match="has to be named"):
        describe_risk(risk=risk, facts={"title": " "}, seen=risk.statements.first().pk, on=FEBRUARY, by=owner)
    with pytest.raises(RiskRefused, match="has to be named"):
        add_risk(plan=plan, facts={"title": ""}, on=JANUARY, by=pmo)
    assert Risk.objects.count() == 1 and risk.scores.count() == 3


def test_what_is_written_before_a_risk_is_known_is_refused(risk, owner):
    with pytest.raises(RiskRefused, match="not known as at 10 January 2018"):
        rescore(risk, owner, on=JANUARY.replace(year=2018))


def test_an_owner_updates_their_own_risk_and_no_other(plan, risk, post, owner, administrator):
    other = add_risk(plan=plan, facts={"title": "Of nobody"}, on=JANUARY, by=administrator)
    with pytest.raises(PermissionDenied, match="risks of the posts they hold"):
        score_risk(
            risk=other, kind="current", likelihood=1, consequence=1, reason="x", seen=None, on=FEBRUARY, by=owner
        )
    for act in (close_risk, reopen_risk):
        with pytest.raises(PermissionDenied):
            act(risk=risk, reason="x", seen=risk.statements.first().pk, on=FEBRUARY, by=owner)
    with pytest.raises(PermissionDenied):
        add_risk(plan=plan, facts={"title": "Mine"}, on=JANUARY, by=owner)


def test_nobody_else_updates_it(plan, risk, administrator, outsider):
    for role in (Role.READER, Role.LEAD, Role.RISK_OWNER):
        user = member(plan, role, by=administrator, email=f"{role}@example.org")
        with pytest.raises(PermissionDenied):
            rescore(risk, user)
    with pytest.raises(PermissionDenied):
        rescore(risk, outsider)
    assert risk.scores.count() == 3


def test_a_risk_is_closed_and_reopened_with_a_reason(plan, risk, pmo):
    told = risk.statements.first().pk
    with pytest.raises(RiskRefused, match="no longer a risk"):
        close_risk(risk=risk, reason=" ", seen=told, on=FEBRUARY, by=pmo)
    closed = close_risk(risk=risk, reason="Made.", seen=told, on=FEBRUARY, by=pmo)
    assert close_risk(risk=risk, reason="Made.", seen=told, on=FEBRUARY, by=pmo) == closed
    assert not figure(plan).open and figure(plan, JANUARY).open and figures_of(plan, FEBRUARY).open == ()
    for act in (lambda: rescore(risk, pmo), lambda: review_risk(risk=risk, seen_on=FEBRUARY, on=FEBRUARY, by=pmo)):
        with pytest.raises(RiskRefused, match="reopen it first"):
            act()
    with pytest.raises(RiskRefused, match="a risk again"):
        reopen_risk(risk=risk, reason="", seen=closed.pk, on=MARCH, by=pmo)
    with pytest.raises(RiskChanged):
        reopen_risk(risk=risk, reason="It slipped.", seen=told, on=MARCH, by=pmo)
    reopen_risk(risk=risk, reason="It slipped.", seen=closed.pk, on=MARCH, by=pmo)
    assert figure(plan, MARCH).open and figure(plan, MARCH).closed_because == "It slipped."


def test_reviews_are_kept_with_their_meeting(plan, risk, owner, pmo):
    seen_at = {"meeting": NamedMeeting("Governing Body", FEBRUARY), "said": "Noted.", "on": FEBRUARY}
    with pytest.raises(RiskRefused, match="You may not add a meeting"):
        review_risk(risk=risk, **seen_at, by=owner)
    assert review_risk(risk=risk, **seen_at, by=pmo) == review_risk(risk=risk, **seen_at, by=pmo)
    assert risk.reviews.count() == 1
    review_risk(risk=risk, seen_on=JANUARY, on=FEBRUARY, by=owner)
    assert figure(plan).reviewed_on == FEBRUARY and figure(plan, JANUARY).reviewed_on is None
    with pytest.raises(RiskRefused, match="Choose the meeting"):
        review_risk(risk=risk, on=FEBRUARY, by=owner)
    with pytest.raises(RiskRefused, match="still to come"):
        review_risk(risk=risk, seen_on=MARCH, on=FEBRUARY, by=owner)


def test_a_reference_is_used_once_and_a_form_sent_twice_adds_once(plan, pmo):
    first = add_risk(plan=plan, facts={"title": "One"}, ref=" R 1 ", on=JANUARY, by=pmo)
    assert add_risk(plan=plan, facts={"title": "One"}, ref="R 1", on=JANUARY, by=pmo) == first
    assert (first.name, str(first)) == ("R 1", "Risk R 1")
    with pytest.raises(RiskRefused, match="Another risk has the reference R 1"):
        add_risk(plan=plan, facts={"title": "Two"}, ref="R 1", on=JANUARY, by=pmo)
    second = add_risk(plan=plan, facts={"title": "Two"}, on=JANUARY, by=pmo)
    assert (first.key, second.key, second.name) == (1, 2, "R2")


def test_bands_and_categories_are_made_once(plan, pmo, outsider):
    assert [band.lowest for band in keep_bands(plan=plan, by=pmo)] == [15, 8, 4, 1]
    assert len(keep_bands(plan=plan, by=pmo)) == 4
    quality = keep_category(plan=plan, name=" Quality  management", by=pmo)
    assert keep_category(plan=plan, name="quality management", by=pmo) == quality
    assert keep_category(plan=plan, name=" ", by=pmo) is None
    with pytest.raises(PermissionDenied):
        keep_category(plan=plan, name="Other", by=outsider)


def test_an_action_is_tied_from_a_day_to_a_day(plan, risk, owner, administrator):
    action = plan.actions.get(ref="1.2")
    tied = tie_action(risk=risk, action=action, on=JANUARY, by=owner)
    assert tie_action(risk=risk, action=action, on=FEBRUARY, by=owner) == tied
    untie_action(risk=risk, action=action, on=MARCH, by=owner)
    untie_action(risk=risk, action=action, on=MARCH, by=owner)
    assert (figure(plan, JANUARY).actions, figure(plan).actions, figure(plan, MARCH).actions) == (
        ("1.2",),
        ("1.2",),
        (),
    )
    stranger = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,)).actions.get()
    with pytest.raises(RiskRefused, match="another plan"):
        tie_action(risk=risk, action=stranger, on=MARCH, by=owner)


def test_what_was_printed_is_kept_beside_what_it_comes_to(plan, administrator):
    odd = ScoreEntry("current", 4, 4, 20, "Amber", "20 4x4 Amber")
    alone = ScoreEntry("target", None, None, 4, "Yellow", "4 Yellow")
    add_risk(plan=plan, facts={"title": "Odd"}, scores=[odd, alone], on=JANUARY, by=administrator)
    found = figure(plan, JANUARY)
    assert found.current.score == 20 and found.current.differs and found.current.words_differ
    assert found.target.band == "Moderate" and not found.target.differs and not found.target.words_differ
    assert found.movement == ""


def test_the_public_sees_no_private_risk_nor_private_action(plan, risk, owner):
    tie_action(risk=risk, action=plan.actions.get(ref="1.2"), on=JANUARY, by=owner)
    plan.actions.filter(ref="1.2").update(is_private=True)
    assert figures_of(plan, FEBRUARY, is_public=True).risks[0].actions == ()
    Risk.objects.update(is_private=True)
    assert figures_of(plan, FEBRUARY, is_public=True).risks == ()
    assert figures_of(plan, FEBRUARY).risks[0].actions == ("1.2",)


def test_somebody_without_a_person_owns_nothing(plan, risk, administrator):
    user = User.objects.create_user("nobody@example.org")
    give_role(plan=plan, user=user, role=Role.RISK_OWNER, by=administrator)
    with pytest.raises(PermissionDenied):
        rescore(risk, user)


def test_what_an_import_says_again_of_known_risks_makes_no_bands(plan, risk, pmo):
    Band.objects.all().delete()
    told = RiskEntry(risk, {}, [ScoreEntry("current", 1, 1, 1)])
    record_risks(plan=plan, entries=[told], effective_on=FEBRUARY, by=pmo)
    assert not Band.objects.exists() and risk.statements.count() == 1
    assert figure(plan).current.score == 1 and figure(plan).level is None
