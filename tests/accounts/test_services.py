import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Person, User
from accounts.services import command_line_user, create_person, save_user, update_person

pytestmark = pytest.mark.django_db


def test_a_person_is_written_down_with_who_did_it(administrator):
    person = create_person(name="Sam Example", initials="SE", by=administrator)
    assert str(person) == "Sam Example"
    assert person.history.get().history_user == administrator


def test_a_person_known_by_initials_only_waits_to_be_confirmed(administrator):
    person = create_person(initials="QX", to_confirm=True, by=administrator)
    assert (str(person), person.to_confirm) == ("QX", True)


def test_a_person_needs_a_name_or_initials(administrator):
    with pytest.raises(ValidationError, match="Enter a name or initials"):
        create_person(by=administrator)
    assert str(Person()) == "Unnamed person"


def test_a_change_to_a_person_is_a_further_history_row(administrator):
    person = create_person(initials="QX", to_confirm=True, by=administrator)
    update_person(person=person, name="Quinn Xample", to_confirm=False, by=administrator)
    assert [row.name for row in person.history.all()] == ["Quinn Xample", ""]


def test_only_an_administrator_writes_persons(outsider):
    with pytest.raises(PermissionDenied, match="Ask the administrator"):
        create_person(name="Sam Example", by=outsider)
    assert not Person.objects.exists()


def test_only_an_administrator_writes_log_ins(outsider):
    with pytest.raises(PermissionDenied):
        save_user(user=outsider, by=outsider)


def test_an_email_address_is_kept_in_small_letters_and_once(administrator):
    user = User(email=" New.Person@Example.org ")
    user.set_password("correct horse battery")
    save_user(user=user, by=administrator)
    assert User.objects.get(pk=user.pk).email == "new.person@example.org"
    again = User(email="NEW.person@example.org", password=user.password)
    with pytest.raises(ValidationError):
        save_user(user=again, by=administrator)


def test_a_log_in_needs_an_email_address():
    with pytest.raises(ValueError, match="needs an email address"):
        User.objects.create_user("")


def test_the_command_line_writes_as_one_account_that_nobody_can_log_in_as(client):
    user = command_line_user()
    assert command_line_user() == user
    assert not user.is_active
    assert not user.has_usable_password()
    assert create_person(name="Sam Example", by=user).history.get().history_user == user


def test_a_log_in_is_called_by_its_name_where_it_has_one():
    assert str(User(email="a@example.org")) == "a@example.org"
    assert str(User(email="a@example.org", first_name="Ash", last_name="Example")) == "Ash Example"
