"""The objectives of a plan: their page, the forms, what serves and threatens them, and their section of the pack."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from actions.services import ServesNothing, mark_private, serve_no_longer, serve_objective
from plans.models import Objective, Role
from plans.services import ObjectiveRefused, keep_objective
from reports.figures import figures_of
from reports.objectives import KINDS as TIED
from reports.objectives import ObjectivesFigures
from reports.presenters.objectives import KINDS, finding
from reports.revisions import changes_between
from reports.safety import Safety
from reports.withheld import Withheld
from risks.services import ScoreEntry, add_risk
from tests.factories import JANUARY, freeze, make_plan, member

from .packs import Opened, make_document, objective
from .packs import action as action_figure
from .test_revisions import kept


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=4, dates=(JANUARY,))


@pytest.fixture
def served(plan, administrator):
    """An objective that action 2.1 serves and a risk that scores 20 threatens."""
    kept = keep_objective(plan=plan, title="Care that is safe", ref="O1", by=administrator)
    serve_objective(action=plan.actions.get(ref="2.1"), objective=kept, on=JANUARY, by=administrator)
    facts = {"title": "Rotas stay empty", "objectives": [kept.pk], "objectives_as_written": str(kept)}
    add_risk(plan=plan, facts=facts, scores=[ScoreEntry("current", 4, 5, 20)], ref="R1", on=JANUARY, by=administrator)
    return kept


@pytest.fixture
def pmo(client, plan, administrator):
    client.force_login(member(plan, Role.PMO, by=administrator))
    return client


def page_of(client, plan, **query):
    return client.get(reverse("reports:objectives", args=[plan.slug]), query).content.decode()


def test_what_serves_and_what_threatens_it(plan, served, administrator):
    found = figures_of(plan, JANUARY).objectives.objectives[0]
    assert [(each.kind, each.name) for each in found.tied] == [("action", "2.1"), ("risk", "R1")]
    assert found.safety == "NOT_SAFE"
    assert [(each.name, each.why) for each in found.reasons][0] == ("R1", "scores 20, Extreme")


def test_a_tie_counts_while_it_lasts(plan, served, administrator):
    action, later = plan.actions.get(ref="2.1"), JANUARY + timedelta(days=9)
    serve_no_longer(action=action, objective=served, on=later, by=administrator)
    serve_no_longer(action=action, objective=served, on=later, by=administrator)
    assert "2.1" in str(figures_of(plan, JANUARY).objectives)
    assert "2.1" not in str(figures_of(plan, later).objectives)


def test_what_is_private_stays_out_of_public_figures(plan, served, administrator):
    mark_private(action=plan.actions.get(ref="2.1"), is_private=True, by=administrator)
    assert "'2.1'" not in str(figures_of(plan, JANUARY, is_public=True).objectives)
    assert "'2.1'" in str(figures_of(plan, JANUARY).objectives)


def test_the_page_says_which_is_not_safe_and_why(pmo, plan, served, administrator):
    keep_objective(plan=plan, title="Live within our means", by=administrator)
    text = page_of(pmo, plan, as_at=JANUARY.isoformat())
    assert "Of 2 objectives 1 is not safe and 1 is tied to nothing." in text
    assert "Scores 20, Extreme" in text
    assert f"/plans/sample/risks/1/?as_at={JANUARY}" in text
    overview = pmo.get("/plans/sample/", {"as_at": JANUARY.isoformat()}).content.decode()
    assert "Of 2 objectives 1 is not safe" in overview


def test_a_plan_without_objectives_says_so(pmo, plan):
    assert "The plan has no objectives yet." in page_of(pmo, plan)
    assert "its objectives" in pmo.get("/plans/sample/").content.decode()
    assert (
        finding(ObjectivesFigures((objective(tied=()),))) == "Of 1 objective none is not safe and 1 is tied to nothing."
    )


def test_an_objective_is_added_and_put_right(pmo, plan):
    new = reverse("reports:new_objective", args=[plan.slug])
    assert "Enter what is to be achieved" in pmo.post(new).content.decode()
    for _ in range(2):
        pmo.post(new, {"title": " Care  that is safe ", "ref": "O1"})
    kept = plan.objectives.get()
    assert str(kept) == "O1 Care that is safe"
    pmo.post(new, {"title": "Live within our means", "ref": "O2"})
    assert [each.position for each in plan.objectives.all()] == [0, 1]
    edit = reverse("reports:edit_objective", args=[plan.slug, kept.pk])
    refused = pmo.post(edit, {"title": "Care that is safe", "ref": "o2"}).content.decode()
    assert "has the reference O2 already: give this one another" in refused
    refused = pmo.post(edit, {"title": "Live within our means", "ref": "O1"}).content.decode()
    assert "is an objective of this plan already" in refused
    assert "is what another is called" in pmo.post(new, {"title": "O2 Live within our means"}).content.decode()
    pmo.post(edit, {"title": "Safe care", "ref": ""})
    assert str(Objective.objects.get(pk=kept.pk)) == "Safe care"


def test_an_action_is_tied_and_taken_off(pmo, plan, served):
    ties = reverse("reports:objective_actions", args=[plan.slug, served.pk])
    assert "No action of this plan" in pmo.post(ties, {"action": "9.9"}).content.decode()
    assert "1.2" in pmo.post(ties, {"action": "1.2"}, follow=True).content.decode()
    assert served.tied_actions.filter(until=None).count() == 2
    pmo.post(ties, {"untie": plan.actions.get(ref="1.2").key})
    assert served.tied_actions.filter(until=None).count() == 1


def test_a_heading_and_an_action_of_another_plan_serve_nothing(pmo, plan, served, administrator):
    heading = plan.actions.get(ref="1.2")
    heading.is_heading, heading._history_user = True, administrator
    heading.save()
    ties = reverse("reports:objective_actions", args=[plan.slug, served.pk])
    assert "choose one of the actions under it" in pmo.post(ties, {"action": "1.2"}).content.decode()
    other = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,)).actions.get()
    with pytest.raises(ServesNothing, match="another plan"):
        serve_objective(action=other, objective=served, on=JANUARY, by=administrator)


def test_who_may_not(plan, served, administrator):
    lead = member(plan, Role.LEAD, by=administrator, email="lead@example.org")
    with pytest.raises(PermissionDenied):
        keep_objective(plan=plan, title="Another", by=lead)
    for write in (serve_objective, serve_no_longer):
        with pytest.raises(PermissionDenied):
            write(action=plan.actions.get(ref="1.2"), objective=served, on=date(2019, 2, 1), by=lead)
    with pytest.raises(ObjectiveRefused):
        keep_objective(plan=plan, title="Care that is safe", ref="O9", by=administrator)


def test_the_section_of_the_pack():
    from reports.document import html_of

    told = Opened(html_of(make_document(action_figure(), objectives=[objective(), objective(2, tied=())])))
    rows = told.table("Objective", "How it stands")
    assert [row[1] for row in rows] == ["Not safe", "Nothing is tied to it"]
    assert "Risk R1 Thing 1 fails: scores 20, Extreme" in rows[0][2]
    assert "Objectives" not in [words for _, words in Opened(html_of(make_document(action_figure()))).headings]


def kept_with(*tied):
    found = objective(tied=tied)
    safety = Safety.NOT_SAFE if any(each.safety == "NOT_SAFE" for each in tied) else Safety.SAFE
    return kept(of_figures={"objectives": (replace(found, safety=safety.name),)})


def test_versions_of_a_pack_differ_by_what_is_tied_and_the_public_is_told_nothing_of_what_is_private():
    action, risk = objective().tied
    before, after = kept_with(action, risk), kept_with(action)
    assert changes_between(before, after) == [
        "The objective “Care that is safe”: whether it is safe, what is tied to it, or what that means for it changed."
    ]
    assert changes_between(before, after, withheld=Withheld(risks=frozenset({risk.key}))) == []


def test_each_kind_that_can_be_tied_has_words():
    assert set(KINDS) == set(TIED)


def test_a_frozen_period_keeps_what_served_then(pmo, plan, served, administrator):
    freeze(plan, date(2019, 1, 20), administrator)
    for write in (serve_objective, serve_no_longer):
        with pytest.raises(ServesNothing, match="was frozen"):
            write(action=plan.actions.get(ref="2.1"), objective=served, on=date(2019, 1, 15), by=administrator)
    freeze(plan, timezone.localdate(), administrator, label="Now")
    ties = reverse("reports:objective_actions", args=[plan.slug, served.pk])
    key = plan.actions.get(ref="2.1").key
    assert "was frozen" in pmo.post(ties, {"untie": key}, follow=True).content.decode()
    assert served.tied_actions.filter(until=None).count() == 1
