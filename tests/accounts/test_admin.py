import pytest

from accounts.models import Person, User

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "seven wet umbrellas"


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def test_a_person_is_added_and_changed_through_the_service(as_administrator, administrator):
    as_administrator.post("/admin/accounts/person/add/", {"name": "Sam Example", "initials": "SE"})
    person = Person.objects.get()
    as_administrator.post(f"/admin/accounts/person/{person.pk}/change/", {"name": "Sam Sample", "initials": "SE"})
    assert [(row.name, row.history_user) for row in person.history.all()] == [
        ("Sam Sample", administrator),
        ("Sam Example", administrator),
    ]


def test_a_log_in_is_added_and_its_email_address_is_kept_in_small_letters(as_administrator, client):
    as_administrator.post(
        "/admin/accounts/user/add/",
        {"email": "New@Example.org", "usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    user = User.objects.get(email="new@example.org")
    assert user.check_password(NEW_PASSWORD)
    assert not user.is_superuser


@pytest.mark.parametrize("password", ["short-one", "qwerty123456", "new.person@example.org"])
def test_a_short_common_or_obvious_password_is_refused(as_administrator, password):
    fields = {"email": "new.person@example.org", "usable_password": "true"}
    as_administrator.post("/admin/accounts/user/add/", {**fields, "password1": password, "password2": password})
    assert not User.objects.filter(email="new.person@example.org").exists()


@pytest.mark.parametrize("name", ["person", "user"])
def test_lists_and_searches_work_and_nothing_is_deleted(as_administrator, administrator, name):
    assert as_administrator.get(f"/admin/accounts/{name}/?q=example").status_code == 200
    Person.objects.create(name="Sam Example")
    pk = {"person": Person, "user": User}[name].objects.get().pk
    assert as_administrator.post(f"/admin/accounts/{name}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_staff_without_a_role_see_nothing(client):
    client.force_login(User.objects.create_user("staff@example.org", is_staff=True))
    assert client.get("/admin/accounts/person/").status_code == 403
    assert "Log-ins" not in client.get("/admin/").content.decode()


def test_an_outsider_is_told_that_the_administration_is_not_theirs(client, outsider):
    client.force_login(outsider)
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "You may not do this" in page.content.decode()
