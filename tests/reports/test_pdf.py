"""The renderer: a process of its own, within limits, that sees nothing but the document it is given."""

import io
import logging
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pypdf
import pytest

from reports import pdf
from reports.pdf import PdfFailed, convert, render


def page(body, style=""):
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>A page</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def test_a_document_becomes_a_tagged_pdf_in_another_process():
    reader = pypdf.PdfReader(io.BytesIO(render(page("<h1>Position</h1>"))))
    assert reader.pages[0].extract_text().strip() == "Position"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_only_the_process_loads_the_renderer():
    code = "import reports.pdf, sys; sys.exit('weasyprint' in sys.modules or 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=pdf.ROOT).returncode == 0


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="Secrets" src="file:///etc/passwd">',
        '<img alt="Elsewhere" src="http://127.0.0.1:1/picture.png">',
        '<p style="background: url(file:///etc/passwd)">Ground</p>',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<a href="#nowhere">Nowhere</a>',
    ],
)
def test_a_document_that_asks_for_what_is_not_in_it_fails_in_a_sentence(body):
    with pytest.raises(PdfFailed, match=r"^The PDF could not be made: [^\n]+$"):
        render(page(body))


def test_a_font_that_cannot_be_read_fails_instead_of_giving_another():
    style = '@font-face { font-family: Ours; src: url("data:font/woff2;base64,AAAA") } p { font-family: Ours }'
    with pytest.raises(PdfFailed, match="Ours"):
        convert(page("<p>Words</p>", style))


def test_what_is_only_a_remark_does_not_fail():
    assert convert(page("<p>Words</p>", "p { colour: red }")).startswith(b"%PDF-")
    assert not [h for h in logging.getLogger("weasyprint").handlers if isinstance(h, pdf._Complaints)]


def test_a_document_that_takes_too_long_is_given_up():
    with pytest.raises(PdfFailed, match=r"^The PDF was not ready after 0\.2 seconds, so it was given up\.$"):
        render(page("<p>Words</p>" * 20_000), seconds=0.2)


def test_a_document_that_takes_too_much_memory_is_given_up():
    with pytest.raises(PdfFailed, match=r"^The PDF needed more than the 200 MB of memory it may use"):
        render(page("<p>Words</p>" * 10_000), megabytes=200)


def test_a_process_that_nobody_waits_for_stops_itself(monkeypatch):
    done = SimpleNamespace(returncode=-signal.SIGXCPU)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: done)
    with pytest.raises(PdfFailed, match="not ready after 7 seconds"):
        render("", seconds=7)


@pytest.mark.parametrize(
    ("status", "words", "sentence"),
    [
        (1, b"Traceback\nMemoryError", "more than the 5 MB"),
        (-6, b"", "more than the 5 MB"),
        (1, b"GLib: failed to allocate 8192 bytes\nTraceback", "more than the 5 MB"),
        (1, b"a remark\nIndexError: list index out of range", "could not be made: IndexError: list index out of range"),
        (3, b"", "the renderer gave no reason"),
    ],
)
def test_the_reason_is_one_sentence(monkeypatch, status, words, sentence):
    done = SimpleNamespace(returncode=status, stderr=words, stdout=b"")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: done)
    with pytest.raises(PdfFailed, match=sentence) as failed:
        render("", megabytes=5)
    assert "\n" not in str(failed.value)


def test_the_renderer_is_told_no_secrets(monkeypatch):
    given = {}
    done = SimpleNamespace(returncode=0, stdout=b"%PDF-")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: given.update(kwargs["env"]) or done)
    for name in pdf.SECRETS:
        monkeypatch.setenv(name, "hidden")
    render("")
    assert given["PATH"] == os.environ["PATH"]
    assert "hidden" not in given.values()


class Streams:
    """Standard input and output of the process, and the limits it sets itself."""

    def __init__(self, monkeypatch, html):
        self.limits, self.out = {}, io.BytesIO()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(html.encode())))
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=self.out))
        monkeypatch.setattr(pdf.resource, "setrlimit", self.limits.__setitem__)


def test_the_process_limits_itself_and_writes_the_pdf(monkeypatch):
    streams = Streams(monkeypatch, page("<p>Words</p>"))
    pdf.main(60, 4000)
    assert streams.out.getvalue().startswith(b"%PDF-")
    assert streams.limits == {
        pdf.resource.RLIMIT_CPU: (60, 60),
        pdf.resource.RLIMIT_AS: (4000 * 1024 * 1024, 4000 * 1024 * 1024),
    }


@pytest.mark.parametrize("failure", [MemoryError(), PdfFailed("No font.")])
def test_the_process_says_why_and_writes_nothing(monkeypatch, failure):
    def fail(html):
        raise failure

    streams = Streams(monkeypatch, "")
    monkeypatch.setattr(pdf, "convert", fail)
    with pytest.raises(SystemExit, match="MemoryError|No font."):
        pdf.main(60, 4000)
    assert streams.out.getvalue() == b""
