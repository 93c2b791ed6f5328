import pytest

from tests.factories import make_plan

PAGES = ["", "actions/", "actions/2.1/", "actions/key/12/", "concerns/"]


@pytest.fixture(autouse=True)
def plan(administrator):
    return make_plan(administrator)


@pytest.mark.parametrize("address", PAGES)
def test_anybody_else_is_sent_to_log_in_or_finds_nothing(client, outsider, address):
    path = f"/plans/sample/{address}"
    assert client.get(path).headers["Location"] == f"/account/log-in/?next={path}"
    client.force_login(outsider)
    response = client.get(path)
    assert response.status_code == 404
    assert "The sample plan" not in response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_written_by_a_page(reader, address):
    assert reader.post(f"/plans/sample/{address}").status_code == 405


def test_the_first_page_of_somebody_without_a_role_names_no_plan(client, outsider):
    client.force_login(outsider)
    page = client.get("/").content.decode()
    assert "The sample plan" not in page
    assert "You have no part in a plan yet" in page
