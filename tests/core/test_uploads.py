"""Files that are kept, and files that are not: each is refused in a sentence that says what is wrong and what to do."""

import hashlib
import io
import struct
import zipfile
import zlib

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core.uploads import KINDS, UploadRefused, check_upload, clean_name, names_left_out

from .planted import ole, zip_of

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03" + bytes(200)
_MAIN = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def types(suffix, more=""):
    main = f"application/vnd.openxmlformats-officedocument.{_MAIN[suffix]}.main+xml"
    return f'<Types><Override PartName="/main.xml" ContentType="{main}"/>{more}</Types>'.encode()


def package(suffix, parts=None, more=""):
    return zip_of({"[Content_Types].xml": types(suffix, more), "main.xml": b"<main/>", **(parts or {})})


def chunk(kind, body=b""):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width=1, height=1, end=b""):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND") + end


def segment(kind, body):
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def jpeg(width=1, height=1, scan=b"\x01\xff\x00\x02\xff\xd0\x03", end=b"\xff\xd9"):
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"\xff" + frame + segment(0xDA, b"\x01\x01\x00\0\x3f\0") + scan + end
    )


def check(name, content, megabytes=20):
    return check_upload(_Sent(name, content), megabytes=megabytes)


class _Sent(io.BytesIO):
    """A file with the name that it was sent under, whatever that is; Django's own takes folders off it first."""

    def __init__(self, name, content):
        super().__init__(content)
        self.name = name


def refusal(name, content, megabytes=20):
    with pytest.raises(UploadRefused) as refused:
        check(name, content, megabytes)
    sentence = str(refused.value)
    assert sentence.endswith(".") and len(sentence) < 300
    return sentence


def real_workbook():
    memory = io.BytesIO()
    openpyxl.Workbook().save(memory)
    return memory.getvalue()


