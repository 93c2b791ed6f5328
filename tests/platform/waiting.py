"""Waiting for what another process does."""

import time


def wait_for(file, process):
    """Until `file` is there. The process that is to make it has to go on meanwhile, for a minute at most."""
    until = time.monotonic() + 60
    while not file.exists():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until, f"{file.name} never came"
        time.sleep(0.02)
