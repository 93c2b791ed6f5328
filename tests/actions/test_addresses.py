import pytest
from django.urls import reverse, set_script_prefix

from actions.models import action_address

REFERENCES = ["1.1", "2.10.3b", "A (1)", "1_2~3", "ü.1", "1:2@3", "1,2;3=4&5+6", "50% more?", "a#b", "x'y\"z", "1 2"]


@pytest.fixture(params=["/", "/tracker/"])
def prefix(request):
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


@pytest.mark.parametrize("ref", REFERENCES)
def test_an_address_is_what_the_url_patterns_make_of_a_reference(prefix, ref):
    assert action_address("sample", ref, 7) == reverse("reports:action", args=["sample", ref])
    assert action_address("sample", ref, 7).startswith(prefix)


@pytest.mark.parametrize("ref", ["", None, "1/2", "..", ".", " 1", "1  2", "a\\b", "1\n2"])
def test_what_cannot_stand_in_an_address_is_found_by_its_key(prefix, ref):
    assert action_address("sample", ref, 7) == reverse("reports:action_by_key", args=["sample", 7])
