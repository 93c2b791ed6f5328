"""The documents of a pack on their way to a reader: the very bytes that were kept, or nothing."""

import logging
import re
from base64 import b64encode
from hashlib import sha256

from django.http import HttpResponse

from .making import digest_of

log = logging.getLogger(__name__)
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


class DocumentDamaged(Exception):
    """What is kept is not what was made; the text says so to a reader."""


def content_of(pack, kind):
    """The bytes of the document "html" or "pdf" of a pack. Raises DocumentDamaged, and logs it."""
    file, digest = getattr(pack, kind), getattr(pack, f"{kind}_sha256")
    try:
        with file.storage.open(file.name) as kept:
            content = kept.read()
    except OSError:
        content = None
    if content is None or digest_of(content) != digest:
        what = "is not in the store" if content is None else "is not as it was made"
        log.error("The %s of pack %s, SHA-256 %s, %s", kind, pack.pk, digest, what)
        raise DocumentDamaged(f"This document {what}, so it is not handed out.")
    return content


def file_name(pack, kind):
    """ "demonstration-pack-3-v1.1.pdf"; of what is no issued pack the name says so."""
    draft = "" if pack.issued_at else "-draft"
    return f"{pack.plan.slug}-pack-{pack.number}-{pack.version}{draft}.{kind}"


def as_download(pack):
    """The PDF, which a browser saves."""
    response = HttpResponse(content_of(pack, "pdf"), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(pack, "pdf")}"'
    return _guarded(response, "default-src 'none'; sandbox")


def as_page(pack):
    """The HTML twin as it is, with its own style and what stands inside it, and nothing else."""
    content = content_of(pack, "html")
    styles = " ".join(f"'sha256-{b64encode(sha256(css).digest()).decode()}'" for css in _STYLE.findall(content))
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name(pack, "html")}"'
    allowed = f"style-src {styles}; font-src data:; img-src data:"
    return _guarded(
        response, f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _guarded(response, policy):
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
