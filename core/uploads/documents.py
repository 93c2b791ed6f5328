"""Whether the bytes of a PDF or a text are what they say they are."""

from .refusals import UploadRefused

# What a PDF can do besides being read. Names can be written in other ways or packed; a file is never opened here, so
# this keeps out what people pass on unawares, and the rest is for the reader's own machine to stop.
_DEEDS = {
    b"/JavaScript": "holds a program (JavaScript)",
    b"/Launch": "would start a program",
    b"/EmbeddedFile": "holds other files",
    b"/RichMedia": "holds moving pictures or sound",
}
_PRINT = "Print it to a new PDF and add that"
# How other kinds of file begin.
_BINARY = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_MARKED_UP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe", b"<body", b"#!")


def check_pdf(content, name):
    """Begins and ends as a PDF and has nothing behind its end. Raises UploadRefused."""
    if not content.startswith(b"%PDF-"):
        raise UploadRefused(f"{name} is not a PDF, whatever its name says. Save the document as a PDF and add that.")
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise UploadRefused(f"{name} is damaged or was cut short: a PDF's end is missing. Copy or save it again.")
    if content[end + 5 :].strip(b"\0 \t\r\n"):
        raise UploadRefused(f"{name} has something else behind the end of the PDF. {_PRINT}.")
    for deed, words in _DEEDS.items():
        if deed in content:
            raise UploadRefused(f"{name} {words}, which is not accepted. {_PRINT}.")


def check_text(content, name):
    """Is text in a usual encoding, and neither a web page nor a program. Raises UploadRefused."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_BINARY):
        raise UploadRefused(
            f"{name} is not text, whatever its name says. Give it the name of its kind and add it again."
        )
    if start.startswith(_MARKED_UP):
        raise UploadRefused(f"{name} is a web page or a program, not plain text. Save it as a PDF and add that.")
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in _decoded(content, name)):
        raise UploadRefused(f"{name} holds characters that are not text. Save it again as plain text.")


def _decoded(content, name):
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UploadRefused(f"{name} is in an encoding that is not known. Save it again as plain text (UTF-8).")
