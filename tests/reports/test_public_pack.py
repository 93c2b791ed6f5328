"""A public pack is, to the letter, the pack of a plan in which what is private never was; the full one has it all."""

import io
import re
from datetime import date

import pypdf
import pytest
from PIL import Image

from actions.assurance import TOTALS_DIFFER
from actions.models import Action, Concern, ConcernReview, LeadRole, Recommendation
from actions.services import (
    ConcernEntry,
    Entry,
    ask_later_date,
    decide_date,
    mark_concern_private,
    mark_private,
    merge_action,
    offer_evidence,
    record_concerns,
    record_statements,
    write_recommendations,
)
from plans.models import Area, Committee, Post, Role
from plans.services import save_reference
from reports.document import NothingToShow, document_of, html_of
from reports.making import _read
from reports.mentions import private_mentions
from reports.models import Pack
from reports.pdf import render
from reports.revisions import changes_between
from reports.services.narratives import add_picture, write_narrative
from reports.withheld import withheld_of, without
from risks.services import ScoreEntry, add_risk, keep_category, mark_risk_private, tie_action
from tests.factories import FEBRUARY, JANUARY, make_plan, member

from .issuing import period_of
from .packs import squeezed

pytestmark = pytest.mark.django_db
ON = date(2019, 2, 20)
REF = "77.7"
SECRET = re.compile(r"ZQ\w+|77\.7")
FACTS = (
    "title outcome_measure success_measure progress newest_words sro_as_written ops_lead_as_written due_as_written "
    "evidence_as_written evidence_detail to_complete rating_reason"
).split()
CONCERN = "why required taken comments deadline_as_written".split()
# What the full pack is made of today; the rest is searched for in the public one alone.
IN_FULL = "title success_measure progress sro_as_written evidence_detail to_complete".split()


def secret(name):
    return f"ZQ{name.replace('_', '')}"


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=6)
    plan.stated_totals.all().delete()
    told = {"title": "How we got here", "text": "It began.", "on": JANUARY, "by": administrator}
    write_narrative(plan=plan, **told)
    return plan


def add_what_is_private(plan, by):
    """An action in an area of its own, a concern about it and one about another, a section: all of them private."""
    area = save_reference(record=Area(plan=plan, number=7, title="ZQAREA"), by=by)
    post = save_reference(record=Post(plan=plan, abbreviation="ZQPOST", title="ZQPOST", to_confirm=True), by=by)
    met = Recommendation(area=area, text="ZQRECOMMENDATION", source="ZQSOURCE", position=9)
    write_recommendations(plan=plan, new=[met], reworded=[], by=by)
    action, before = Action(area=area, ref=REF, position=90), None
    for on in (JANUARY, FEBRUARY):
        facts = {name: secret(name) for name in FACTS} | {"rating": plan.ratings.get(code="GR"[before is None])}
        facts |= {"progress": f"{secret('progress')} {on}", "due_on": date(2019, 1, on.day)}
        facts |= {"leads": [{"role": LeadRole.SRO, "post": post.pk, "person": None}]}
        entry = Entry(action, facts, origin="import", where="ZQFILE.xlsx, Plan, row 7", before=before)
        entry.recommendations = [] if before else [met]
        (before,) = record_statements(plan=plan, entries=[entry], effective_on=on, by=by)
    committee = save_reference(record=Committee(plan=plan, name="ZQCOMMITTEE"), by=by)
    about = [Concern(action=action, match="exact", ref_as_written=REF, title_as_written="ZQABOUT", position=90)]
    known = plan.actions.get(ref="2.3")
    about.append(Concern(action=known, match="exact", ref_as_written="2.3", title_as_written="ZQMARKED", position=91))
    entries = [
        ConcernEntry(
            concern, {name: secret(f"c{name}") for name in CONCERN}, reviews=[ConcernReview(as_written="ZQREVIEW")]
        )
        for concern in about
    ]
    for concern in about:
        concern.committee = committee
    record_concerns(plan=plan, entries=entries, effective_on=JANUARY, by=by)
    mark_concern_private(concern=about[1], is_private=True, by=by)
    action = plan.actions.get(ref=REF)
    mark_private(action=action, is_private=True, by=by)
    offer_evidence(action=action, title="ZQEVIDENCE", link="https://example.org/ZQLINK", on=FEBRUARY, by=by)
    office = member(plan, Role.PMO, by=by)
    asked = ask_later_date(action=action, due_on=date(2020, 1, 1), reason="ZQASKED", on=FEBRUARY, by=office)
    seen = plan.actions.get(ref=REF).due_on
    decide_date(request=asked, agreed=True, reason="ZQDECIDED", seen=seen, on=FEBRUARY, by=by)
    add_a_private_risk(plan, action, by)
    section = write_narrative(plan=plan, title="ZQSECTION", text="ZQTEXT", is_private=True, on=JANUARY, by=by)
    drawn = io.BytesIO()
    Image.new("RGB", (30, 20)).save(drawn, "PNG")
    drawn.name = "ZQPICTURE.png"
    add_picture(narrative=section, file=drawn, description="ZQSHOWN", caption="ZQCAPTION", on=JANUARY, by=by)
    return action


