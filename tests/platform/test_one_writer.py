"""Whoever writes much of a plan at once, while a lead saves: nothing that either says is lost, on either database.

The first has read what stands and is held before it writes; then the lead saves, who has to wait. Real processes.
"""

import time

import pytest

from tests.imports.workbooks import actions, plant, row

from .waiting import wait_for

WORLD = """
from accounts.models import Person, User
from actions.services import place_action
from plans.services import give_role
from tests.factories import PASSWORD, make_plan
from tests.actions.people_at_work import name_as_lead

administrator = User.objects.create_superuser("administrator@example.org", PASSWORD)
plan = make_plan(administrator, actions=6)
place_action(action=plan.actions.get(ref="2.5"), parent=plan.actions.get(ref="2.1"), by=administrator)
name_as_lead(plan, "2.5", Person.objects.create(name="Ann Able"), administrator, None)
"""
# What both sides begin with. Arguments: a folder to wait in.
TOGETHER = """
import pathlib, time
from datetime import date

from accounts.models import User
from actions.models import Action
from plans.models import Plan

folder, today = pathlib.Path(sys.argv[1]), date(2026, 11, 22)
plan, by = Plan.objects.get(), User.objects.filter(is_superuser=True).first()


def hold(module, name):
    \"\"\"Waits the first time that `module` is about to call its `name`.\"\"\"
    real = getattr(module, name)

    def held(*values, **options):
        setattr(module, name, real)
        (folder / "has read").touch()
        while not (folder / "go").exists():
            time.sleep(0.02)
        return real(*values, **options)

    setattr(module, name, held)
"""
# What the first one does.
WRITERS = {
    "import by command": """
from django.core.management import call_command
from imports.management.commands import import_workbook

hold(import_workbook, "apply_import")
call_command("import_workbook", folder / "plan.xlsx", plan=plan.slug, as_at=today, commit=True)
""",
    "import in the browser": """
from django.core.files import File
from imports import tasks, uploading
from imports.previews import digest_of

with open(folder / "plan.xlsx", "rb") as file:
    upload = uploading.bring_in(plan=plan, file=File(file), file_name="plan.xlsx", as_at=today, by=by)
upload.refresh_from_db()
hold(tasks, "apply_import")
uploading.confirm(upload=upload, seen=digest_of(upload.preview), by=by)
upload.refresh_from_db()
assert upload.state == "confirmed", (upload.state, upload.refusal)
""",
    "undoing an import": """
from django.core.management import call_command
from imports import undoing
from imports.models import Import

call_command("import_workbook", folder / "plan.xlsx", plan=plan.slug, as_at=today, commit=True)
hold(undoing, "_put_back_changed")
undoing.undo_import(record=Import.objects.get(), by=by)
""",
    "a leaver": """
from accounts.models import Person
from actions.leaving import digest, in_sentences
from actions.services import handover_of, leavers

leaving = {"person": Person.objects.get(name="Ann Able"), "last_day": today, "takes": {}, "named": None}
seen = digest(in_sentences(handover_of(plan=plan, **leaving)))
hold(leavers, "record_statements")
leavers.replace_leaver(plan=plan, seen=seen, on=today, by=by, **leaving)
""",
    "withdrawing with what stands under it": """
from actions.services import scope

hold(scope, "record_decision")
scope.withdraw_action(action=plan.actions.get(ref="2.1"), reason="Done.", with_children=True, on=today, by=by)
""",
    "giving it to other leads": """
from uuid import uuid4

from actions.models import LeadRole
from actions.services import bulk

action = plan.actions.get(ref="2.5")
seen = {action.key: action.statements.first().pk}
hold(bulk, "record_statements")
told = {"reason": "So agreed.", "submission": uuid4(), "on": today, "by": by}
bulk.reassign(plan=plan, seen=seen, leads={LeadRole.SRO: []}, **told)
""",
}
LEAD = """
from uuid import uuid4

from actions.services import NotToBeUpdated, SaidMeanwhile, record_update

action = plan.actions.get(ref="2.5")
said = {"words": "Mine.", "facts": {"rating_reason": "It waits."}, "submission": uuid4(), "on": today, "by": by}
said["seen"] = action.statements.first().pk
while not (folder / "has read").exists():
    time.sleep(0.02)
(folder / "about to save").touch()
try:
    record_update(action=action, **said)
    print("saved")
except (NotToBeUpdated, SaidMeanwhile) as refusal:
    print(type(refusal).__name__)
"""
# Of every action, what its own columns say differently from its latest statement.
LOOK = """
from actions.models import FACTS

for action in plan.actions.all():
    latest = action.statements.first()
    for fact in FACTS:
        if getattr(action, fact) != getattr(latest, fact):
            print(action, fact)
print("Mine." in plan.actions.get(ref="2.5").progress)
"""


@pytest.mark.parametrize("writer", WRITERS)
def test_a_lead_who_saves_meanwhile_waits_and_loses_nothing(writer, machine, tmp_path):
    plant(tmp_path, actions(row("2.5", "Do it otherwise", progress="So says the workbook.", rag="A")))
    made = machine.run_script(WORLD)
    assert made.returncode == 0, made.stderr
    with (
        machine.started(TOGETHER + WRITERS[writer], tmp_path) as first,
        machine.started(TOGETHER + LEAD, tmp_path) as second,
    ):
        wait_for(tmp_path / "has read", first)
        wait_for(tmp_path / "about to save", second)
        time.sleep(1)
        waits = second.poll() is None
        (tmp_path / "go").touch()
        told = [process.communicate(timeout=120) for process in (first, second)]
        assert [process.returncode for process in (first, second)] == [0, 0], told
    out = told[1][0]
    look = machine.run_script(TOGETHER + LOOK, tmp_path)
    assert look.returncode == 0, look.stderr
    assert look.stdout.split("\n")[:-1] == [str(out.strip() == "saved")], (out, look.stdout)
    assert waits, "the lead did not wait"
