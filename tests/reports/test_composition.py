"""The order of a plan's packs: chosen, moved, and joined by what came later."""

import pytest
from django.core.exceptions import PermissionDenied

from plans.models import Role
from reports.composition import Part, composed, moved
from reports.models import PackPart
from reports.sections import SECTIONS, parts_of, sections_of
from reports.services.composition import compose_packs
from reports.services.narratives import write_narrative
from tests.factories import FEBRUARY, make_plan, member

DECLARED = ["reading", "summary", "plan"]


def names(parts):
    return " ".join(part.name for part in parts)


@pytest.mark.parametrize(
    ("chosen", "narratives", "order"),
    [
        ("", "", "reading summary plan"),
        ("", "n1 n2", "reading n1 n2 summary plan"),
        ("plan summary reading", "", "plan summary reading"),
        ("plan summary reading", "n1", "plan n1 summary reading"),
        ("plan n1 summary reading", "n1 n2", "plan n1 n2 summary reading"),
        ("plan reading", "", "plan reading summary"),
        ("summary plan", "", "reading summary plan"),
        ("plan gone n9 reading summary", "", "plan reading summary"),
    ],
)
def test_what_was_not_chosen_joins_at_its_usual_place(chosen, narratives, order):
    parts = composed([Part(name) for name in chosen.split()], DECLARED, narratives.split())
    assert names(parts) == order


def test_narratives_stand_last_where_nothing_is_counted():
    assert names(composed([], ["reading"], ["n1"])) == "reading n1"


def test_what_was_chosen_of_a_part_is_kept():
    chosen = [Part("plan", is_included=False), Part("reading", in_public=False)]
    assert composed(chosen, DECLARED, [])[:2] == (chosen[0], chosen[1])


@pytest.mark.parametrize(
    ("name", "step", "order"),
    [("b", -1, "b a c"), ("b", 1, "a c b"), ("a", -1, "a b c"), ("c", 1, "a b c"), ("x", 1, "a b c")],
)
def test_parts_are_moved(name, step, order):
    assert names(moved([Part("a"), Part("b"), Part("c")], name, step)) == order


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.mark.django_db
def test_a_plan_without_a_choice_has_the_usual_order(plan):
    assert [section.name for section in sections_of(plan, FEBRUARY)] == list(SECTIONS)


@pytest.mark.django_db
def test_sections_are_chosen_and_ordered_for_each_kind_of_pack(plan, administrator):
    told = {"title": "How we got here", "text": "Slowly.", "on": FEBRUARY, "by": administrator}
    narrative = write_narrative(plan=plan, **told)
    name = f"narrative-{narrative.pk}"
    parts = [Part("summary"), Part(name), Part("plan", in_public=False), Part("reading", is_included=False)]
    assert compose_packs(plan=plan, parts=parts, by=administrator)
    assert not compose_packs(plan=plan, parts=parts, by=administrator)
    full = [section.name for section in sections_of(plan, FEBRUARY)]
    assert [each for each in full if each in ("summary", name, "plan")] == ["summary", name, "plan"]
    assert "reading" not in full
    assert "plan" not in [section.name for section in sections_of(plan, FEBRUARY, is_public=True)]
    assert PackPart.history.filter(history_user=administrator).count() == 4


@pytest.mark.django_db
def test_only_who_keeps_packs_composes_them(plan, administrator):
    with pytest.raises(PermissionDenied):
        compose_packs(plan=plan, parts=[Part("plan")], by=member(plan, Role.LEAD, by=administrator))
    assert names(parts_of(plan, [])) == " ".join(SECTIONS)
