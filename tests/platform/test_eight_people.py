"""Eight people who save at once, through the real server, lose nothing and see no error, on either database."""

import html
import http.client
import re
import socket
import threading
import time
from urllib.parse import urlencode

import pytest

PEOPLE, ROUNDS = 8, 4
WORLD = """
from django.conf import settings
from django.test import Client

from accounts.models import User
from plans.models import Role
from tests.factories import PASSWORD, make_plan, member

administrator = User.objects.create_superuser("administrator@example.org", PASSWORD)
plan = make_plan(administrator, actions=20)
for number in range(8):
    client = Client()
    client.force_login(member(plan, Role.LEAD, by=administrator, posts=["AO"], email=f"{number}@example.org"))
    print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
OWN = ["2.1", "1.2", "2.3", "1.4", "2.5", "1.6", "2.7", "1.8"]
SHARED = "2.9"


class Person:
    """Somebody at a browser: a session, and the last page they got."""

    def __init__(self, port, session):
        self.port, self.cookies, self.page = port, {"sessionid": session}, ""

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(fields or {}), headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= [value.split(";")[0].split("=", 1)]
        self.page = answer.read().decode()
        connection.close()
        assert answer.status in (200, 302), f"{answer.status} for {method} {path}: {self.page[:500]}"
        return answer.status

    def fields(self):
        """The fields of the last form of the page, as a browser would send them."""
        form = re.findall(r'<form method="post" novalidate.*?</form>', self.page, re.DOTALL)[-1]
        found = {}
        for tag in re.findall(r"<input[^>]*>", form):
            given = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
            if given.get("type") != "radio" or re.search(r"\schecked\b", tag):
                found[given["name"]] = html.unescape(given.get("value", ""))
        texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
        return found | {name: html.unescape(text) for name, text in texts}

    def update(self, ref, words):
        """Type, check, save; whoever comes second saves theirs as a further update, as often as it takes."""
        path = f"/plans/sample/actions/{ref}/update/"
        self.ask("GET", path)
        typed = self.fields() | {"words": words, "rating_reason": "It waits.", "rating": "A", "step": "check"}
        self.ask("POST", path, typed)
        while self.ask("POST", path, self.fields() | {"step": "save"}) == 200:
            assert "There is a problem" not in self.page, self.page


@pytest.fixture
def server(machine, tmp_path):
    """The port of the real server, set up as script/run does it, and the sessions of eight leads."""
    world = machine.run_script(WORLD)
    assert world.returncode == 0, world.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    process = machine.start("-m", "gunicorn", "improvement_tracker.wsgi", *options)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.1)
        yield port, world.stdout.split()
    finally:
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert "Traceback" not in err and "locked" not in err, err


def test_eight_people_saving_at_once_lose_nothing(machine, server):
    port, sessions = server
    assert len(sessions) == PEOPLE
    start, failures = threading.Barrier(PEOPLE), []

    def work(number, session):
        person = Person(port, session)
        try:
            start.wait()
            for turn in range(ROUNDS):
                person.update(OWN[number], f"Own words {number}-{turn}.")
                person.update(SHARED, f"Shared words {number}-{turn}.")
        except Exception as failure:  # a thread's failure is the test's
            failures.append(repr(failure))

    threads = [threading.Thread(target=work, args=each) for each in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    said = "SELECT newest_words FROM actions_statement WHERE origin = 'form'"
    everything = {
        f"{kind} words {n}-{turn}." for kind in ("Own", "Shared") for n in range(PEOPLE) for turn in range(ROUNDS)
    }
    words = [text for (text,) in machine.query(said)]
    assert sorted(words) == sorted(everything)
    progress = dict(machine.query("SELECT ref, progress FROM actions_action"))
    assert all(f"Shared words {n}-{turn}." in progress[SHARED] for n in range(PEOPLE) for turn in range(ROUNDS))
    for n, ref in enumerate(OWN):
        newest_first = [f"Own words {n}-{turn}." for turn in reversed(range(ROUNDS))]
        assert progress[ref].startswith("\n\n".join(newest_first))
