"""The two days of a comparison stand in full where they are chosen."""

from datetime import date

from plans.services import make_period
from tests.factories import make_plan

# The width of the words of the longest option, the arrow beside them, and what there is room for.
ROOM = """select => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(select).font;
  const longest = Math.max(...[...select.options].map(option => pen.measureText(option.text).width));
  return select.clientWidth - longest - 36;
}"""


def test_no_day_with_its_period_is_cut(page, log_in, transactional_db, administrator):
    plan, day = make_plan(administrator, actions=2), date(2019, 2, 12)
    make_period(plan=plan, label="Month 11, V3.15", opens_on=day, updates_due_on=day, as_at=day, by=administrator)
    log_in(administrator)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/plans/{plan.slug}/compare/")
    for name in ("from", "to"):
        assert "12 February 2019, Month 11, V3.15" in page.locator(f"#{name}").inner_text()
        assert page.locator(f"#{name}").evaluate(ROOM) >= 0
