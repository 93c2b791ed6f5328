import pytest

from .workbooks import Office


@pytest.fixture
def office(tmp_path, db):
    return Office(tmp_path)
