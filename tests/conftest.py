"""What every test has: a clean cache, and REQUIRE_ALL=1, under which a skipped test is a failed one."""

import os

import pytest
from django.core.cache import cache

from accounts.models import User

from .factories import PASSWORD
from .machines import migrated_database, own_machine
from .shared import SHARED, needs_shared


def pytest_collection_modifyitems(items):
    for item in items:
        if "machine" in item.fixturenames:
            item.add_marker(pytest.mark.processes)


@pytest.fixture(autouse=True)
def _empty_cache():
    """Failed log-ins are counted in the cache; no test pays for another's."""
    cache.clear()


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("administrator@example.org", PASSWORD)


@pytest.fixture
def outsider(db):
    """Somebody with a log-in and no role anywhere."""
    return User.objects.create_user("outsider@example.org", PASSWORD)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker):
    """What the databases of machines are copied from."""
    yield from migrated_database(tmp_path_factory.mktemp("migrated"), django_db_blocker)


@pytest.fixture
def machine(tmp_path, migrated, django_db_blocker):
    """A database of its own, migrated and empty, with processes that work on it."""
    yield from own_machine(tmp_path, migrated, django_db_blocker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL") == "1":
        reason = str(call.excinfo.value)
        if SHARED.exists() or needs_shared.kwargs["reason"] not in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped, which REQUIRE_ALL=1 forbids: {reason}"
    return report