def add_a_private_risk(plan, action, by):
    """A risk in a category of its own, mitigated by the private action."""
    category = keep_category(plan=plan, name="ZQCATEGORY", by=by)
    scores = [ScoreEntry(kind, 5, 5, 25, reason="ZQREASON") for kind in ("year_start", "current")]
    risk = add_risk(
        plan=plan, facts={"title": "ZQRISK"}, scores=scores, category=category, ref="ZQ1", on=JANUARY, by=by
    )
    tie_action(risk=risk, action=action, on=JANUARY, by=by)
    mark_risk_private(risk=risk, is_private=True, by=by)
    return risk


@pytest.mark.parametrize("has_others", [True, False])
def test_a_private_risk_is_neither_shown_nor_counted(plan, administrator, has_others):
    by = administrator
    if has_others:
        score = [ScoreEntry("current", 4, 4, 16)]
        facts = {"title": "Seen by all", "mitigation": "A group meets."}
        add_risk(plan=plan, facts=facts, scores=score, on=JANUARY, by=by)
    pack = made_of(plan, by)[1]
    was, before = _read(pack)[1], html_of(document_of(plan, ON, is_public=True))
    action = add_what_is_private(plan, by)
    if has_others:
        tie_action(risk=plan.risks.get(ref=""), action=action, on=JANUARY, by=by)
    assert html_of(document_of(plan, ON, is_public=True)) == before
    assert "ZQRISK" in html_of(document_of(plan, ON)) and ("Seen by all" in before) == has_others
    mark_all(plan, action, by, is_private=False)
    full = _read(pack)[1]
    assert len(full["risks"]) == 1 + has_others and "ZQRISK" in str(full)
    mark_all(plan, action, by, is_private=True)
    left = without(full, withheld_of(plan), was)
    assert (left["risks"], left["risk_bands"]) == (was["risks"], was["risk_bands"])
    assert changes_between(full, _read(pack)[1], withheld_of(plan)) == []


def test_a_risk_that_names_a_private_action_is_told(plan, administrator):
    by = administrator
    add_what_is_private(plan, by)
    scores = [ScoreEntry("current", 4, 4, 16, reason="As 77.7 shows.")]
    add_risk(plan=plan, facts={"title": "Seen by all", "mitigation": "It waits."}, scores=scores, on=JANUARY, by=by)
    [found] = private_mentions(plan, ON)
    assert (found.where, found.ref) == ("Risk R2", REF) and "As 77.7 shows." in found.words


