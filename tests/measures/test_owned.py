"""My work names the measures whose values wait, and an action's page its measures."""

from datetime import date

from django.utils import timezone

from measures.owned import measures_waiting
from measures.services import ValueEntry, add_measure, close_measure, record_values
from tests.factories import FEBRUARY, JANUARY, MARCH
from tests.measures.test_figures import count
from tests.measures.test_services import told_of
from tests.reports.reading import text_of


def waits(plan, owner, on):
    return {
        each.statement.measure.called: len(each.waiting) for each in measures_waiting(owner.person_id, [plan.pk], on)
    }


def test_an_owner_is_told_which_values_wait(plan, measure, owner, pmo, post):
    assert waits(plan, owner, JANUARY) == {} and waits(plan, owner, MARCH) == {"X1": 2}
    older = add_measure(plan=plan, facts={"name": "Complaints", "owners": [post.pk]}, on=JANUARY, by=pmo)
    count(older, [1], pmo, first=(2018, 11), on=FEBRUARY)
    count(measure, [1], pmo, first=(2019, 1), on=FEBRUARY)
    add_measure(plan=plan, facts={"name": "Of nobody"}, on=JANUARY, by=pmo)
    assert list(waits(plan, owner, MARCH).items()) == [("X2", 3), ("X1", 1)]
    close_measure(measure=older, reason="Done", seen=older.statements.get().pk, on=MARCH, by=pmo)
    assert waits(plan, owner, MARCH) == {"X1": 1}
    assert measures_waiting(owner.person_id, [], MARCH) == []


def test_a_value_that_was_withdrawn_waits_again(plan, measure, owner, pmo):
    count(measure, [70], pmo, first=(2019, 1))
    gone = [ValueEntry(measure, date(2019, 1, 31), None)]
    record_values(plan=plan, entries=gone, effective_on=FEBRUARY, by=pmo)
    assert waits(plan, owner, FEBRUARY) == {"X1": 1}


def test_it_asks_as_often_for_many_as_for_one(plan, measure, owner, pmo, post, django_assert_num_queries):
    for number in range(4):
        add_measure(plan=plan, facts={"name": f"Other {number}", "owners": [post.pk]}, on=JANUARY, by=pmo)
    with django_assert_num_queries(4):
        assert len(waits(plan, owner, MARCH)) == 5


def test_my_work_leads_to_where_they_are_entered(client, plan, measure, owner, pmo):
    client.force_login(owner)
    text = text_of(client.get("/").content.decode())
    assert "Values that wait for me" in text and "X1 Calls answered in time" in text and "the first that of" in text
    assert 'href="/plans/sample/measures/values/?measure=1"' in client.get("/").content.decode()
    today = timezone.localdate()
    months = (today.year - 2019) * 12 + today.month - 1
    count(measure, [1] * (months - 1), pmo, first=(2019, 1))
    assert "The value of" in text_of(client.get("/").content.decode())
    close_measure(measure=measure, reason="Done", seen=measure.statements.get().pk, on=today, by=pmo)
    assert "Values that wait" not in text_of(client.get("/").content.decode())


def test_an_action_offers_to_make_its_outcome_measure_one(client, plan, owner, pmo, administrator):
    action = plan.actions.get(ref="1.2")
    client.force_login(pmo)
    page = action.get_absolute_url()
    assert "Make it a measure" not in client.get(page).content.decode()
    told_of(action, administrator, outcome_measure="Calls answered in time")
    assert "Make it a measure" in client.get(page).content.decode()
    assert "Make it a measure" not in client.get(f"{page}?as_at={MARCH}").content.decode()
    client.post(f"/plans/sample/measures/of-action/{action.key}/")
    text = text_of(client.get(page).content.decode())
    assert "Measures of its outcome X1 Calls answered in time" in text and "Make it a measure" not in text
    client.force_login(owner)
    assert "Make it a measure" not in client.get(page).content.decode()
