"""An import that is killed, at whatever moment, has written nothing, and goes through when it is repeated.

The real command runs in a process of its own, on a database of its own, and kills itself in place of one statement.
"""

import signal

import pytest

from .workbooks import KEY, POSTS, actions, plant, row

# Arguments: the number of the statement in whose place the process kills itself, 0 for none and -1 for the moment when
# everything is written and only the COMMIT is missing; then those of the command. It prints how many statements ran.
RUNNER = """
import os, signal, sys

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()
from django.core.management import call_command
from django.db import connection

kill_at, count, was_recorded = int(sys.argv[1]), 0, False
commit = connection._commit


def die():
    print(count, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def counted(execute, sql, *arguments):
    global count, was_recorded
    count += 1
    was_recorded |= sql.startswith("INSERT") and "imports_import" in sql
    return die() if count == kill_at else execute(sql, *arguments)


connection._commit = lambda: die() if kill_at == -1 and was_recorded else commit()
with connection.execute_wrapper(counted):
    call_command("import_workbook", *sys.argv[2:], "--plan", "p", "--commit", stdout=sys.stderr)
print(count)
"""
BEFORE_COMMIT = -1


@pytest.fixture
def runner(tmp_path):
    path = tmp_path / "runner.py"
    path.write_text(RUNNER)
    return path


def january(folder):
    rows = [row(f"1.{n}", f"Do thing {n}", sro="AO (AE)/Jane Sample") for n in range(1, 8)]
    return plant(folder, actions(*rows), name="january.xlsx")


def february(folder):
    rows = [row(f"1.{n}", f"Do thing {n}", sro="AO (AE)", due="May 2019", rag="B") for n in range(1, 9)]
    posts = [POSTS[0], ["AO", "Chief Officer", "Bob Sample (BS)"]]
    return plant(folder, {"Key": KEY, "Posts": posts, "Plan": actions(*rows)["Plan"]}, name="february.xlsx")


def test_a_killed_import_has_written_nothing_and_goes_through_when_repeated(machine, runner, tmp_path):
    for path, moments in ((january(tmp_path), [1, 5, 20]), (february(tmp_path), [])):
        before = machine.contents()
        total = int(machine.run(runner, BEFORE_COMMIT, path).stdout)
        assert total > 40
        for moment in (BEFORE_COMMIT, *moments, total // 2, total):
            killed = machine.run(runner, moment, path)
            assert killed.returncode == -signal.SIGKILL, (moment, killed.stderr)
            assert machine.contents() == before, f"killed at statement {moment} of {total}"
        done = machine.run(runner, 0, path)
        assert done.returncode == 0, done.stderr
        after = machine.contents()
        assert len(after["imports_import"]) == len(before["imports_import"]) + 1
        assert len(after["actions_statement"]) > len(before["actions_statement"])


def test_a_failure_of_the_real_command_is_one_sentence_and_status_1(machine, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"")
    arguments = ["manage.py", "import_workbook", path, "--plan", "p", "--commit"]
    done = machine.run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CommandError: plan.xlsx is empty: it holds no bytes at all. Export or copy it again.\n"
    assert machine.run(*arguments, "--as-at", "yesterday").returncode == 2