def test_the_public_pack_is_as_if_it_never_was(plan, administrator):
    before = html_of(document_of(plan, ON, is_public=True))
    action = add_what_is_private(plan, administrator)
    assert html_of(document_of(plan, ON, is_public=True)) == before
    # Printed totals would tell of what was left out, so nothing speaks of them.
    assert TOTALS_DIFFER.name not in before and "Figures printed in the workbook" not in before
    full = html_of(document_of(plan, ON))
    assert full != before
    words = [secret(name) for name in IN_FULL] + [REF, "ZQAREA", "ZQRECOMMENDATION", "ZQSOURCE", "ZQABOUT", "ZQMARKED"]
    words += ["ZQSECTION", "ZQTEXT", "ZQSHOWN", "ZQCAPTION", *(secret(f"c{name}") for name in CONCERN[:4])]
    assert [word for word in words if word not in full] == []
    assert private_mentions(plan, ON) == ()
    merge_action(
        action=plan.actions.get(ref="1.4"),
        into=action,
        reason="Done there.",
        with_children=False,
        on=FEBRUARY,
        by=administrator,
    )
    html = html_of(document_of(plan, ON, is_public=True))
    assert SECRET.findall(re.sub("base64,[^)\"']*", "", html)) == []


def test_nothing_of_it_is_in_the_public_pdf(plan, administrator):
    add_what_is_private(plan, administrator)
    found = {}
    for is_public in (True, False):
        made = render(html_of(document_of(plan, ON, is_public=is_public)))
        reader = pypdf.PdfReader(io.BytesIO(made))
        text = squeezed("".join(page.extract_text() for page in reader.pages))
        # Everything but the pages' own text: metadata, bookmarks, names of places, descriptions of pictures, links.
        objects = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
        told = f"{objects} {reader.xmp_metadata.stream.get_data()} {titles(reader.outline)}"
        found[is_public] = (set(SECRET.findall(text)), set(SECRET.findall(told)))
    assert found[True] == (set(), set())
    words, told = (" ".join(each) for each in found[False])
    assert REF in words and "ZQprogress" in words
    assert [word for word in ("ZQAREA", "ZQSECTION", "ZQSHOWN") if word not in told] == []


def made_of(plan, by, **facts):
    """The figures that a public pack of the plan keeps, and that pack."""
    pack = Pack(plan=plan, audience="public", period=period_of(plan, by, as_at=ON), number=1, created_by=by, **facts)
    pack.save()
    return _read(pack)[1], pack


def test_what_changed_tells_nothing_of_what_was_marked_private_since(plan, administrator):
    """Issued while all of it was public, and issued again when it no longer is: as if it never was."""
    pack = made_of(plan, administrator)[1]
    without_any = _read(pack)[1]
    action = add_what_is_private(plan, administrator)
    mark_all(plan, action, administrator, is_private=False)
    full = _read(pack)[1]
    assert len(full["actions"]) == len(without_any["actions"]) + 1 and "ZQSECTION" in str(full)
    mark_all(plan, action, administrator, is_private=True)
    now = _read(pack)[1]
    assert changes_between(full, now, withheld_of(plan)) == []
    told = " ".join(changes_between(full, now))
    assert "Actions: 6, was 7." in told or "is counted no longer" in told
    assert REF in told and "ZQSECTION" in told


def mark_all(plan, action, by, is_private):
    mark_private(action=plan.actions.get(ref=REF), is_private=is_private, by=by)
    for concern in plan.concerns.filter(title_as_written="ZQMARKED"):
        mark_concern_private(concern=concern, is_private=is_private, by=by)
    for risk in plan.risks.filter(ref="ZQ1"):
        mark_risk_private(risk=risk, is_private=is_private, by=by)
    section = plan.narratives.order_by("pk").last()
    said = section.texts.first()
    write_narrative(
        plan=plan, narrative=section, title=said.title, text=said.text, is_private=is_private, on=JANUARY, by=by
    )


def test_the_reason_of_a_reissue_is_searched_for_private_names(plan, administrator):
    pack = made_of(plan, administrator, changed_because="1.2 was reported wrongly.")[1]
    mark_private(action=plan.actions.get(ref="1.2"), is_private=True, by=administrator)
    assert [(each.where, each.ref) for each in private_mentions(plan, ON, pack)] == [("Why it is issued again", "1.2")]


def titles(outline):
    return " ".join(titles(each) if isinstance(each, list) else each.title for each in outline)


def test_a_plan_of_which_everything_is_private_is_no_public_pack(plan, administrator):
    for action in plan.actions.all():
        mark_private(action=action, is_private=True, by=administrator)
    with pytest.raises(NothingToShow, match="Every action of the plan “The sample plan” is private"):
        document_of(plan, ON, is_public=True)
