"""Who runs a plan and how, as its packs say it."""

from types import SimpleNamespace

import pytest

from plans.figures import OversightFigure, PlanOwnFigures, PostFigure, RoleFigure
from plans.pack import governance

ROLE = RoleFigure("Sponsor", "Accountable Officer", "Answers for it")
HELD, VACANT = PostFigure("AO", "Accountable Officer", "A. Officer", False), PostFigure("CFO", "", None, True)

WATCHED = tuple(OversightFigure(1, "Leading", beneath, ("A Member",)) for beneath in ("", "Training"))


def shown(**facts):
    plan = PlanOwnFigures((), **({"posts": (), "stated": ()} | facts))
    return governance(SimpleNamespace(figures=SimpleNamespace(plan=plan)))


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        ({"roles": (ROLE,), "posts": (HELD, VACANT)}, "1 role runs the plan; of 2 posts 1 is known to be held."),
        ({"roles": (ROLE, ROLE)}, "2 roles run the plan."),
        ({"posts": (HELD, HELD)}, "Of 2 posts 2 are known to be held."),
        ({"oversight": WATCHED}, "Members of the Governing Body watch over 1 area."),
        (
            {"posts": (HELD,), "oversight": WATCHED},
            "Of 1 post 1 is known to be held; members of the Governing Body watch over 1 area.",
        ),
        ({"governance": "Monthly."}, "How the plan is run, in the words of its office."),
    ],
)
def test_it_begins_with_what_it_finds(facts, finding):
    assert shown(**facts)["finding"] == finding


def test_a_plan_of_which_nothing_is_known_has_no_such_section():
    assert shown() is None


def test_the_text_is_paragraph_by_paragraph():
    assert shown(governance="One.\n\n Two. \n")["paragraphs"] == ["One.", "Two."]
