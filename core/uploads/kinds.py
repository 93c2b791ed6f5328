"""The kinds of file that are kept. Every other kind is refused: macros, programs, web pages, pictures that are code."""

from dataclasses import dataclass
from typing import Protocol

from . import documents, office, pictures


class Check(Protocol):
    """Raises UploadRefused, naming the file `name`, where `content` is not what its suffix says."""

    def __call__(self, content: bytes, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    word: str
    media_type: str
    check: Check


_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD, _EXCEL, _POWERPOINT = "wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"
_JPEG = Kind("a JPEG picture", "image/jpeg", pictures.check_jpeg)
KINDS = {
    "pdf": Kind("a PDF", "application/pdf", documents.check_pdf),
    "docx": Kind("a Word document", _OFFICE + _WORD, office.package_of(_OFFICE + _WORD)),
    "xlsx": Kind("an Excel workbook", _OFFICE + _EXCEL, office.package_of(_OFFICE + _EXCEL)),
    "pptx": Kind("a PowerPoint presentation", _OFFICE + _POWERPOINT, office.package_of(_OFFICE + _POWERPOINT)),
    "txt": Kind("a text file", "text/plain", documents.check_text),
    "csv": Kind("a CSV file", "text/csv", documents.check_text),
    "png": Kind("a PNG picture", "image/png", pictures.check_png),
    "jpg": _JPEG,
    "jpeg": _JPEG,
}
ACCEPTED = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), text (.txt, .csv), PNG or JPEG"

_SAVE_AS_PDF = "Save it as a PDF and add that"
# What people will try, and the remedy; every other kind is told what is accepted.
REMEDIES = {
    "eml": f"is an email, in which anything may be hidden. {_SAVE_AS_PDF}.",
    "msg": f"is an email, in which anything may be hidden. {_SAVE_AS_PDF}.",
    "doc": "is in Word's old format. Open it in Word and save it as a Word Document (.docx).",
    "xls": "is in Excel's old format. Open it in Excel and save it as an Excel Workbook (.xlsx).",
    "ppt": "is in PowerPoint's old format. Open it in PowerPoint and save it as a presentation (.pptx).",
    "docm": "may hold macros. Save it as a Word Document (.docx), which leaves them out.",
    "xlsm": "may hold macros. Save it as an Excel Workbook (.xlsx), which leaves them out.",
    "pptm": "may hold macros. Save it as a presentation (.pptx), which leaves them out.",
    "html": f"is a web page. {_SAVE_AS_PDF}.",
    "htm": f"is a web page. {_SAVE_AS_PDF}.",
    "svg": "is a drawing that can hold programs. Save it as a PNG picture and add that.",
    "heic": "is a picture that many machines cannot show. Save it as a JPEG picture and add that.",
    "zip": "is a zip file. Take the files out of it and add each by itself.",
}
