import pytest

from accounts.models import Person
from core.history import create_all, update_all

pytestmark = pytest.mark.django_db


def test_rows_written_together_each_have_a_history_row_that_says_who(administrator):
    people = create_all(Person, [Person(name="Ash Example"), Person(name="Sam Example")], by=administrator)
    assert all(person.pk for person in people)
    assert {(row.name, row.history_type, row.history_user) for row in Person.history.all()} == {
        ("Ash Example", "+", administrator),
        ("Sam Example", "+", administrator),
    }


def test_rows_changed_together_each_have_a_history_row_that_says_who(administrator):
    people = create_all(Person, [Person(name="Ash Example", to_confirm=True)], by=None)
    people[0].to_confirm = False
    update_all(Person, people, ["to_confirm"], by=administrator)
    newest, oldest = Person.history.all()
    assert (newest.history_type, newest.to_confirm, newest.history_user) == ("~", False, administrator)
    assert (oldest.history_type, oldest.to_confirm, oldest.history_user) == ("+", True, None)
    assert not Person.objects.get().to_confirm


def test_no_rows_are_no_work(administrator, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert create_all(Person, [], by=administrator) == []
        update_all(Person, [], ["name"], by=administrator)


def test_the_copied_history_row_is_the_one_that_a_single_save_writes(administrator):
    create_all(Person, [Person(name="Ash Example", initials="AE")], by=administrator)
    single = Person(name="Ash Example", initials="AE")
    single._history_user = administrator
    single.save()
    copied, saved = (person.history.get() for person in Person.objects.order_by("pk"))
    its_own = {"id", "history_id", "history_date"}
    for field in Person.history.model._meta.fields:
        if field.name not in its_own:
            assert getattr(copied, field.name) == getattr(saved, field.name), field.name
    assert abs(copied.history_date - saved.history_date).total_seconds() < 60
