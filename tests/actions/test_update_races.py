"""Two people who save the same action at the same moment: real processes, on either database.

The first is held in the middle of saving, everything written and nothing committed; then the second saves.
"""

import json
import time
from uuid import uuid4

import pytest

from actions.services import SaidMeanwhile
from tests.platform.waiting import wait_for

WORLD = """
from accounts.models import User
from tests.factories import PASSWORD, make_plan

administrator = User.objects.create_superuser("administrator@example.org", PASSWORD)
plan = make_plan(administrator, actions=2)
print(plan.actions.get(ref="2.1").statements.first().pk)
"""
# Arguments: words, submission, the statement that was seen, "hold" or "go", and a folder to wait in.
SAVE = """
import json, pathlib, time
from datetime import date
from uuid import UUID

from accounts.models import User
from actions.models import Action
from actions.services import SaidMeanwhile, record_no_change, record_update, updates

words, submission, seen, pace, folder = sys.argv[1:]
folder, write = pathlib.Path(folder), updates.record_statements


def held(**arguments):
    statements = write(**arguments)
    (folder / "written").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    return statements


if pace == "hold":
    updates.record_statements = held
said = {"action": Action.objects.get(ref="2.1"), "by": User.objects.get(), "on": date(2026, 11, 22)}
said |= {"seen": int(seen), "submission": UUID(submission)}
(folder / f"ready-{pace}").touch()
try:
    if words:
        statement = record_update(words=words, facts={"rating_reason": "It waits."}, **said)
    else:
        statement = record_no_change(**said)
    print(json.dumps(["saved", statement.pk]))
except SaidMeanwhile as meanwhile:
    print(json.dumps(["SaidMeanwhile", meanwhile.statement.pk]))
"""
LOOK = "SELECT id, newest_words, no_change FROM actions_statement ORDER BY id"


@pytest.fixture
def race(machine, tmp_path):
    """race(first, second): what each of two (words, submission) got who save at the same moment, and the statements
    made."""
    world = machine.run_script(WORLD)
    assert world.returncode == 0, world.stderr
    seen, known = world.stdout.strip(), len(machine.query(LOOK))

    def run(*savers):
        started = []
        for (words, submission), pace in zip(savers, ("hold", "go"), strict=True):
            started.append(machine.start(machine.script(SAVE), words, submission, seen, pace, tmp_path))
            wait_for(tmp_path / {"hold": "written", "go": "ready-go"}[pace], started[-1])
        time.sleep(1)
        waits = started[1].poll() is None
        (tmp_path / "go").touch()
        answers = []
        for process in started:
            out, err = process.communicate(timeout=60)
            assert process.returncode == 0, err
            answers.append(json.loads(out))
        assert waits, "the second did not wait for the first"
        return answers, machine.query(LOOK)[known:]

    return run


@pytest.mark.parametrize(("first", "second"), [("Mine.", "Yours."), ("Mine.", ""), ("", "Yours.")])
def test_the_second_of_two_is_told_what_the_first_said(race, first, second):
    (one, two), made = race((first, str(uuid4())), (second, str(uuid4())))
    assert one[0] == "saved" and two == [SaidMeanwhile.__name__, one[1]]
    assert [(pk, words) for pk, words, _ in made] == [(one[1], first)]


def test_one_form_sent_twice_at_once_makes_one_statement(race):
    form = str(uuid4())
    (one, two), made = race(("Mine.", form), ("Mine.", form))
    assert one == two == ["saved", made[0][0]] and len(made) == 1
