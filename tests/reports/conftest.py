"""The demonstration's plan as imported, and a client that may see it."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from plans.models import Plan

from .printed import print_demonstration


@pytest.fixture
def reader(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def demonstration(db):
    """The plan of the demonstration, as at 14 March 2019."""
    workbook = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-03.xlsx"
    call_command("import_workbook", workbook, plan="demo", commit=True, stdout=StringIO())
    return Plan.objects.get(slug="demo")


@pytest.fixture(scope="session")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration's pack, which takes half a minute to make: once for all tests."""
    with django_db_blocker.unblock():
        return print_demonstration(tmp_path_factory.getbasetemp().parent)
