"""The table of posts and who holds them."""

import re

from accounts.models import Person
from actions.leads import post_key
from actions.services import save_person
from plans.services import end_holding, hold_post

from .draft import Change
from .officers import LONGEST_INITIALS, LONGEST_POST
from .part import Part, text_of

_PERSON = re.compile(rf"^(.*?)\s*(?:\(([^()]{{1,{LONGEST_INITIALS}}})\))?\s*$", re.DOTALL)
NOBODY = {"", "n/a", "na", "vacant", "tbc", "none", "-"}


class PostsPart(Part):
    """Posts by their abbreviation, and holdings; posts and people that other sheets name are saved here too."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.holdings = []

    def propose(self, layout):
        seen = {}
        for block in layout.of("post"):
            for row, _ in block.rows:
                abbreviation = text_of(row, block.columns["abbreviation"])
                if message := _wrong_with(abbreviation, seen):
                    self.draft.ask(block.sheet.name, f"row {row.number}", abbreviation[:80], message, row.number)
                    change = Change("post", block.sheet.name, row.number, abbreviation[:80], "rejected")
                    self.draft.changes.append(change)
                else:
                    seen[post_key(abbreviation)] = row.number
                    self._post(block, row, abbreviation)

    def write(self, by):
        officers = self.draft.officers
        for post in officers.new_posts:
            self._save(post, by)
        super().write(by)
        for person in [*officers.new_people, *officers.changed_people]:
            save_person(plan=self.draft.plan, person=person, by=by)
        for post, person, since in self.holdings:
            if person:
                hold_post(post=post, person=person, on=since, by=by)
            else:
                end_holding(post=post, on=since, by=by)

    def _post(self, block, row, abbreviation):
        officers, sheet = self.draft.officers, block.sheet.name
        post = officers.posts.get(post_key(abbreviation)) or officers.add_post(abbreviation)
        # Who holds a post that no table had before has held it since an unknown day.
        was_known = post.pk and (not post.to_confirm or post.holdings.exists())
        values = {"title": text_of(row, block.columns["title"]), "to_confirm": False}
        changed = self.draft.propose("post", sheet, row.number, abbreviation, post, values)
        if changed and post.pk:
            self.records.append(post)
        if "person" in block.columns:
            written = text_of(row, block.columns["person"])
            self._holder(sheet, row, post, written, self.draft.as_at if was_known else None)

    def _holder(self, sheet, row, post, written, since):
        officers = self.draft.officers
        name, initials = self._read_person(sheet, row, written)
        before = officers.holders.get(post_key(post.abbreviation))
        if _is_same(before, name, initials):
            return
        if since and not self.draft.is_latest:
            said, known = written or "nobody", before or "nobody"
            message = (
                f"this older workbook gives the post {post.abbreviation} to {said}, the plan to {known}; the plan was "
                "left as it is."
            )
            self.draft.ask(sheet, f"row {row.number}", written, message, row.number)
            return
        if before is not None and name and before.name.casefold() == name.casefold():
            before.initials = initials
            officers.changed_people.append(before)
            person = before
        else:
            person = self._person(name, initials)
            self.holdings.append((post, person, since))
            officers.holders[post_key(post.abbreviation)] = person
        self.draft.changes.append(_holding_change(sheet, row.number, post.abbreviation, before, person))

    def _read_person(self, sheet, row, written):
        """(name, initials) of "Jane Doe (JD)"; both empty where a post is written as vacant."""
        name, initials = (part or "" for part in _PERSON.match(written).groups())
        if name.casefold() in NOBODY and (name or not initials):
            return "", ""
        return self.draft.fitting(sheet, row.number, Person, "name", name), initials

    def _person(self, name, initials):
        """The person of a name, or of initials alone, known or new; None for nobody."""
        if not name and not initials:
            return None
        return self.draft.officers.named(name) or self.draft.officers.add_person(name, initials)


def _is_same(holder, name, initials):
    """Whether a holder, or nobody, is written as before; initials that are left out are not taken away."""
    if holder is None:
        return not name and not initials
    return (holder.name, holder.initials) in ((name, initials), (name, initials or holder.initials))


def _wrong_with(abbreviation, seen):
    """Why a row of the table of posts is left out, or an empty text; `seen` are {post: row} above it."""
    if not abbreviation:
        return "this row gives no abbreviation of a post, so it was left out; write the abbreviation."
    if len(abbreviation) > LONGEST_POST:
        return f"this abbreviation is longer than {LONGEST_POST} characters, so the row was left out; shorten it."
    if earlier := seen.get(post_key(abbreviation)):
        return f"{abbreviation} stands in row {earlier} too, so this row was left out; give each post one row."
    return ""


def _holding_change(sheet, row, abbreviation, before, person):
    outcome = "changed" if before else "new"
    fields = {"person": [before and str(before), person and str(person)]}
    return Change("holding", sheet, row, abbreviation, outcome, fields)
