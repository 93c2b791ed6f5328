"""Files that people give the tracker to keep: which kinds, how large, and whether they are what they say they are."""

from .checking import CheckedFile, check_upload, too_large
from .handing_out import FileLost, hand_out
from .kinds import ACCEPTED, KINDS
from .limit import UploadLimit, names_left_out
from .names import clean_name
from .redrawing import Picture, redrawn
from .refusals import UploadRefused

__all__ = [
    "ACCEPTED",
    "KINDS",
    "Picture",
    "redrawn",
    "CheckedFile",
    "FileLost",
    "UploadLimit",
    "UploadRefused",
    "check_upload",
    "clean_name",
    "hand_out",
    "names_left_out",
    "too_large",
]
