"""Whole processes, measured: seconds of processor and peak memory, both with all that they started."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` of processor, own and system's; `megabytes`, the most that one of its processes held at once."""

    seconds: float
    megabytes: float

    def __str__(self):
        return f"{self.seconds:.2f} s, {self.megabytes:.0f} MB"


def run(*arguments, database=None):
    """The `Cost` of one run of the project's Python with `arguments`. Raises SystemExit with its words if it fails.

    Processor time, because a busy machine changes it little; what it waited for is not counted.
    """
    environment = _environment(database)
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, stdout=words, stderr=words
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            sys.exit(f"{' '.join(map(str, arguments))} failed:\n{words.read().decode(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def words_of(*arguments, database):
    """What the project's Python says when it is run with `arguments`. Raises CalledProcessError if it fails."""
    command = [sys.executable, *map(str, arguments)]
    environment = _environment(database)
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own


def _environment(database):
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    return environment | ({"DATABASE_URL": f"sqlite:///{database}"} if database else {})


def median_of(costs):
    """The median of some `Cost`s, each part by itself."""
    return Cost(median(cost.seconds for cost in costs), median(cost.megabytes for cost in costs))
