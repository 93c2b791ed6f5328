import pytest

from plans.models import Plan, Role
from plans.services import create_plan
from tests.factories import member

from .bringing import Desk
from .workbooks import Office


@pytest.fixture
def office(tmp_path, db):
    return Office(tmp_path)


@pytest.fixture
def plan(administrator):
    """The plan "p", without anything in it."""
    return create_plan(plan=Plan(slug="p", name="The plan"), organisation="Ours", by=administrator)


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def desk(client, pmo, tmp_path, django_capture_on_commit_callbacks):
    """The programme office at its imports; what is asked of the background is done at once."""
    client.force_login(pmo)
    return Desk(client, tmp_path, lambda: django_capture_on_commit_callbacks(execute=True))
