import os
import subprocess
import sys

import pytest
from django.conf import settings

STRICT = {"ENVIRONMENT": "production", "SECRET_KEY": "a long random text " * 4, "ALLOWED_HOSTS": "tracker.example"}


def start(code="import improvement_tracker.settings", **environment):
    """Run a bit of Python under an environment of its own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in (*STRICT, "DATABASE_URL", "TRUSTED_PROXIES", "SECOND_FACTOR")
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, cwd=settings.BASE_DIR)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {**STRICT, "SECRET_KEY": ""},
            "SECRET_KEY is not set. In production, set it to a long random text kept private.",
        ),
        ({"ENVIRONMENT": "prod"}, "ENVIRONMENT is 'prod'; set it to 'local' or 'production'."),
        ({"SECOND_FACTOR": "no"}, "SECOND_FACTOR is 'no'; set it to 'required' or 'offered'."),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_said_in_a_sentence(environment, sentence):
    process = start(**environment)
    assert process.returncode == 1
    assert process.stderr.strip().endswith(sentence)


def test_production_takes_encrypted_connections_only():
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    code = f"import improvement_tracker.settings as s; print([bool(getattr(s, name, 0)) for name in {names}], s.DEBUG)"
    assert start(code, **STRICT).stdout.strip() == "[True, True, True, True] False"
    assert start(code).stdout.strip() == "[False, False, False, False] False"


def test_a_second_factor_is_required_in_production_unless_somebody_says_otherwise():
    code = "import improvement_tracker.settings as s; print(s.SECOND_FACTOR)"
    assert start(code, **STRICT).stdout.strip() == "required"
    assert start(code, **STRICT, SECOND_FACTOR="offered").stdout.strip() == start(code).stdout.strip() == "offered"


def test_a_proxy_is_believed_only_where_there_is_one():
    code = "import improvement_tracker.settings as s; print(hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"
    assert start(code, **STRICT).stdout.strip() == "False"
    assert start(code, **STRICT, TRUSTED_PROXIES="1").stdout.strip() == "True"


def test_the_server_finds_the_application():
    process = start("from improvement_tracker.wsgi import application; print(type(application).__name__)")
    assert process.stdout.strip() == "WSGIHandler", process.stderr
