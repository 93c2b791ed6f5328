"""What looks wrong with milestones, on the page of the plan and in the pack."""

import re
from html import unescape

from milestones.figures import MilestonesFigures, figures_of
from milestones.pack.wrong import finding, rules
from reports.across import wrong
from tests.factories import FEBRUARY
from tests.reports.packs import make_document

from .late import keep_milestone

PAGE = "/plans/sample/looks-wrong/?as_at=2019-02-12"


def look(client, path):
    markup = client.get(path).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split()), markup


def test_the_page_lists_milestones_by_rule_with_a_way_to_all(client, plan, owner, pmo):
    client.force_login(owner)
    page, _ = look(client, PAGE)
    assert "Critical path late" not in page
    keep_milestone(plan, pmo, "1", is_critical=True, status="delayed")
    keep_milestone(plan, pmo, "2", status="complete")
    page, markup = look(client, PAGE)
    assert "; of 2 milestones , 1 looks wrong ." in page and "and milestones that are still counted" in page
    assert "1 Open ward 1 Delayed On the critical path, due by 31 January 2019, and not complete." in page
    address = re.search(r'href="(/plans/sample/milestones/\?wrong=milestone-critical-late.*?)"', markup)[1]
    assert "Open ward 1" in look(client, address.replace("&amp;", "&"))[0]
    keep_milestone(plan, pmo, "3", is_critical=True)
    assert "; of 3 milestones , 2 look wrong ." in look(client, PAGE)[0]


def test_where_nothing_looks_wrong_there_is_nothing_to_follow(client, plan, owner, pmo):
    keep_milestone(plan, pmo, "2", status="complete")
    client.force_login(owner)
    assert "; of 1 milestone , 0 look wrong ." in look(client, PAGE)[0]


def test_the_pack_tells_each_rule_with_what_it_saw(plan, pmo):
    keep_milestone(plan, pmo, "1", is_critical=True, status="delayed", delivery_as_written="AO")
    keep_milestone(plan, pmo, "2", status="complete")
    figures = figures_of(plan, FEBRUARY)
    document = make_document(milestones=figures)
    told = {shown.rule.slug: shown for shown in rules(document)}
    [seen] = told["milestone-critical-late"].seen
    assert (seen.ref, seen.title, seen.rating.label, seen.lead) == ("1", "Open ward 1", "Delayed", "AO")
    assert told["milestone-critical-late"].heads == ("Milestone", "Status", "Owner")
    assert finding(document.figures) == "1 of 2 milestones looks wrong."
    assert wrong(document)["finding"].endswith("1 of 2 milestones looks wrong.")
    well = make_document(milestones=MilestonesFigures(figures.milestones[1:]))
    assert finding(well.figures) == "None of 1 milestone look wrong."
    assert list(rules(make_document())) == [] and finding(make_document().figures) == ""
