"""What the documents of a pack say of the version they are: its row in plain values."""

from dataclasses import replace

from django.utils import timezone

from accounts.names import name_of
from accounts.services import COMMAND_LINE_EMAIL
from core.dates.calendar import in_words

from .issue import Issue, SignOff, Version
from .models import Pack


def draft_of(pack, digest):
    """The `Issue` of a draft, `digest` being that of its figures.

    It says nothing of signatures and of who issues it, which come after it was made.
    """
    last = earlier_versions(pack)
    return Issue(
        number=pack.number,
        version=pack.version,
        period=pack.period.label,
        meeting=meeting_in_words(pack.meeting),
        purpose=pack.get_purpose_display(),
        author=post_in_words(pack.author),
        sponsor=post_in_words(pack.sponsor),
        sign_offs=tuple(SignOff(words, "", None) for words in signers_in_words(pack)),
        earlier=tuple(
            Version(
                each.version,
                timezone.localdate(each.issued_at),
                _issuer(each.issued_by),
                each.changed_because,
                each.pdf_sha256,
            )
            for each in last
        ),
        changed_because=pack.changed_because,
        changes=tuple(pack.changes),
        digest=digest,
    )


def _issuer(user):
    """Whoever issued, by name; what a command did, nobody did in person."""
    return "the tracker’s command line" if user.email == COMMAND_LINE_EMAIL else name_of(user)


def final_of(issue, pack):
    """The `Issue` of what was a draft, with who signed it and who issues it; all else stays as it was signed."""
    signed = zip(issue.sign_offs, pack.sign_offs.all(), strict=True)
    return replace(
        issue,
        sign_offs=tuple(SignOff(each.post, record.signed_name, record.signed_on) for each, record in signed),
        is_issued=True,
        issued_on=timezone.localdate(pack.asked_at),
        issued_by=_issuer(pack.issued_by),
    )


def facts_of(pack):
    """What a pack says of itself, {name: words}: once it is issued as it was issued, whatever is renamed since."""
    return pack.figures["pack"] if pack.state == Pack.State.ISSUED else facts_today(pack)


def facts_today(pack):
    """{name: words} of the facts of a pack, in the words of today; `signers` is a list."""
    return {
        "meeting": meeting_in_words(pack.meeting),
        "purpose": pack.get_purpose_display(),
        "author": post_in_words(pack.author),
        "sponsor": post_in_words(pack.sponsor),
        "audience": pack.get_audience_display(),
        "period": pack.period.label,
        "signers": signers_in_words(pack),
    }


def signers_in_words(pack):
    """The posts that have to sign a pack, in their order."""
    return [post_in_words(each.post) for each in pack.sign_offs.select_related("post")]


def earlier_versions(pack):
    """The versions that a pack replaces, oldest first."""
    issued = Pack.objects.filter(plan=pack.plan_id, number=pack.number, state=Pack.State.ISSUED)
    return issued.filter(revision__lt=pack.revision).select_related("issued_by__person").order_by("revision")


def post_in_words(post):
    """ "Accountable Officer (AO)"; "" where there is no post."""
    if post is None:
        return ""
    return f"{post.title} ({post.abbreviation})" if post.title else post.abbreviation


def meeting_in_words(meeting):
    return f"{meeting.committee}, {in_words(meeting.held_on)}" if meeting else ""
