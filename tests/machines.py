"""A database of one's own, of the kind that the tests run on, and processes that work on it.

What must hold when processes are killed, or write at the same moment, cannot be tried in the one of the test itself.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.db import connection

SET_UP = """
import os, sys

sys.path.insert(0, os.getcwd())
import django

django.setup()
"""


class Machine:
    """A database of its own and a folder for files."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url

    def migrate(self):
        assert self.run("manage.py", "migrate", "--verbosity", "0").returncode == 0

    def start(self, *command):
        """A Python process on this database: its `stdout` and `stderr` are pipes of text."""
        own = {"DATABASE_URL": self.url, "FILES_DIR": str(self.folder / "kept")}
        environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        whole = [sys.executable, *map(str, command)]
        return subprocess.Popen(whole, env=environment, cwd=settings.BASE_DIR, **pipes)

    @contextmanager
    def started(self, text, *arguments):
        """A process of the script given as its text, which ends with the block at the latest."""
        process = self.start(self.script(text), *arguments)
        with process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *command):
        """The `CompletedProcess` of a Python process on this database."""
        process = self.start(*command)
        try:
            out, err = process.communicate(timeout=300)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def run_script(self, text, *arguments):
        """The same for a script given as its text."""
        return self.run(self.script(text), *arguments)

    def script(self, text):
        """The file of a script that begins with Django set up on this database."""
        file = self.folder / f"{hashlib.sha256(text.encode()).hexdigest()}.py"
        file.write_text(f"{SET_UP}\n{text}")
        return file

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


def migrated_database(folder, blocker):
    """Yields what machines are copied from, as migrations take many seconds: the file of an empty database, or its name
    in PostgreSQL."""
    if connection.vendor == "sqlite":
        file = folder / "own.sqlite3"
        OnSqlite(folder, f"sqlite:///{file}").migrate()
        yield file
        return
    with _own_postgresql(folder, f"migrated_{os.getpid()}", "template0", blocker) as machine:
        machine.migrate()
        yield f"migrated_{os.getpid()}"


def own_machine(folder, migrated, blocker):
    """Yields a `Machine` with a copy of the `migrated` database, which is gone afterwards; for a fixture."""
    if connection.vendor == "sqlite":
        shutil.copy(migrated, folder)
        yield OnSqlite(folder, f"sqlite:///{folder / migrated.name}")
        return
    with _own_postgresql(folder, f"own_{os.getpid()}", migrated, blocker) as machine:
        yield machine


@contextmanager
def _own_postgresql(folder, name, template, blocker):
    with blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield OnPostgresql(folder, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl())
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
