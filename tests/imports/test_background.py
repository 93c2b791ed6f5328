"""The real queue and the real worker: what is asked for is done after it is written, by a process that may die."""

import signal
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from imports import tasks, uploading
from imports.keeping import tell_progress
from imports.models import Import, Upload
from imports.previews import digest_of
from imports.tasks import read_upload
from plans.models import Plan, Role
from plans.services import create_plan
from tests.factories import PASSWORD, member

from .bringing import Desk, text_of
from .workbooks import actions, plant, row

State = Upload.State
pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def queued(tmp_path):
    """The programme office, whose workbooks are read and imported only when a worker comes by."""
    with override_settings(TASKS=QUEUE):
        administrator = User.objects.create_superuser("administrator@example.org", PASSWORD)
        plan = create_plan(plan=Plan(slug="p", name="The plan"), by=administrator)
        client = Client()
        client.force_login(member(plan, Role.PMO, by=administrator))
        yield Desk(client, tmp_path, nullcontext)


def work():
    """What a worker does before it finds nothing more."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def test_a_workbook_is_read_and_imported_by_the_worker(queued):
    page = queued.bring(actions(row("1.1")))
    assert "Reading the workbook plan.xlsx Waiting for its turn" in text_of(page)
    assert page.headers["Refresh"] == "2"
    assert "plan.xlsx Waiting for its turn" in text_of(queued.get())
    assert queued.upload.state == State.WAITING
    work()
    page = queued.get(queued.place)
    assert "Action 1.1" in text_of(page) and "Refresh" not in page.headers
    page = queued.confirm()
    assert "Importing plan.xlsx Importing: all of it or nothing" in text_of(page)
    assert page.headers["Refresh"] == "2" and not Import.objects.exists()
    work()
    assert "plan.xlsx Imported as at 14 March 2019" in queued.look()
    assert {result.status for result in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_what_was_not_written_is_not_asked_for(queued):
    class Undone(Exception):
        pass

    queued.bring(actions(row("1.1")))
    before = DBTaskResult.objects.count()
    with pytest.raises(Undone), transaction.atomic():
        uploading.read_again(upload=queued.upload, by=queued.upload.uploaded_by)
        raise Undone
    assert DBTaskResult.objects.count() == before


def test_confirming_twice_imports_once(queued):
    queued.bring(actions(row("1.1")))
    work()
    for _ in range(2):
        uploading.confirm(upload=queued.upload, seen=digest_of(queued.upload.preview), by=queued.upload.uploaded_by)
    work()
    assert Import.objects.count() == 1


def test_the_earlier_of_two_readings_is_given_up(queued):
    queued.bring(actions(row("1.1"), row("1.2", "Second")))
    queued.post(f"{queued.place}try-again/")
    uploading.leave_rows_out(
        upload=queued.upload, shown={("Plan", 2)}, chosen={("Plan", 2)}, by=queued.upload.uploaded_by
    )
    work()
    assert queued.upload.state == State.READY
    assert "1 left out" in queued.look()
    assert queued.upload.history.filter(state=State.READY).count() == 1


def test_a_reading_that_comes_to_its_end_too_late_changes_nothing(queued, monkeypatch):
    queued.bring(actions(row("1.1")))
    upload, by = queued.upload, queued.upload.uploaded_by
    propose = tasks.propose

    def slow(*arguments, **options):
        uploading.drop(upload=upload, by=by)
        return propose(*arguments, **options)

    monkeypatch.setattr("imports.tasks.propose", slow)
    read_upload.call(upload.pk, upload.asked_at.isoformat(), by.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.preview) == (State.DROPPED, None)
    tell_progress(upload, 40)
    upload.refresh_from_db()
    assert upload.state == State.DROPPED


def test_a_worker_that_does_not_come_is_said_and_one_that_died_can_be_followed_by_another(queued):
    queued.bring(actions(row("1.1")))
    upload = queued.upload

    def asked(ago, state):
        upload.asked_at, upload.state = timezone.now() - ago, state
        upload.save()
        return queued.get(queued.place)

    page = asked(timedelta(minutes=1), State.WAITING)
    assert "This takes longer than it should." in text_of(page) and page.headers["Refresh"] == "5"
    for state in (State.WAITING, State.READING, State.IMPORTING):
        page = asked(timedelta(minutes=6), state)
        assert "This came to a stop." in text_of(page) and "Try again" in text_of(page)
        assert "Refresh" not in page.headers
    assert "Came to a stop: it can be tried again" in text_of(queued.get())
    asked(timedelta(minutes=6), State.READING)
    queued.post(f"{queued.place}try-again/")
    work()
    assert "Action 1.1" in queued.look()


# Arguments: what is to be done, and the moment at which the process kills itself, or nothing. It prints how the upload
# stands, and how many imports there are.
RUNNER = """
import os, signal, sys

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "improvement_tracker.settings"
import django

django.setup()
from django.core.files.base import ContentFile
from django.core.management import call_command
from accounts.services import command_line_user
from imports import tasks, uploading
from imports.models import Import, Upload
from imports.previews import digest_of
from plans.models import Plan
from plans.services import create_plan

by = command_line_user()
upload = Upload.objects.first()


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def bring():
    plan = create_plan(plan=Plan(slug="p", name="p"), by=by)
    with open(sys.argv[2], "rb") as file:
        uploading.bring_in(plan=plan, file=ContentFile(file.read(), name="p.xlsx"), file_name="p.xlsx", by=by)


def work():
    apply = tasks.apply_import
    if "reading" in sys.argv:
        tasks.propose = die
    if "importing" in sys.argv:
        tasks.apply_import = lambda **options: (apply(**options), die())
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def confirm():
    uploading.confirm(upload=upload, seen=digest_of(upload.preview), by=by)


def read_again():
    uploading.read_again(upload=upload, by=by)


def import_again():
    uploading.import_again(upload=upload, by=by)


globals()[sys.argv[1]]()
print(Upload.objects.get().state, Import.objects.count())
"""


@pytest.mark.django_db(transaction=False)
def test_a_worker_killed_in_the_middle_leaves_the_plan_as_it_was_and_the_work_can_be_done_again(machine, tmp_path):
    runner = tmp_path / "runner.py"
    runner.write_text(RUNNER)

    def run(*arguments):
        done = machine.run(runner, *arguments)
        return done.stdout.strip() or -done.returncode, done.stderr

    def plan():
        told = machine.contents()
        return {
            table: rows for table, rows in told.items() if not table.startswith(("django_tasks", "imports_", "sqlite_"))
        }

    assert run("bring", plant(tmp_path, actions(row("1.1"))))[0] == "waiting 0"
    before = plan()
    assert run("work", "reading")[0] == signal.SIGKILL
    assert run("work")[0] == "reading 0"  # nobody takes up what another worker has begun
    assert run("read_again")[0] == "waiting 0"
    assert run("work")[0] == "ready 0"
    assert run("confirm")[0] == "importing 0"
    assert run("work", "importing")[0] == signal.SIGKILL
    assert run("work")[0] == "importing 0"
    assert plan() == before
    assert run("import_again")[0] == "importing 0"
    assert run("work")[0] == "confirmed 1"
    assert len(plan()["actions_action"]) == 1
