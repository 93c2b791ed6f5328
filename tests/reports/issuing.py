"""Packs for tests, prepared and issued through the services; the PDF is a few bytes, so that it is quick."""

from contextlib import contextmanager
from unittest.mock import patch

from plans.services import make_period
from reports.models import Pack
from reports.services import issue_pack, prepare_pack, record_sign_off
from tests.factories import FEBRUARY, JANUARY, make_plan

PDF = b"%PDF-1.7 a pack"
STORE = Pack._meta.get_field("pdf").storage


@contextmanager
def quick_pdf(content=PDF):
    """Inside, documents are made without a renderer; `content` is bytes, or what raises."""
    given = {"side_effect": content} if callable(content) else {"return_value": content}
    with patch("reports.making.render", **given) as render:
        yield render


def period_of(plan, by, as_at=FEBRUARY, label="February"):
    return make_period(plan=plan, label=label, opens_on=JANUARY, updates_due_on=JANUARY, as_at=as_at, by=by)


def plan_with_a_period(by, **options):
    plan = make_plan(by, **{"actions": 3} | options)
    return plan, period_of(plan, by)


def prepare(period, by, **facts):
    """A new pack of a period, for assurance, whose draft was asked for."""
    return prepare_pack(period=period, **{"audience": "full", "purpose": "assurance"} | facts, by=by)


def sign_all(pack, on, by):
    for each in pack.sign_offs.all():
        record_sign_off(sign_off=each, seen=pack.html_sha256, name="Ann Able", signed_on=on, on=on, by=by)


def issue(pack, by):
    """Ask for a draft to be issued as it stands now."""
    pack.refresh_from_db()
    return issue_pack(pack=pack, seen=pack.html_sha256, by=by)


def kept():
    """The names of every file in the store of packs."""
    return set(STORE.listdir("")[1])
