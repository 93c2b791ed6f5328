import pytest

from tests.factories import make_plan


@pytest.fixture(autouse=True)
def plan(administrator):
    return make_plan(administrator)


def test_the_first_page_of_somebody_without_a_role_names_no_plan(client, outsider):
    client.force_login(outsider)
    page = client.get("/").content.decode()
    assert "The sample plan" not in page
    assert "You have no part in a plan yet" in page
