"""An import is taken back whole, while nothing that it wrote has changed since."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Person, User
from accounts.services import update_person
from actions.models import Action, DateRequest
from actions.services import Entry, record_statements
from core.environment import date_words, time_words
from core.history import create_all
from imports.models import Import, SheetLayout, Upload
from imports.undoing import UndoRefused, undo_import
from plans.models import Area, Post, Role
from plans.services import save_reference
from tests.factories import member

from .workbooks import KEY, POSTS, actions, row

pytestmark = pytest.mark.django_db
APRIL = date(2019, 4, 11)
FIRST = [row("1.1"), row("1.2", "Do the second thing"), row("1.3", "Do the third thing", sro="CFO")]
SECOND = [row("1.1", due="Sep 2019", rag="B", sro="AO/CN"), row("1.2", "Do it otherwise"), row("1.4", "A new thing")]
TOTALS = [["Summary", "R", "A", "G", "B"], ["Total", 0, 0, 3, 0]]


def everything():
    """{model: its rows} of all that an import may write, as it stands in the database."""
    apart = (Import, Upload, User)
    kept = [model for model in apps.get_models() if hasattr(model, "history") and model not in apart]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in kept}


@pytest.fixture
def imported(office):
    """Two months of a plan, and everything as it stood between them."""
    office.hand_in(actions(*FIRST) | {"Summary": TOTALS})
    between = everything()
    posts = [*POSTS, ["CN", "Chief Nurse", "Cy Example (CE)"]]
    office.hand_in(actions(*SECOND) | {"Posts": posts, "Summary": TOTALS}, on=APRIL, name="april.xlsx")
    return between


def latest():
    return Import.objects.order_by("pk").last()


def test_everything_is_as_it_was_before_and_the_record_says_who_undid_it(imported, administrator):
    assert everything() != imported
    undone = undo_import(record=latest(), by=administrator)
    assert everything() == imported
    connection.check_constraints()
    assert (undone.undone_by, undone.undone_at is not None) == (administrator, True)
    removed = Action.history.get(ref="1.4", history_type="-")
    assert (removed.history_user, removed.history_change_reason) == (administrator, f"undo of import {undone.pk}")


def test_imports_are_undone_one_after_the_other_down_to_an_empty_plan(imported, administrator):
    undo_import(record=latest(), by=administrator)
    undo_import(record=Import.objects.order_by("pk").first(), by=administrator)
    assert not Action.objects.exists()
    assert not Area.objects.exists()
    assert not SheetLayout.objects.exists()


def test_what_was_undone_can_be_brought_in_again(imported, office, administrator):
    before = {name: action.rating for name, action in office.actions(APRIL).items()}
    undo_import(record=latest(), by=administrator)
    assert "1.4" not in office.actions(APRIL)
    posts = [*POSTS, ["CN", "Chief Nurse", "Cy Example (CE)"]]
    again = office.hand_in(actions(*SECOND) | {"Posts": posts, "Summary": TOTALS}, on=APRIL, name="april.xlsx")
    assert again.exit == 0
    assert {name: action.rating for name, action in office.actions(APRIL).items()} == before


def test_an_earlier_import_waits_for_the_later_one(imported, administrator):
    before = everything()
    with pytest.raises(UndoRefused, match="changed on .* after this import.*Undo later imports first"):
        undo_import(record=Import.objects.order_by("pk").first(), by=administrator)
    assert everything() == before


def test_what_was_said_since_is_not_taken_back(imported, office, administrator):
    User.objects.filter(pk=administrator.pk).update(person=Person.objects.create(name="Ann Able"))
    action = office.plan.actions.get(ref="1.4")
    said = Entry(action, {"progress": "It goes on."}, before=action.statements.first())
    record_statements(plan=office.plan, entries=[said], effective_on=date(2019, 4, 20), by=administrator)
    before = everything()
    with pytest.raises(UndoRefused, match=r"The action “1.4 A new thing” changed on .*, after") as refused:
        undo_import(record=latest(), by=administrator)
    since = action.history.first().history_date
    when = f"changed on {date_words(since)} at {time_words(since)} by Ann Able"
    assert when in str(refused.value)
    assert everything() == before


def test_what_somebody_uses_since_is_not_taken_away(imported, office, administrator):
    request = DateRequest(
        action=office.plan.actions.get(ref="1.4"),
        due_on=date(2019, 12, 31),
        reason="More time",
        requested_on=APRIL,
        requested_by=administrator,
    )
    create_all(DateRequest, [request], by=administrator)
    before = everything()
    with pytest.raises(UndoRefused, match="The date request .* now depends on the action that this import made"):
        undo_import(record=latest(), by=administrator)
    assert everything() == before


def test_a_rating_that_was_given_since_is_not_taken_away(office, administrator):
    office.hand_in(actions(*FIRST))
    office.hand_in(actions(*SECOND) | {"Key": [*KEY, ["P", "Paused"]]}, on=APRIL)
    action = office.plan.actions.get(ref="1.3")
    said = Entry(action, {"rating": office.plan.ratings.get(code="P")}, before=action.statements.first())
    record_statements(plan=office.plan, entries=[said], effective_on=date(2019, 4, 20), by=administrator)
    with pytest.raises(UndoRefused, match="now depends on the rating that this import made"):
        undo_import(record=latest(), by=administrator)


def test_a_person_or_an_area_put_right_since_stays_so(imported, office, administrator):
    update_person(person=Person.objects.get(name="Cy Example"), name="Cy Example-Smith", by=administrator)
    with pytest.raises(UndoRefused, match="The person “Cy Example-Smith” changed"):
        undo_import(record=latest(), by=administrator)


def test_what_has_nothing_to_do_with_it_may_change(imported, office, administrator):
    save_reference(record=Post(plan=office.plan, abbreviation="Chair"), by=administrator)
    undo_import(record=latest(), by=administrator)
    assert Post.objects.filter(abbreviation="Chair").exists()


def test_an_import_is_undone_once(imported, administrator):
    record = latest()
    undo_import(record=record, by=administrator)
    with pytest.raises(UndoRefused, match="undone already"):
        undo_import(record=record, by=administrator)


def test_nobody_undoes_without_permission(imported, outsider):
    with pytest.raises(PermissionDenied):
        undo_import(record=latest(), by=outsider)


def test_the_demonstration_months_are_undone_to_the_row(office, administrator, settings):
    fixtures = settings.BASE_DIR / "fixtures"
    states = []
    for month, on in (("01", date(2019, 1, 10)), ("02", date(2019, 2, 12)), ("03", date(2019, 3, 14))):
        states.append(everything())
        office.run(fixtures / f"improvement-plan-2019-{month}.xlsx", on=on)
    for record in Import.objects.order_by("-pk"):
        undo_import(record=record, by=administrator)
        left = everything()
        expected = states.pop()
        if states:
            assert left == expected


def test_the_office_undoes_an_import_on_a_page_that_says_what_that_does(imported, client, office, administrator):
    client.force_login(member(office.plan, Role.PMO, by=administrator))
    record = f"/plans/p/imports/{latest().pk}/"
    assert f'href="{record}undo/"' in client.get(record).content.decode()
    assert "taken back" in client.get(f"{record}undo/").content.decode()
    page = client.post(f"{record}undo/", follow=True).content.decode()
    assert "The import of april.xlsx was undone" in page
    assert f'href="{record}undo/"' not in page
    assert "undone already" in client.post(f"{record}undo/", follow=True).content.decode()
    assert "Undone" in client.get("/plans/p/imports/").content.decode()
