"""Every write of what the reports keep, by noun: one transaction, permission checked, the audit trail beside it."""

from ..keeping import PackRefused
from .narratives import NarrativeRefused, add_picture, write_narrative
from .packs import change_pack, drop_pack, issue_pack, make_again, prepare_pack, reissue_pack
from .signing import held_by, record_sign_off, sign_off

__all__ = [
    "NarrativeRefused",
    "PackRefused",
    "add_picture",
    "change_pack",
    "drop_pack",
    "held_by",
    "issue_pack",
    "make_again",
    "prepare_pack",
    "record_sign_off",
    "reissue_pack",
    "sign_off",
    "write_narrative",
]
