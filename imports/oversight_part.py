"""The lines under the actions of an area that name the Governing Body members who watch over it."""

from accounts.models import Person
from plans.models import Oversight, SubHeading
from plans.services import keep_oversight
from plans.spreadsheet import read_oversight

from .draft import Change
from .part import Part, texts_of
from .posts_part import NOBODY


class OversightPart(Part):
    """Members by area, or by sub-heading of an area. Whoever a workbook no longer names for an area watches no more."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.kept = []  # (area, sub-heading, members)

    def propose(self, layout):
        known = self._known()
        for block in layout.of("oversight"):
            for row, banner in block.rows:
                area = self.draft.area_called(banner)
                if area is None:
                    message = "this line stands under no area, so it was left out; name the area above its actions."
                    self.draft.ask(block.sheet.name, f"row {row.number}", texts_of(row)[-1][:80], message, row.number)
                    self.draft.changes.append(Change("oversight", block.sheet.name, row.number, "", "rejected"))
                else:
                    self._area(block.sheet.name, row, area, known.get(area.number, {}))

    def write(self, by):
        for area, sub_heading, members in self.kept:
            keep_oversight(area=area, sub_heading=sub_heading, members=members, by=by)

    def _known(self):
        """{number of an area: {sub-heading or "": members}} as the plan has it."""
        known, plan = {}, self.draft.plan
        rows = Oversight.objects.filter(area__plan=plan).order_by("pk") if plan.pk else ()
        for each in rows and rows.select_related("area", "sub_heading", "member"):
            beneath = each.sub_heading.title if each.sub_heading else ""
            known.setdefault(each.area.number, {}).setdefault(beneath, []).append(each.member)
        return known

    def _area(self, sheet, row, area, known):
        texts = texts_of(row)
        said = read_oversight(texts[-1] if len(texts) > 1 else texts[0].partition(":")[2])
        found, written = {}, {title.casefold(): title for title in known}
        for sub_heading, names in said:
            title = self.draft.fitting(sheet, row.number, SubHeading, "title", sub_heading)
            title = written.setdefault(title.casefold(), title)
            found.setdefault(title, []).extend(name for name in names if name.casefold() not in NOBODY)
        for sub_heading in [*found, *(title for title in known if title not in found)]:
            self._keep(sheet, row, area, sub_heading, found.get(sub_heading, []), known.get(sub_heading, []))

    def _keep(self, sheet, row, area, sub_heading, names, before):
        now = list(dict.fromkeys(self._member(sheet, row, name) for name in names))
        then = [member.name for member in before]
        ref, said = f"{area}, {sub_heading}" if sub_heading else str(area), ", ".join(now)
        fields = {"members": [", ".join(then) or None, said or None]} if now != then else {}
        if fields and before and not self.draft.is_latest:
            message = (
                f"this older workbook names {said or 'nobody'} for the oversight of {ref}, the plan has "
                f"{', '.join(then)}; the plan was left as it is."
            )
            self.draft.ask(sheet, f"row {row.number}", said, message, row.number)
            fields = {}
        if fields:
            officers = self.draft.officers
            members = [officers.named(name) or officers.add_person(name, "") for name in now]
            self.kept.append((area, sub_heading, members))
        outcome = "unchanged" if not fields else "changed" if before else "new"
        self.draft.changes.append(Change("oversight", sheet, row.number, ref, outcome, fields))

    def _member(self, sheet, row, name):
        """The name of a member as it is kept, in the writing of a person who is known."""
        name = self.draft.fitting(sheet, row.number, Person, "name", name)
        person = self.draft.officers.named(name)
        return person.name if person else name
