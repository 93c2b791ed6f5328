"""What every test has: a clean cache, and REQUIRE_ALL=1, under which a skipped test is a failed one."""

import os

import pytest
from django.core.cache import cache

from accounts.models import User

from .shared import SHARED, needs_shared

PASSWORD = "correct horse battery staple"


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL") == "1":
        reason = str(call.excinfo.value)
        if SHARED.exists() or needs_shared.kwargs["reason"] not in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped, which REQUIRE_ALL=1 forbids: {reason}"
    return report
