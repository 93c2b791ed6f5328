"""What is private, and what of a plan is left for the public: figures as if the rest were not there."""

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action, Concern
from actions.services import Entry, mark_concern_private, mark_private, mark_several_private, record_statements
from plans.models import Area, Role
from plans.services import save_reference
from reports.figures import figures_of
from tests.factories import FEBRUARY, JANUARY, make_plan, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=6)


def named(plan, ref):
    return plan.actions.get(ref=ref)


def hide(plan, *refs, by):
    mark_several_private(plan=plan, keys=[named(plan, ref).key for ref in refs], is_private=True, by=by)


def add(plan, by, ref, area, parent=None, **facts):
    action = Action(area=area, ref=ref, parent=parent, position=plan.actions.count() + 1)
    entry = Entry(action, {"title": f"Added {ref}"} | facts, origin="import")
    record_statements(plan=plan, entries=[entry], effective_on=JANUARY, by=by)
    return action


def public(plan, on=FEBRUARY):
    return figures_of(plan, on, is_public=True)


def refs(figures):
    return [action.ref for action in figures.actions.actions]


def test_where_nothing_is_private_the_public_sees_all(plan):
    assert public(plan).as_json() == figures_of(plan, FEBRUARY).as_json()
    assert public(plan).stated_totals


def test_every_figure_fits_what_is_shown(plan, administrator):
    hide(plan, "1.2", "2.1", by=administrator)
    seen, every = public(plan).actions, figures_of(plan, FEBRUARY).actions
    assert refs(public(plan)) == ["2.3", "1.4", "2.5", None]
    assert every.total.actions == 6
    assert seen.total.actions == 4 == sum(area.counts.actions for area in seen.areas)
    assert sum(seen.total.ratings.values()) + seen.total.unrated == 4
    met = next(each for each in seen.recommendations if each.source == "Review 1")
    assert met.actions == ("2.3", "1.4", "2.5", None)


def test_it_is_private_at_every_date(plan, administrator):
    hide(plan, "1.2", by=administrator)
    assert "1.2" not in refs(public(plan, JANUARY))


def test_printed_totals_are_not_given_beside_counts_from_which_something_is_missing(plan, administrator):
    hide(plan, "1.2", by=administrator)
    assert public(plan).stated_totals == () == public(plan).plan.stated
    assert not [found for found in public(plan).wrong if found.rule == "totals-differ"]
    assert figures_of(plan, FEBRUARY).stated_totals


def test_concerns_about_it_go_with_it(plan, administrator):
    assert len(public(plan).actions.concerns) == 2
    hide(plan, "2.1", by=administrator)
    assert public(plan).actions.concerns == ()
    assert all(each.is_private for each in figures_of(plan, FEBRUARY).actions.concerns)


def test_a_concern_that_names_a_private_action_is_private_whatever_it_is_tied_to(plan, administrator):
    for concern in plan.concerns.all():
        concern.action = named(plan, "1.2")
        concern.save()
    hide(plan, "2.1", by=administrator)
    assert public(plan).actions.concerns == ()


def test_one_concern_alone_is_private(plan, administrator):
    first = plan.concerns.first()
    assert mark_concern_private(concern=first, is_private=True, by=administrator)
    assert [each.key for each in public(plan).actions.concerns] == [plan.concerns.last().pk]
    assert not mark_concern_private(concern=first, is_private=True, by=administrator)
    assert mark_concern_private(concern=first, is_private=False, by=administrator)
    assert len(public(plan).actions.concerns) == 2


def test_a_recommendation_that_only_private_actions_meet_is_not_shown_as_left_alone(plan, administrator):
    hide(plan, *(ref for ref in refs(figures_of(plan, FEBRUARY)) if ref), by=administrator)
    add(plan, administrator, "1.9", plan.areas.get(number=1))
    add(plan, administrator, "2.9", plan.areas.get(number=2))
    assert [each.source for each in public(plan).actions.recommendations] == ["Review 1", "Review 2"]
    mark_private(action=plan.actions.get(ref=""), is_private=True, by=administrator)
    seen = public(plan)
    assert [each.source for each in seen.actions.recommendations] == ["Review 2"]
    left_alone = [found.sentence for found in seen.wrong if found.rule == "left-alone"]
    assert left_alone == ["No action meets “Do this too.” (Review 2)."]


