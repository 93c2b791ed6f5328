"""Narrative sections: written, carried forward, illustrated, and set into the pack."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from core.uploads import UploadRefused
from plans.models import Role
from reports.document import NothingToShow, document_of, html_of
from reports.models import NarrativePicture
from reports.narratives import narratives_at, versions_of
from reports.services import narratives as services
from reports.services.narratives import (
    STORE,
    NarrativeRefused,
    add_picture,
    describe_picture,
    remove_picture,
    write_narrative,
)
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member

from .packs import Opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def by(administrator):
    return administrator


def write(plan, by, title="How we got here", text="It began.", on=JANUARY, **more):
    return write_narrative(plan=plan, title=title, text=text, on=on, by=by, **more)


def picture_file(colour="red", name="plan.png", size=(40, 20)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG" if name.endswith("jpg") else "PNG")
    file.name = name
    file.seek(0)
    return file


def add(narrative, by, on=JANUARY, description="A red field", **more):
    given = {"file": picture_file(), "caption": "Fig. 1"} | more
    return add_picture(narrative=narrative, description=description, on=on, by=by, **given)


def test_a_text_holds_from_its_day_and_is_carried_forward(plan, by):
    narrative = write(plan, by)
    write(plan, by, narrative=narrative, text="It went on.", on=MARCH)
    assert narratives_at(plan, JANUARY - timedelta(days=1)) == ()
    said = {on: narratives_at(plan, on)[0].text for on in (JANUARY, FEBRUARY, MARCH, date(2030, 1, 1))}
    assert list(said.values()) == ["It began.", "It began.", "It went on.", "It went on."]
    versions = list(versions_of(narrative))
    assert [(each.text, each.holds_from, each.by) for each in versions] == [
        ("It went on.", MARCH, "administrator@example.org"),
        ("It began.", JANUARY, "administrator@example.org"),
    ]


def test_the_same_words_are_no_further_text(plan, by):
    narrative = write(plan, by)
    write(plan, by, narrative=narrative, text=" It began.\n", on=MARCH)
    assert narrative.texts.count() == 1
    assert write(plan, by) == narrative and plan.narratives.count() == 1
    assert write(plan, by, text="Another.") != narrative


def test_words_are_put_right_for_the_same_day_and_for_an_earlier_one(plan, by):
    narrative = write(plan, by, on=FEBRUARY)
    write(plan, by, narrative=narrative, text="Put right.", on=FEBRUARY)
    assert narratives_at(plan, FEBRUARY)[0].text == "Put right."
    # The same words for an earlier day are a text of their own, and what holds from the later day stays.
    write(plan, by, narrative=narrative, text="Put right.", on=JANUARY)
    assert narratives_at(plan, JANUARY)[0].text == "Put right."
    write(plan, by, narrative=narrative, text="Earlier.", on=JANUARY)
    assert narratives_at(plan, JANUARY)[0].text == "Earlier."
    assert narratives_at(plan, FEBRUARY)[0].text == "Put right."


def test_of_two_who_write_the_second_is_told(plan, by):
    narrative = write(plan, by)
    seen = narrative.texts.first().pk
    write(plan, by, narrative=narrative, text="The first.", seen=seen)
    with pytest.raises(NarrativeRefused, match="Somebody changed this section meanwhile"):
        write(plan, by, narrative=narrative, text="The second.", seen=seen)
    write(plan, by, narrative=narrative, text="The first.", seen=seen)


def test_a_section_has_a_title_and_stays_in_its_plan(plan, by):
    with pytest.raises(NarrativeRefused, match="Enter a title"):
        write(plan, by, title=" ")
    with pytest.raises(ValueError, match="another plan"):
        write(make_plan(by, slug="other", actions=1), by, narrative=write(plan, by))


def test_words_that_no_pack_would_show_are_refused(plan, by):
    with pytest.raises(NarrativeRefused, match="would not show “KEEP3”") as refusal:
        write(plan, by, text="|a|b|\n|-|-|\n|1|2|KEEP3|")
    assert refusal.value.field == "text"
    assert not plan.narratives.exists()


def test_a_section_is_made_private(plan, by):
    narrative = write(plan, by)
    assert len(narratives_at(plan, JANUARY, is_public=True)) == 1
    write(plan, by, narrative=narrative, is_private=True)
    assert narratives_at(plan, JANUARY, is_public=True) == ()
    assert narratives_at(plan, JANUARY)[0].is_private
    assert narrative.texts.count() == 1 and narrative.history.first().history_user == by


def test_pictures_are_shown_from_their_day_until_they_are_taken_out(plan, by):
    narrative = write(plan, by)
    picture = add(narrative, by, on=FEBRUARY)
    assert narratives_at(plan, JANUARY)[0].pictures == ()
    (shown,) = narratives_at(plan, FEBRUARY)[0].pictures
    assert (shown.description, shown.caption, shown.width, shown.height) == ("A red field", "Fig. 1", 40, 20)
    assert shown.address == ""
    remove_picture(picture=picture, on=MARCH, by=by)
    remove_picture(picture=picture, on=date(2030, 1, 1), by=by)
    assert narratives_at(plan, MARCH)[0].pictures == ()
    assert len(narratives_at(plan, MARCH - timedelta(days=1))[0].pictures) == 1


def test_the_same_picture_is_kept_once_and_others_stand_below(plan, by):
    narrative = write(plan, by)
    first = add(narrative, by)
    assert add(narrative, by) == first
    second = add(narrative, by, file=picture_file("blue", "plan.jpg"))
    assert (first.position, second.position, second.media_type) == (1, 2, "image/jpeg")
    assert len(STORE.listdir("")[1]) >= 2


def test_a_picture_is_described(plan, by):
    narrative = write(plan, by)
    with pytest.raises(NarrativeRefused, match="Describe the picture") as refusal:
        add(narrative, by, description=" ")
    assert refusal.value.field == "description"
    picture = add(narrative, by)
    before = picture.history.count()
    describe_picture(picture=picture, description="A red field", caption="Fig. 1", by=by)
    describe_picture(picture=picture, description="A field, red", caption="", by=by)
    assert (str(picture), picture.description, picture.history.count()) == ("plan.png", "A field, red", before + 1)
    with pytest.raises(NarrativeRefused):
        describe_picture(picture=picture, description="", by=by)


def test_what_cannot_be_kept_leaves_no_file(plan, by, monkeypatch):
    narrative = write(plan, by)
    before = STORE.listdir("")[1]
    words = io.BytesIO(b"words")
    words.name = "words.txt"
    with pytest.raises(UploadRefused):
        add(narrative, by, file=words)
    monkeypatch.setattr(NarrativePicture, "save", lambda *args, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(narrative, by)
    assert STORE.listdir("")[1] == before


def test_there_is_an_end_to_pictures(plan, by, monkeypatch):
    monkeypatch.setattr(services, "MOST_PICTURES", 1)
    narrative = write(plan, by)
    add(narrative, by)
    with pytest.raises(NarrativeRefused, match="1 pictures at most"):
        add(narrative, by, file=picture_file("blue"))


def test_only_who_keeps_packs_writes(plan, by):
    narrative = write(plan, by)
    picture = add(narrative, by)
    lead = member(plan, Role.LEAD, by=by)
    for attempt in (
        lambda: write(plan, lead),
        lambda: add(narrative, lead),
        lambda: describe_picture(picture=picture, description="x", by=lead),
        lambda: remove_picture(picture=picture, on=JANUARY, by=lead),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_in_the_pack_it_is_a_section_like_any(plan, by):
    narrative = write(plan, by, text="# Where\n\nIt **began**.\n\n| a |\n|---|\n| 1 |")
    add(narrative, by)
    empty = write(plan, by, title="Nothing yet", text="")
    html = html_of(document_of(plan, FEBRUARY))
    pack = Opened(html)
    name = f"narrative-{narrative.pk}"
    assert f'<section class="pack-section pack-narrative" id="{name}">' in html
    assert [2, "How we got here"] in pack.headings and [3, "Where"] in pack.headings
    assert f'<a href="#{name}">How we got here</a>' in html
    assert f'<table aria-labelledby="{name}-title-1" tabindex="0">' in html and f'id="{name}-title-1"' in html
    picture = next(attributes for tag, attributes in pack.elements if tag == "img")
    assert picture["alt"] == "A red field" and picture["src"].startswith("data:image/png;base64,")
    assert "<figcaption>Fig. 1</figcaption>" in html
    assert f"narrative-{empty.pk}" not in html and "Nothing yet" not in html
    levels = [level for level, _ in pack.headings]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_picture_that_is_lost_is_told(plan, by):
    narrative = write(plan, by)
    picture = add(narrative, by)
    STORE.delete(picture.file.name)
    with pytest.raises(NothingToShow, match="plan.png” is no longer in the store"):
        document_of(plan, FEBRUARY)


def test_more_sections_ask_no_more_of_the_database(plan, by, django_assert_num_queries):
    for number in range(5):
        add(write(plan, by, title=f"Section {number}"), by, file=picture_file((number, 0, 0)))
    with django_assert_num_queries(3):
        assert len(narratives_at(plan, FEBRUARY, with_bytes=True)) == 5
