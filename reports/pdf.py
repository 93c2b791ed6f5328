"""A page of HTML into a tagged PDF, in a process of its own: `render` starts it, `python -m reports.pdf` is it.

WeasyPrint gives memory back only when its process ends, and its time grows with the rows; so each document has its
process, with limits of both. The process needs no Django, reads no file and opens no connection: everything the
document shows, fonts included, stands inside the HTML as `data:` addresses.
"""

import logging
import os
import resource
import signal
import subprocess
import sys
from math import ceil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A plan of 5,000 actions took 3 minutes and 2.4 GB.
SECONDS, MEGABYTES = 900, 6000
# What a renderer has no need to know.
SECRETS = {"SECRET_KEY", "DATABASE_URL"}


class PdfFailed(Exception):
    """The PDF could not be made; the message is one sentence for the person who asked for it."""


def render(html, seconds=SECONDS, megabytes=MEGABYTES):
    """The bytes of a tagged PDF (PDF/UA-1) of `html`, a whole document whose every part stands inside it.

    `seconds` bounds the time, `megabytes` the address space. Raises PdfFailed past a limit, and when the document
    asks for something that is not in it.
    """
    # The interpreter is our own and both arguments are numbers. Should nobody be left to stop it, it stops itself.
    command = [sys.executable, "-m", "reports.pdf", str(ceil(seconds)), str(megabytes)]
    environment = {name: value for name, value in os.environ.items() if name not in SECRETS}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=html.encode(), capture_output=True, cwd=ROOT, env=environment, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode == -signal.SIGXCPU:
        raise PdfFailed(f"The PDF was not ready after {seconds:g} seconds, so it was given up.")
    if done.returncode:
        raise PdfFailed(_why(done, megabytes))
    return done.stdout


def _why(done, megabytes):
    """One sentence from what the process left behind. Libraries in C end by a signal when memory runs out."""
    words = done.stderr.decode(errors="replace").strip().splitlines()
    memory = f"The PDF needed more than the {megabytes:,} MB of memory it may use, so it was given up."
    if done.returncode < 0 or any("MemoryError" in line or "allocate" in line for line in words):
        return memory
    return f"The PDF could not be made: {words[-1] if words else 'the renderer gave no reason'}"


class _Complaints(logging.Handler):
    """Gathers what WeasyPrint logs as an error, and a font it could not load, which it calls a warning."""

    def __init__(self):
        super().__init__()
        self.sentences = []

    def emit(self, record):
        if record.levelno >= logging.ERROR or str(record.msg).startswith("Font-face"):
            self.sentences.append(record.getMessage())


def convert(html):
    """PDF bytes of `html`, in this very process. Raises PdfFailed with what WeasyPrint logged as an error."""
    from weasyprint import HTML  # here, so that who only starts the process need not load it
    from weasyprint.urls import URLFetcher

    complaints, logger = _Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        fetcher = URLFetcher(allowed_protocols=["data"])
        pdf = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    finally:
        logger.removeHandler(complaints)
    if complaints.sentences:
        # An address can be the size of the file it holds.
        raise PdfFailed("; ".join(sentence[:300] for sentence in complaints.sentences[:3]))
    return pdf


def main(seconds, megabytes):
    """HTML on standard input, PDF on standard output, within the limits; the reason for a failure on the last line."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    try:
        pdf = convert(sys.stdin.buffer.read().decode())
    except MemoryError:
        sys.exit("MemoryError")
    except PdfFailed as failure:
        sys.exit(str(failure))
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
