"""The pages on which packs are composed and narrative sections written."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from actions.services import mark_private
from plans.models import Role
from reports.composition import Part, placed
from reports.mentions import private_mentions
from reports.models import Narrative, NarrativePicture
from reports.narratives import narratives_at
from reports.sections import parts_of
from reports.services.composition import compose_packs
from reports.services.narratives import add_picture, write_narrative
from tests.factories import FEBRUARY, JANUARY, make_plan, member

from .reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/sample/reports/sections/"
TYPED = {"title": "How we got here", "text": "It **began**.", "on_day": "10", "on_month": "1", "on_year": "2019"}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=4)


@pytest.fixture
def pmo(client, plan, administrator):
    user = member(plan, Role.PMO, by=administrator)
    client.force_login(user)
    return user


def get(client, path=PAGE):
    return text_of(client.get(path).content.decode())


def post(client, path=PAGE, **typed):
    return text_of(client.post(path, typed, follow=True).content.decode())


def order(plan):
    return [part.name for part in parts_of(plan, narratives_at(plan, date.max))]


def as_shown(plan):
    """What the form of the page sends, untouched."""
    parts = parts_of(plan, narratives_at(plan, date.max))
    typed = {f"place-{part.name}": str(place) for place, part in enumerate(parts, 1)}
    typed |= {f"included-{part.name}": "yes" for part in parts if part.is_included}
    return typed | {f"public-{part.name}": "yes" for part in parts if part.in_public}


def a_picture(name="plan.png", description="A red field"):
    drawn = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(drawn, "PNG")
    file = SimpleUploadedFile(name, drawn.getvalue())
    return {"file": file, "description": description, "caption": "", "on_day": "10", "on_month": "1", "on_year": "2019"}


@pytest.mark.parametrize(
    ("places", "after"),
    [({}, "abcd"), ({"a": 3}, "bcad"), ({"d": 1}, "dabc"), ({"a": 99}, "bcda"), ({"a": 2, "b": 2}, "bacd")],
)
def test_parts_are_sent_to_other_places(places, after):
    assert "".join(part.name for part in placed([Part(name) for name in "abcd"], places)) == after


def test_the_page_has_every_section_in_order(client, plan, pmo, administrator):
    write_narrative(plan=plan, title="Of next year", text="", on=date(2040, 1, 1), by=administrator)
    page = get(client)
    assert "What the packs hold" in get(client, "/plans/sample/reports/")
    assert page.index("How to read this pack") < page.index("Of next year") < page.index("Where the plan stands")
    assert "Narrative section, with nothing in it yet" in page


def test_sections_are_moved_left_out_and_kept_from_the_public(client, plan, pmo):
    usual = order(plan)
    assert post(client, **as_shown(plan), move=f"down:{usual[0]}").count("What the packs hold is saved.") == 1
    assert order(plan) == [usual[1], usual[0], *usual[2:]]
    # Whoever moves a row by the keyboard goes on from that row.
    sent = client.post(PAGE, as_shown(plan) | {"move": f"down:{usual[1]}"})
    assert sent.headers["Location"] == f"{PAGE}#part-{usual[1]}"
    assert f'id="part-{usual[1]}" tabindex="-1"' in client.get(PAGE).content.decode()
    assert client.post(PAGE, as_shown(plan) | {"move": "down:elsewhere"}).headers["Location"] == PAGE
    assert order(plan) == usual
    post(client, **as_shown(plan), move=f"down:{usual[0]}")
    post(client, **as_shown(plan), move=f"up:{usual[0]}")
    assert order(plan) == usual
    post(client, **as_shown(plan) | {f"place-{usual[-1]}": "1"})
    assert order(plan) == [usual[-1], *usual[:-1]]
    typed = as_shown(plan)
    del typed[f"included-{usual[0]}"], typed[f"public-{usual[1]}"]
    post(client, **typed | {f"place-{usual[0]}": "nowhere"})
    parts = {part.name: part for part in parts_of(plan, ())}
    assert not parts[usual[0]].is_included and parts[usual[0]].in_public
    assert parts[usual[1]].is_included and not parts[usual[1]].in_public


def test_a_section_is_written_previewed_and_written_again(client, plan, pmo):
    page = get(client, PAGE + "new/")
    assert "How to format the text" in page
    assert 'value="12"' in client.get(PAGE + "new/").content.decode()  # of February, the latest report
    seen = client.post(PAGE + "new/", TYPED | {"step": "preview"}).content.decode()
    assert "It <strong>began</strong>." in seen and "It is not saved yet" in seen and not Narrative.objects.exists()
    assert "“How we got here” is saved, for packs as at 10 January 2019 and later." in post(
        client, PAGE + "new/", **TYPED
    )
    narrative = plan.narratives.get()
    page = client.get(f"{PAGE}{narrative.pk}/").content.decode()
    seen = str(narrative.texts.get().pk)
    assert f'name="seen" value="{seen}"' in page and "It **began**." in page
    changed = TYPED | {"text": "It went on.", "seen": seen, "is_private": "on", "on_month": "2"}
    page = post(client, f"{PAGE}{narrative.pk}/", **changed)
    assert "From 10 February 2019 on" in page and "From 10 January 2019 on, written by" in page
    narrative.refresh_from_db()
    assert narrative.is_private
    earlier = client.get(f"{PAGE}{narrative.pk}/?on=2019-01-10").content.decode()
    assert re.search(r"<textarea[^>]*>\s*It \*\*began", earlier)
    assert re.search(r'<input[^>]*name="on_month"[^>]*value="1"|<input[^>]*value="1"[^>]*name="on_month"', earlier)
    said = post(client, f"{PAGE}{narrative.pk}/", **changed | {"text": "Meanwhile."})
    assert "Somebody changed this section meanwhile" in said and "Meanwhile." in said
    said = post(client, f"{PAGE}{narrative.pk}/", **TYPED | {"text": "x"})
    assert "packs as at 10 January 2019 and later, until 10 February 2019: from then on another text holds." in said


def test_what_is_missing_is_said(client, plan, pmo):
    page = post(client, PAGE + "new/", **TYPED | {"title": "", "on_day": ""})
    assert "Enter a title, such as" in page and "must include a day" in page and "It **began**." in page
    assert "has 120 characters at most" in post(client, PAGE + "new/", **TYPED | {"title": "x" * 121})


def test_pictures_are_added_described_and_taken_out(client, plan, pmo, administrator):
    narrative = write_narrative(plan=plan, title="One", text="x", on=JANUARY, by=administrator)
    path = f"{PAGE}{narrative.pk}/pictures/"
    assert "What its file says of place and time is not kept" in get(client, path)
    refused = post(client, path, **a_picture(description=""))
    assert "Describe the picture for somebody" in refused and "Choose the picture again" in refused
    assert "words.txt is no PNG or JPEG picture" in post(
        client, path, **a_picture() | {"file": SimpleUploadedFile("words.txt", b"words")}
    )
    assert "The picture is added." in post(client, path, **a_picture())
    picture = NarrativePicture.objects.get()
    own = f"{PAGE}pictures/{picture.pk}/"
    assert client.get(own + "file/").headers["Content-Type"] == "image/png"
    assert client.post(own + "file/").status_code == 405
    assert "A red field" in get(client, own)
    assert "are saved" in post(client, own, description="A field", caption="Fig.")
    assert "Describe the picture" in post(client, own, description="")
    assert "10 2 2019" not in get(client, own + "out/")
    assert "taken out" in post(client, own + "out/", on_day="12", on_month="2", on_year="2019")
    picture.refresh_from_db()
    assert (picture.caption, picture.removed_on) == ("Fig.", FEBRUARY)
    assert "None yet." in get(client, f"{PAGE}{narrative.pk}/")


def test_a_picture_past_what_a_request_may_send_is_named(client, plan, pmo, administrator, settings):
    settings.UPLOAD_MEGABYTES = 0
    narrative = write_narrative(plan=plan, title="One", text="x", on=JANUARY, by=administrator)
    said = post(client, f"{PAGE}{narrative.pk}/pictures/", **a_picture())
    assert "plan.png is larger than 10 MB" in said and "Choose a picture, a PNG" not in said


def test_only_who_keeps_packs_sees_these_pages(client, plan, administrator):
    narrative = write_narrative(plan=plan, title="One", text="x", on=JANUARY, by=administrator)
    client.force_login(member(plan, Role.LEAD, by=administrator))
    for path in (PAGE, PAGE + "new/", f"{PAGE}{narrative.pk}/"):
        assert client.get(path).status_code == client.post(path).status_code == 403
    assert "What the packs hold" not in get(client, "/plans/sample/reports/")


def test_another_plans_section_is_not_found(client, plan, pmo, administrator):
    other = make_plan(administrator, slug="other", actions=1)
    narrative = write_narrative(plan=other, title="One", text="x", on=JANUARY, by=administrator)
    picture = add_picture(narrative=narrative, file=a_picture()["file"], description="x", on=JANUARY, by=administrator)
    for path in (f"{narrative.pk}/", f"{narrative.pk}/pictures/", f"pictures/{picture.pk}/file/"):
        assert client.get(PAGE + path).status_code == 404


def mention(plan, on=FEBRUARY):
    return [(each.where, each.ref, each.words) for each in private_mentions(plan, on)]


def test_public_words_that_name_something_private_are_told(client, plan, pmo, administrator):
    text = "As 1.2 showed, and 1.2.1 and 11.2 and 1.22 did not, all is well in the end and will stay so for ever."
    told = {"on": JANUARY, "by": administrator}
    section = write_narrative(plan=plan, title="One", text=text, **told)
    write_narrative(plan=plan, title="Two", text="1.2.1 and 11.2, 1.22 and x1.2", **told)
    write_narrative(plan=plan, title="Private", text="1.2", is_private=True, **told)
    assert mention(plan) == []
    mark_private(action=plan.actions.get(ref="1.2"), is_private=True, by=administrator)
    ((where, ref, words),) = mention(plan)
    assert (where, ref) == ("Section “One”", "1.2") and words.startswith("One As 1.2 showed") and words.endswith("…")
    page = get(client)
    assert "These public texts name something private" in page and "Section “One” names 1.2" in page
    compose_packs(plan=plan, parts=[Part(f"narrative-{section.pk}", in_public=False)], by=administrator)
    assert mention(plan) == []


def test_they_are_told_of_actions_concerns_and_recommendations(plan, administrator):
    plan.governance_text = "The office of 1.2 runs it."
    plan.save()
    idle = plan.recommendations.get(source="Review 2")
    idle.text = "Do as 1.2 does."
    idle.save()
    concern = plan.concerns.first()
    concern.title_as_written = "Waits for 1.2"
    concern.save()
    mark_private(action=plan.actions.get(ref="1.2"), is_private=True, by=administrator)
    assert {where for where, _, _ in mention(plan)} == {
        "Concern about 2.1",
        "Recommendation (Review 2)",
        "How the plan is run",
    }


def test_a_reference_that_is_a_number_is_found_where_it_is_called_an_actions(plan, administrator):
    action = plan.actions.get(ref="1.2")
    action.ref = "12"
    action.save()
    mark_private(action=action, is_private=True, by=administrator)
    write_narrative(plan=plan, title="One", text="In 12 months.", on=JANUARY, by=administrator)
    assert mention(plan) == []
    write_narrative(plan=plan, title="Two", text="See action 12.", on=JANUARY, by=administrator)
    assert mention(plan) == [("Section “Two”", "12", "Two See action 12.")]
