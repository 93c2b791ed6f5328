"""A pack that the walk and the browser tests find: issued, and its next version a draft that waits to be signed."""

from accounts.services import command_line_user
from actions.models import Action
from plans.models import Period
from reports.models import Pack, PackSignOff
from reports.services import reissue_pack
from reports.tasks import issue as issue_in_background
from reports.tasks import make_draft
from tests.reports.issuing import issue, prepare, quick_pdf, sign_all


def signature_to_come():
    return PackSignOff.objects.filter(pack__plan__slug="example", signed_on=None).values_list("pk", flat=True)[0]


def issue_a_pack_and_begin_the_next_version():
    """Pack 1 of the example plan, signed for the post that leads 1.3.1."""
    by, period = command_line_user(), Period.objects.get(plan__slug="example")
    led_by = Action.objects.get(plan__slug="example", ref="1.3.1").assignments.first().post
    with quick_pdf():
        pack = prepare(period, by, author=led_by, sign_offs=[led_by])
        _do(make_draft, pack)
        sign_all(pack, pack.asked_at.date(), by)
        pack = issue(pack, by)
        _do(issue_in_background, pack)
        _do(make_draft, reissue_pack(pack=pack, because="A date was put right.", by=by))


def _do(task, pack):
    """What the background does, wherever the test does it already or not."""
    if pack.state in (Pack.State.WAITING, Pack.State.ISSUING):
        task.call(pack.pk, pack.asked_at.isoformat(), pack.created_by_id)
    pack.refresh_from_db()
