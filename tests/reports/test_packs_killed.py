"""A worker that is killed in the middle of a pack leaves no document without a row, and another can take over."""

import signal

# Arguments: what is to be done, and the moment at which the process kills itself, or nothing. It prints how the pack
# stands, and how many files are kept.
RUNNER = """
import os, signal, sys
from datetime import date

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "improvement_tracker.settings"
import django

django.setup()
from django.conf import settings
from django.core.management import call_command
from accounts.services import command_line_user
from reports import making, services, tasks
from reports.models import Pack
from tests.factories import make_plan
from tests.reports.issuing import issue, prepare, plan_with_a_period

by, what, moments = command_line_user(), sys.argv[1], sys.argv[2:]
pack = Pack.objects.first()
making.render = lambda *_, **__: die() if "printing" in moments else b"%PDF-1.7"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def begin():
    plan, period = plan_with_a_period(by)
    prepare(period, by)


def work():
    for name in ("_drafted", "_issued"):
        if "keeping" in moments:
            setattr(tasks, name, lambda *_: die())
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def finish():
    issue(pack, by)


def again():
    services.make_again(pack=pack, by=by)


def drop():
    services.drop_pack(pack=pack, by=by)


globals()[what]()
folder = settings.FILES_DIR / "packs"
state = Pack.objects.values_list("state", flat=True).first() or "none"
print(state, len(list(folder.iterdir())) if folder.exists() else 0)
"""


def test_a_worker_killed_in_the_middle_leaves_nothing_behind_and_the_work_can_be_done_again(machine, tmp_path):
    runner = tmp_path / "runner.py"
    runner.write_text(RUNNER)

    def run(*arguments):
        done = machine.run(runner, *arguments)
        assert done.returncode <= 0, done.stderr
        return done.stdout.strip() or -done.returncode

    assert run("begin") == "waiting 0"
    assert run("work", "printing") == signal.SIGKILL
    assert run("work") == "making 0"  # nobody takes up what another worker has begun
    assert run("again") == "waiting 0"
    assert run("work", "keeping") == signal.SIGKILL
    assert run("work") == "making 2"
    assert run("again") == "waiting 0"
    assert run("work") == "draft 2"
    assert run("finish") == "issuing 2"
    assert run("work", "keeping") == signal.SIGKILL
    assert run("work") == "issuing 4"
    assert run("again") == "issuing 2"
    assert run("work") == "issued 2"


def test_a_draft_that_came_to_a_stop_is_dropped_with_what_was_written(machine, tmp_path):
    runner = tmp_path / "runner.py"
    runner.write_text(RUNNER)
    for arguments in (["begin"], ["work", "keeping"], ["drop"]):
        done = machine.run(runner, *arguments)
    assert done.stdout.strip() == "none 0", done.stderr
