"""The objectives that risks threaten: read from what registers say, chosen on the page, told in the figures."""

import re

import pytest

from plans.models import Objective
from plans.services import save_reference
from risks.figures import figures_of
from risks.objectives import read_objectives
from risks.presenters import objectives_of
from tests.factories import JANUARY
from tests.reports.reading import text_of

PAGE = "/plans/sample/risks/1/"
MONEY, CARE, BARE = (
    Objective(ref="O1", title="Live within our means"),
    Objective(ref="O2", title="Safe care"),
    Objective(title="Staff, who stay"),
)


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("O1", [MONEY], []),
        ("o1, O2", [MONEY, CARE], []),
        ("O1 and O2", [MONEY, CARE], []),
        ("O2/O1", [CARE, MONEY], []),
        ("Safe care.", [CARE], []),
        ("O2: Safe  care\nO1 - Live within our means", [CARE, MONEY], []),
        ("Staff, who stay; O1", [BARE, MONEY], []),
        ("O1; O1", [MONEY], []),
        ("O1, O9", [], ["O1, O9"]),
        ("O1; Something Else ", [MONEY], ["Something Else"]),
        ("&", [], ["&"]),
        ("", [], []),
        (" ; ", [], []),
    ],
)
def test_objectives_are_named_by_reference_or_title(text, found, unknown):
    assert read_objectives(text, [MONEY, CARE, BARE]) == (found, unknown)


@pytest.fixture
def objectives(plan, administrator):
    made = [Objective(plan=plan, ref="O1", title="Live within our means"), Objective(plan=plan, title="Safe care")]
    return [save_reference(record=record, by=administrator) for record in made]


@pytest.fixture
def as_owner(client, owner):
    client.force_login(owner)
    return client


def describe(client, **given):
    page = client.get(PAGE + "describe/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page).group(1)
    given = {"title": "The savings are not made", "seen": seen} | given
    assert client.post(PAGE + "describe/", given).status_code == 302
    return text_of(client.get(PAGE).content.decode())


def test_an_owner_says_which_objectives_a_risk_threatens(as_owner, plan, risk, objectives, post):
    assert "Objectives threatened Not said" in text_of(as_owner.get(PAGE).content.decode())
    page = describe(as_owner, objectives=[objectives[1].pk, objectives[0].pk], owners=[post.pk])
    assert "Objectives threatened O1 Live within our means Safe care" in page
    assert "nothing → became O1 Live within our means; Safe care" in page
    [figure] = figures_of(plan, risk.statements.first().effective_on).risks
    assert figure.objectives == ("O1 Live within our means", "Safe care")
    assert figures_of(plan, JANUARY).risks[0].objectives == ()
    assert f'value="{objectives[0].pk}" checked' in as_owner.get(PAGE + "describe/").content.decode()
    page = describe(as_owner, owners=[post.pk])
    assert "Objectives threatened Not said" in page


def test_what_was_written_stays_while_the_choice_does(as_owner, plan, risk, objectives, owner):
    told = risk.statements.first()
    told.objectives, told.objectives_as_written = [objectives[0].pk], "O1 and another"
    told.save()
    page = describe(as_owner, objectives=[objectives[0].pk], impact="Ruin")
    assert "O1 Live within our means Written “O1 and another”" in page
    figure = figures_of(plan, risk.statements.first().effective_on).risks[0]
    assert objectives_of(figure) == "O1 Live within our means\nWritten “O1 and another”"


def test_without_objectives_nothing_is_asked_and_what_was_written_is_shown(as_owner, plan, risk):
    told = risk.statements.first()
    told.objectives_as_written = "Another"
    told.save()
    assert "Which objectives" not in as_owner.get(PAGE + "describe/").content.decode()
    assert "Objectives threatened Another" in describe(as_owner, impact="Ruin")
