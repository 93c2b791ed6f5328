import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Person, User
from accounts.services import (
    command_line_user,
    create_log_in,
    password_link,
    save_user,
    set_password,
    take_second_factor,
    update_person,
)

pytestmark = pytest.mark.django_db


def test_a_person_is_written_down_with_who_did_it(administrator):
    person = update_person(person=Person(), name="Sam Example", initials="SE", by=administrator)
    assert str(person) == "Sam Example"
    assert person.history.get().history_user == administrator


def test_a_person_known_by_initials_only_waits_to_be_confirmed(administrator):
    person = update_person(person=Person(), initials="QX", to_confirm=True, by=administrator)
    assert (str(person), person.to_confirm) == ("QX", True)


def test_a_person_needs_a_name_or_initials(administrator):
    with pytest.raises(ValidationError, match="Enter a name or initials"):
        update_person(person=Person(), by=administrator)
    assert str(Person()) == "Unnamed person"


def test_a_change_to_a_person_is_a_further_history_row(administrator):
    person = update_person(person=Person(), initials="QX", to_confirm=True, by=administrator)
    update_person(person=person, name="Quinn Xample", to_confirm=False, by=administrator)
    assert [row.name for row in person.history.all()] == ["Quinn Xample", ""]


def test_only_an_administrator_writes_persons(outsider):
    with pytest.raises(PermissionDenied, match="Ask the administrator"):
        update_person(person=Person(), name="Sam Example", by=outsider)
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
    assert update_person(person=Person(), name="Sam Example", by=user).history.get().history_user == user


def test_a_log_in_is_called_by_its_name_where_it_has_one():
    assert str(User(email="a@example.org")) == "a@example.org"
    assert str(User(email="a@example.org", first_name="Ash", last_name="Example")) == "Ash Example"


def test_a_log_in_is_made_without_a_password(administrator, outsider):
    person = update_person(person=Person(), name="Nat New", by=administrator)
    user = create_log_in(email=" Nat@Example.org", first_name="Nat", last_name="New", person=person, by=outsider)
    assert (user.email, str(user), user.person, user.has_usable_password()) == (
        "nat@example.org",
        "Nat New",
        person,
        False,
    )
    assert not (user.is_staff or user.is_superuser)
    assert user.history.get().history_user == outsider


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("OUTSIDER@example.org", "There is already a log-in with this email address"),
        ("nobody", "valid email address"),
        ("taken.person@example.org", "Sam Example has a log-in already"),
    ],
)
def test_a_log_in_that_cannot_be_is_refused_with_a_sentence(administrator, outsider, email, sentence):
    person = update_person(person=Person(), name="Sam Example", by=administrator)
    create_log_in(email="sam@example.org", first_name="", last_name="", person=person, by=administrator)
    with pytest.raises(ValidationError, match=sentence):
        create_log_in(
            email=email,
            first_name="",
            last_name="",
            person=person if email.startswith("taken") else None,
            by=administrator,
        )


def test_a_link_to_choose_a_password_is_written_down(outsider, administrator):
    assert password_link(user=outsider, by=administrator).startswith("/account/choose-password/")
    row = outsider.history.first()
    assert (row.history_change_reason, row.history_user) == ("A link to choose a password was made", administrator)


def test_nobody_reaches_the_log_in_of_an_administrator_by_managing_others(administrator, outsider):
    staff = User.objects.create_user("staff@example.org", is_staff=True)
    for user in (administrator, staff):
        for service in (password_link, take_second_factor):
            with pytest.raises(PermissionDenied):
                service(user=user, by=outsider)
    assert password_link(user=administrator, by=administrator)


def test_a_password_is_set_by_whose_it_is_or_by_an_administrator(administrator, outsider):
    set_password(user=outsider, password="one two three four", by=outsider)
    set_password(user=outsider, password="five six seven eight", by=administrator)
    assert User.objects.get(pk=outsider.pk).check_password("five six seven eight")
    with pytest.raises(PermissionDenied):
        set_password(user=administrator, password="one two three four", by=outsider)


def test_a_second_factor_is_taken_away_whole(administrator, outsider):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=outsider, type=kind, data={})
    take_second_factor(user=outsider, by=administrator)
    assert not Authenticator.objects.exists()
    row = outsider.history.first()
    assert (row.history_change_reason, row.history_user) == ("Second factor taken away", administrator)