def test_an_area_of_which_only_private_actions_remain_is_left_out(plan, administrator):
    third = save_reference(record=Area(plan=plan, number=3, title="Third"), by=administrator)
    save_reference(record=Area(plan=plan, number=4, title="Nothing ever stood here"), by=administrator)
    add(plan, administrator, "3.1", third)
    numbers = [area.number for area in public(plan).actions.areas]
    assert numbers == [1, 2, 3, 4]
    hide(plan, "3.1", by=administrator)
    assert [area.number for area in public(plan).actions.areas] == [1, 2, 4]


def test_recommendations_go_with_their_area(plan, administrator):
    hide(plan, "2.1", "2.3", "2.5", by=administrator)
    seen = public(plan).actions
    assert [area.number for area in seen.areas] == [1]
    assert [each.source for each in seen.recommendations] == ["Review 1"]


def test_headings_go_with_the_last_of_what_stands_under_them(plan, administrator):
    area = plan.areas.get(number=1)
    top = add(plan, administrator, "9", area, is_heading=True)
    below = add(plan, administrator, "9.1", area, parent=top, is_heading=True)
    add(plan, administrator, "9.1.1", area, parent=below)
    add(plan, administrator, "8", area, is_heading=True)
    assert {"9", "9.1", "9.1.1", "8"} <= set(refs(public(plan)))
    hide(plan, "9.1.1", by=administrator)
    assert {"9", "9.1", "9.1.1"}.isdisjoint(refs(public(plan)))
    assert "8" in refs(public(plan))


def test_an_action_above_private_ones_stays_and_does_not_name_them(plan, administrator):
    area, key = plan.areas.get(number=1), {rating.code: rating for rating in plan.ratings.all()}
    top = add(plan, administrator, "9", area, rating=key["B"])
    add(plan, administrator, "9.1", area, parent=top, rating=key["R"])
    assert "under it 9.1 is not" in str(public(plan).actions)
    hide(plan, "9.1", by=administrator)
    assert "9" in refs(public(plan)) and "9.1" not in str(public(plan).actions)


def test_what_stands_under_a_private_action_is_private(plan, administrator):
    area = plan.areas.get(number=1)
    top = add(plan, administrator, "9", area, is_heading=True)
    add(plan, administrator, "9.1.1", area, parent=add(plan, administrator, "9.1", area, parent=top))
    hide(plan, "9", by=administrator)
    assert {"9", "9.1", "9.1.1"}.isdisjoint(refs(public(plan)))
    marked = {action.ref for action in figures_of(plan, FEBRUARY).actions.actions if action.is_private}
    assert marked == {"9", "9.1", "9.1.1"}


def test_marks_are_made_and_taken_away_with_a_history_row_each(plan, administrator):
    action = named(plan, "1.2")
    before = action.history.count()
    assert mark_private(action=action, is_private=True, by=administrator)
    assert not mark_private(action=action, is_private=True, by=administrator)
    assert mark_private(action=action, is_private=False, by=administrator)
    latest = action.history.first()
    assert (action.history.count() - before, latest.is_private, latest.history_user) == (2, False, administrator)
    concern = plan.concerns.first()
    mark_concern_private(concern=concern, is_private=True, by=administrator)
    assert concern.history.first().history_user == administrator


def test_only_who_keeps_packs_says_what_is_private(plan, administrator):
    reader = member(plan, Role.READER, by=administrator)
    with pytest.raises(PermissionDenied):
        mark_private(action=named(plan, "1.2"), is_private=True, by=reader)
    with pytest.raises(PermissionDenied):
        mark_concern_private(concern=plan.concerns.first(), is_private=True, by=reader)
    assert not Action.objects.filter(is_private=True) and not Concern.objects.filter(is_private=True)


def test_the_mark_is_no_statement(plan, administrator):
    said = named(plan, "1.2").statements.count()
    hide(plan, "1.2", by=administrator)
    assert named(plan, "1.2").statements.count() == said
