import pytest

from accounts.models import Person, User
from accounts.names import name_of


@pytest.mark.parametrize(
    ("person", "first_name", "named"),
    [(Person(name="Ann Able"), "Annie", "Ann Able"), (None, "Annie", "Annie"), (None, "", "ann@example.org")],
)
def test_somebody_is_named_by_the_person_they_are_else_by_their_log_in(person, first_name, named):
    assert name_of(User(email="ann@example.org", first_name=first_name, person=person)) == named