KEPT = {
    "minutes.pdf": PDF,
    "Minutes.PDF": PDF + b"\r\n\0\0",
    "letter.docx": package("docx", {"word/media/image1.png": bytes(200_000)}),
    "figures.xlsx": real_workbook(),
    "slides.pptx": package("pptx"),
    "note.txt": "Agreed – “all done” £5".encode(),
    "note of an old machine.txt": "Agreed – £5".encode("cp1252"),
    "note of Windows.txt": "Agreed".encode("utf-16"),
    "list.csv": b"\xef\xbb\xbfref,done\r\n1.1,yes\r\n",
    "screen.png": png(),
    "photo.jpg": jpeg(),
    "photo of a telephone.jpeg": jpeg() + jpeg() + b"\0\0",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept(name):
    found = check(name, KEPT[name])
    assert found.name.lower() == name.lower()
    assert found.media_type == KINDS[name.rpartition(".")[2].lower()].media_type
    assert (found.size, found.sha256) == (len(KEPT[name]), hashlib.sha256(KEPT[name]).hexdigest())


def test_a_kept_file_is_left_at_its_beginning():
    sent = _Sent("minutes.pdf", PDF)
    sent.read()
    check_upload(sent, megabytes=1)
    assert sent.read() == PDF


_DOUBLE = zip_of({"[Content_Types].xml": types("docx")})
REFUSED = {
    "nothing at all": ("minutes.pdf", b"", "is empty"),
    "no name": ("", PDF, "file is of a kind that is not accepted. Choose PDF, Word (.docx)"),
    "a program": ("run.exe", EXE, "run.exe is of a kind that is not accepted"),
    "a program behind a second suffix": ("minutes.pdf.exe", EXE, "minutes.pdf.exe is of a kind"),
    "a program by the direction of reading": ("invoice\u202efdp.exe", EXE, "invoicefdp.exe is of a kind"),
    "a stream of Windows": ("minutes.pdf::$DATA", PDF, "minutes.pdf__$data is of a kind"),
    "a web page": ("page.html", HTML, "Save it as a PDF"),
    "a drawing with a program": ("logo.svg", b"<svg onload='x'/>", "Save it as a PNG picture"),
    "an email": ("news.msg", ole("__properties"), "is an email"),
    "macros by name": ("plan.xlsm", real_workbook(), "may hold macros"),
    "an old document": ("letter.doc", ole("WordDocument"), "Word's old format"),
    "a zip": ("all.zip", zip_of({"a": b"b"}), "Take the files out of it"),
    "a PDF that is a web page": ("minutes.pdf", HTML, "is not a PDF, whatever its name says"),
    "a PDF behind a web page": ("minutes.pdf", HTML + PDF, "is not a PDF"),
    "a PDF that is a program": ("minutes.pdf", EXE, "is not a PDF"),
    "a PDF cut short": ("minutes.pdf", PDF[:-8], "a PDF's end is missing"),
    "a PDF and a zip": ("minutes.pdf", PDF + zip_of({"a": b"b"}), "something else behind the end"),
    "a PDF with a script": (
        "minutes.pdf",
        PDF.replace(b"<<", b"<</JavaScript 2 0 R", 1),
        "holds a program (JavaScript)",
    ),
    "a PDF that starts something": ("minutes.pdf", PDF.replace(b"<<", b"<</S/Launch", 1), "would start a program"),
    "a PDF with files": ("minutes.pdf", PDF.replace(b"<<", b"<</EmbeddedFiles 2 0 R", 1), "holds other files"),
    "a document that is a program": ("letter.docx", EXE, "is not an Office file, whatever its name says"),
    "a document behind a program": ("letter.docx", EXE + package("docx"), "is not an Office file"),
    "a document behind another zip's beginning": (
        "letter.docx",
        b"PK\x03\x04" + package("docx"),
        "is two files in one",
    ),
    "a document before something": ("letter.docx", package("docx") + b"<html>" + bytes(20), "is two files in one"),
    "a document with a password": ("letter.docx", ole("EncryptedPackage"), "has a password"),
    "a document cut short": ("letter.docx", package("docx")[:-40], "damaged or was cut short"),
    "a workbook called a document": ("letter.docx", real_workbook(), "another kind of Office file"),
    "any zip called a document": ("letter.docx", zip_of({"a": b"b"}), "is a zip file, not an Office file"),
    "macros by content": ("letter.docx", package("docx", {"word/vbaProject.bin": b"x"}), "holds macros"),
    "macros under another name": (
        "letter.docx",
        package("docx", more='<Override ContentType="application/vnd.ms-office.vbaProject"/>'),
        "holds macros",
    ),
    "macros by the main part": (
        "plan.xlsx",
        package("xlsx", more='<x ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'),
        "holds macros",
    ),
    "a program inside": ("letter.docx", package("docx", {"word/media/image1.png": EXE}), "a program inside it"),
    "a wrapped file inside": (
        "letter.docx",
        package("docx", {"word/embeddings/oleObject1.bin": ole("\x01Ole10Native")}),
        "holds another file",
    ),
    "text that is a program": ("note.txt", EXE, "is not text"),
    "text that is a web page": ("note.txt", b"\xef\xbb\xbf\n" + HTML, "a web page or a program"),
    "text that is a script": ("list.csv", b"#!/bin/sh\nrm -rf /", "a web page or a program"),
    "text with a NUL": ("note.txt", b"Agreed\0", "characters that are not text"),
    "text in no encoding": ("note.txt", b"\xff\xfe\x00\xd8", "an encoding that is not known"),
    "text that no old machine wrote": ("note.txt", b"\x81\x8d", "an encoding that is not known"),
    "a picture that is a program": ("screen.png", EXE, "is not a PNG picture"),
    "a picture that is a drawing": ("photo.jpg", b"<svg/>", "is not a JPEG picture"),
    "a picture of another kind": ("photo.jpg", png(), "is not a JPEG picture"),
    "a picture and a web page": ("screen.png", png(end=HTML), "something else behind the end"),
    "a picture and a zip": ("photo.jpg", jpeg() + zip_of({"a": b"b"}), "something else behind the end"),
    "a picture cut short": ("screen.png", png()[:-6], "damaged or was cut short"),
    "a picture with a wrong check sum": ("screen.png", png()[:-2] + b"xx", "damaged"),
    "a picture without a header": ("screen.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT"), "damaged"),
    "a picture with two headers": (
        "screen.png",
        png()[:33] + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + png()[33:],
        "damaged",
    ),
    "a picture of no size": ("screen.png", png(0, 5), "damaged"),
    "a picture as large as a field": ("screen.png", png(100_000, 100_000), "100,000 by 100,000 points"),
    "a JPEG as large as a field": ("photo.jpg", jpeg(65_000, 65_000), "more than 100 million"),
    "a JPEG cut short": ("photo.jpg", jpeg(end=b""), "damaged"),
    "a JPEG cut short in its head": ("photo.jpg", jpeg()[:7], "damaged"),
    "a JPEG without a picture": ("photo.jpg", b"\xff\xd8\xff\xd9", "damaged"),
    "a JPEG with words between": ("photo.jpg", b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"words", "damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case):
    name, content, words = REFUSED[case]
    assert words in refusal(name, content)


def test_a_zip_with_a_part_twice_is_refused():
    memory = io.BytesIO(package("docx"))
    with zipfile.ZipFile(memory, "a") as target, pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr("main.xml", b"<other/>")
    assert "is a zip file" in refusal("letter.docx", memory.getvalue())


def test_a_part_that_is_broken_inside_is_refused():
    stored = zip_of({"[Content_Types].xml": types("docx"), "main.xml": b"sound words"}, zipfile.ZIP_STORED)
    assert "damaged" in refusal("letter.docx", stored.replace(b"sound words", b"other words", 1))


def test_a_zip_bomb_is_refused_by_its_directory():
    bomb = package("docx", {f"part{n}.xml": bytes(30_000_000) for n in range(7)})
    assert len(bomb) < 300_000
    assert "would unpack to 200 MB, more than the 200 MB" in refusal("letter.docx", bomb)


def test_a_zip_bomb_within_the_limit_is_refused_by_its_ratio():
    bomb = package("docx", {f"part{n}.xml": bytes(30_000_000) for n in range(4)})
    assert "times its size, as files made to do harm do" in refusal("letter.docx", bomb)


def test_a_zip_bomb_that_understates_its_size_is_refused():
    bomb = bytearray(package("docx", {"bomb.xml": bytes(30_000_000)}))
    entry = bomb.rindex(b"bomb.xml") - 46
    bomb[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert "damaged" in refusal("letter.docx", bytes(bomb))


def test_too_large_is_told_by_what_is_read():
    assert "minutes.pdf is larger than 1 MB" in refusal("minutes.pdf", PDF + bytes(1_000_000), megabytes=1)
    assert check("minutes.pdf", PDF + bytes(900_000), megabytes=1)


NAMES = {
    "minutes.pdf": ("minutes", "pdf"),
    "Minutes of March.PDF": ("Minutes of March", "pdf"),
    "../../etc/passwd.pdf": ("passwd", "pdf"),
    r"C:\Users\ann\minutes.pdf": ("minutes", "pdf"),
    "a\0b\r\nc\x7f.pdf": ("ab c", "pdf"),
    "gpj\u202efdp.pdf": ("gpjfdp", "pdf"),
    "zero\u200bwidth\ufeff.pdf": ("zerowidth", "pdf"),
    'a"b<c>:|?*.pdf': ("a_b_c_____", "pdf"),
    "e\u0301.pdf": ("é", "pdf"),
    "تقرير.pdf": ("تقرير", "pdf"),
    "  . minutes .pdf. ": ("minutes", "pdf"),
    ".pdf": ("pdf", ""),
    "": ("file", ""),
    "..": ("file", ""),
    "no suffix": ("no suffix", ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_cleaned(name):
    assert clean_name(name) == NAMES[name]


def test_a_long_name_is_cut_before_its_suffix():
    stem, suffix = clean_name("x" * 400 + ".pdf")
    assert (len(stem), suffix) == (116, "pdf")


def test_what_a_request_sends_past_the_limit_is_left_out_and_named(settings):
    settings.UPLOAD_MEGABYTES = 1
    big, small = SimpleUploadedFile("big.pdf", bytes(1_200_000)), SimpleUploadedFile("small.pdf", PDF)
    request = RequestFactory().post("/", {"title": "Minutes", "other": small, "file": big})
    assert request.POST["title"] == "Minutes"
    assert list(request.FILES) == ["other"]
    assert names_left_out(request) == {"file": "big.pdf"}
    assert names_left_out(RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", PDF)})) == {}
