"""A column of a register that names the objectives which its risks threaten."""

from datetime import date

from plans.models import Objective
from plans.services import save_reference
from risks.models import Risk
from risks.services import describe_risk

from .test_risks import APRIL, FIRST, HEAD, hand_in, risk, risks
from .workbooks import ON

OBJECTIVES = [*HEAD, "Objectives"]


def threatens(office, text, on=ON, head=OBJECTIVES, **rest):
    return office.hand_in({"Risks": [head, [*risk(**rest), text]]}, on=on)


def test_a_register_names_the_objectives_that_a_risk_threatens(office, administrator):
    told = threatens(office, "O1")
    assert told.said("Question", "“O1” is no objective of the plan; it was kept as written")
    assert (risks(office)[0].objectives, risks(office)[0].objectives_as_written) == ((), "O1")
    record = Objective(plan=office.plan, ref="O1", title="Live within our means")
    save_reference(record=record, by=administrator)
    told = threatens(office, "O1", on=APRIL)
    assert told.fields("risk", FIRST) == {"objectives": [None, "O1 Live within our means"]}
    assert risks(office, APRIL)[0].objectives == ("O1 Live within our means",)
    told = threatens(office, "O1", on=date(2019, 5, 14))
    assert told.changes("risk") == {FIRST: "unchanged"}


def test_objectives_chosen_in_the_tracker_stay(office, administrator):
    threatens(office, "O1")
    record = save_reference(record=Objective(plan=office.plan, title="Safe care"), by=administrator)
    risk_of_it = Risk.objects.get()
    told = {"seen": risk_of_it.statements.first().pk, "on": date(2019, 3, 20), "by": administrator}
    describe_risk(risk=risk_of_it, facts={"objectives": [record.pk], "objectives_as_written": "Safe care"}, **told)
    assert threatens(office, "O1", on=APRIL, impact="Ruin.").said("Question", "still has the objectives as written")
    assert risks(office, APRIL)[0].objectives == ("Safe care",)
    hand_in(office, risk(), on=date(2019, 5, 14))
    assert risks(office, date(2019, 5, 14))[0].objectives == ("Safe care",)
