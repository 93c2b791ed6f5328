"""The table of posts and who holds them."""

import re

from accounts.services import update_person
from actions.leads import post_key
from core.workbooks import column_letter
from plans.services import end_holding, hold_post

from .draft import Change
from .part import Part, text_of

_PERSON = re.compile(r"^(.*?)\s*(?:\(([^()]{1,20})\))?\s*$", re.DOTALL)
_NOBODY = {"", "n/a", "na", "vacant", "tbc", "none", "-"}


class PostsPart(Part):
    """Posts by their abbreviation, and holdings; posts and people that other sheets name are saved here too."""

    def __init__(self, draft):
        super().__init__(draft)
        self.holdings = []

    def propose(self, layout):
        for block in layout.of("post"):
            for row, _ in block.rows:
                values = {name: text_of(row, block.columns.get(name)) for name in ("abbreviation", "title", "person")}
                if values["abbreviation"]:
                    self._post(block, row, values)

    def write(self, by):
        officers = self.draft.officers
        for post in officers.new_posts:
            self._save(post, by)
        super().write(by)
        for person in officers.new_people:
            update_person(person=person, by=by)
        for post, person, since in self.holdings:
            if person:
                hold_post(post=post, person=person, on=since, by=by)
            else:
                end_holding(post=post, on=since, by=by)

    def _post(self, block, row, values):
        officers = self.draft.officers
        sheet, abbreviation = block.sheet.name, values["abbreviation"]
        post = officers.posts.get(post_key(abbreviation)) or officers.add_post(abbreviation)
        changed = self.draft.propose(
            "post", sheet, row.number, abbreviation, post, {"title": values["title"], "to_confirm": False}
        )
        if changed and post.pk:
            self.records.append(post)
        if "person" in block.columns:
            self._holder(sheet, row, post, values["person"], column_letter(block.columns["person"]))

    def _holder(self, sheet, row, post, written, column):
        officers = self.draft.officers
        name, initials = (part or "" for part in _PERSON.match(written).groups())
        before = officers.holders.get(post_key(post.abbreviation))
        if name.casefold() in _NOBODY:
            name = initials = ""
        same = before is not None and (before.name, before.initials) == (name, initials)
        if same or (before is None and not name):
            return
        if before is not None and not self.draft.is_latest:
            self.draft.say(
                "question",
                sheet,
                f"{column}{row.number}",
                written,
                f"this older workbook names another holder of "
                f"{post.abbreviation} than the plan knows ({before}); the plan was left as it is.",
                row.number,
            )
            return
        person = (officers.named(name) or officers.add_person(name, initials)) if name else None
        since = self.draft.as_at if before is not None else None
        self.holdings.append((post, person, since))
        officers.holders[post_key(post.abbreviation)] = person
        self.draft.changes.append(_holding_change(sheet, row.number, post.abbreviation, before, person))


def _holding_change(sheet, row, abbreviation, before, person):
    outcome = "changed" if before else "new"
    fields = {"person": [before and str(before), person and str(person)]}
    return Change("holding", sheet, row, abbreviation, outcome, fields)
