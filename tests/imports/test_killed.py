"""An import that is killed, at whatever moment, has written nothing, and goes through when it is repeated.

The real command runs in a process of its own, on a database of its own, and kills itself in place of one statement.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

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


class Machine:
    """A database of its own, migrated and empty."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.runner = folder / "runner.py"
        self.runner.write_text(RUNNER)
        assert self._run("manage.py", "migrate", "--verbosity", "0").returncode == 0

    def _run(self, *command):
        environment = os.environ | {"DATABASE_URL": self.url}
        whole = [sys.executable, *map(str, command)]
        return subprocess.run(
            whole, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120
        )

    def bring_in(self, path, kill_at=0):
        return self._run(self.runner, kill_at, path)

    def contents(self):
        """Every row of every table."""
        tables = [table for (table,) in self.query(self.TABLES)]
        return {table: sorted(map(repr, self.query(f'SELECT * FROM "{table}"'))) for table in tables}


class OnSqlite(Machine):
    TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"

    def query(self, sql):
        database = sqlite3.connect(self.folder / "own.sqlite3")
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()


class OnPostgresql(Machine):
    TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

    def query(self, sql):
        database = psycopg2.connect(self.url)
        try:
            with database.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()
        finally:
            database.close()


@pytest.fixture
def machine(tmp_path, django_db_setup, django_db_blocker):
    if connection.vendor == "sqlite":
        yield OnSqlite(tmp_path, f"sqlite:///{tmp_path / 'own.sqlite3'}")
        return
    name = f"killed_{os.getpid()}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield OnPostgresql(tmp_path, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl())
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def january(folder):
    rows = [row(f"1.{n}", f"Do thing {n}", sro="AO (AE)/Jane Sample") for n in range(1, 8)]
    return plant(folder, actions(*rows), name="january.xlsx")


def february(folder):
    rows = [row(f"1.{n}", f"Do thing {n}", sro="AO (AE)", due="May 2019", rag="B") for n in range(1, 9)]
    posts = [POSTS[0], ["AO", "Chief Officer", "Bob Sample (BS)"]]
    return plant(folder, {"Key": KEY, "Posts": posts, "Plan": actions(*rows)["Plan"]}, name="february.xlsx")


def test_a_killed_import_has_written_nothing_and_goes_through_when_repeated(machine, tmp_path):
    for path, moments in ((january(tmp_path), [1, 5, 20]), (february(tmp_path), [])):
        before = machine.contents()
        total = int(machine.bring_in(path, BEFORE_COMMIT).stdout)
        assert total > 40
        for moment in (BEFORE_COMMIT, *moments, total // 2, total):
            killed = machine.bring_in(path, moment)
            assert killed.returncode == -signal.SIGKILL, (moment, killed.stderr)
            assert machine.contents() == before, f"killed at statement {moment} of {total}"
        done = machine.bring_in(path)
        assert done.returncode == 0, done.stderr
        after = machine.contents()
        assert len(after["imports_import"]) == len(before["imports_import"]) + 1
        assert len(after["actions_statement"]) > len(before["actions_statement"])


def test_a_failure_of_the_real_command_is_one_sentence_and_status_1(machine, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"")
    arguments = ["manage.py", "import_workbook", path, "--plan", "p", "--commit"]
    done = machine._run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CommandError: plan.xlsx is empty: it holds no bytes at all. Export or copy it again.\n"
    assert machine._run(*arguments, "--as-at", "yesterday").returncode == 2
