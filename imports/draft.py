"""What an import proposes before anything is written: changes, problems and the records they need."""

import re
from collections import Counter
from dataclasses import dataclass, field

from accounts.models import Person
from actions.leads import looks_like_a_name, post_key
from core.problems import Problem, Severity
from plans.models import Holding, Post
from plans.spreadsheet import read_area


@dataclass(slots=True)
class Change:
    """One proposed change. `fields` are {name: [before, after]} in plain values, dates in ISO form."""

    kind: str
    sheet: str
    row: int | None
    ref: str
    outcome: str
    fields: dict = field(default_factory=dict)


class Draft:
    """The proposal of one workbook for one plan and one as-at date.

    `is_latest` is False where the plan already knows statements of a later date: then the file fills the past and
    leaves the plan's areas, keys and posts as they are.
    """

    def __init__(self, plan, as_at, file_name, is_latest):
        self.plan, self.as_at, self.file_name, self.is_latest = plan, as_at, file_name, is_latest
        self.problems, self.changes = [], []
        saved = plan.pk is not None
        self.ratings = list(plan.ratings.all()) if saved else []
        self.statuses = list(plan.statuses.all()) if saved else []
        self.areas = {area.number: area for area in plan.areas.all()} if saved else {}
        self.officers = Officers(self, saved)

    def say(self, severity, sheet, cell, value, message, row=None):
        self.problems.append(Problem(Severity(severity), sheet, cell, str(value), message, row))

    def area_of(self, row):
        """The area of a row by the text that stands above or beside it, else by the first number of its reference."""
        number, title = read_area(row.area)
        if number is None and title:
            number = next((n for n, area in self.areas.items() if area.title.casefold() == title.casefold()), None)
        if number is None and (found := re.match(r"(\d{1,3})\.", row.ref)):
            number = int(found.group(1))
        return self.areas.get(number)

    def where(self, sheet, row):
        return f"{self.file_name}, {sheet}, row {row}"

    @property
    def has_errors(self):
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    @property
    def rejected(self):
        """{(sheet, row)} of the rows that cannot be imported, when every error is about a row; None when one is not."""
        errors = [problem for problem in self.problems if problem.severity == Severity.ERROR]
        return None if any(p.row is None for p in errors) else {(p.sheet, p.row) for p in errors}

    def counts(self, sheet, kinds):
        """{outcome: rows} of the changes of some kinds that were read from one sheet."""
        return Counter(change.outcome for change in self.changes if change.sheet == sheet and change.kind in kinds)

    def propose(self, kind, sheet, row, ref, record, values):
        """Set `values` on `record` as a proposed change, and say whether there is anything to save.

        A record that exists stays as it is when the file is older than what the plan knows.
        """
        is_new = record.pk is None
        before = {name: None if is_new else getattr(record, name) for name in values}
        differs = {name: [before[name], value] for name, value in values.items() if is_new or before[name] != value}
        if not differs:
            self.changes.append(Change(kind, sheet, row, ref, "unchanged"))
            return False
        if not is_new and not self.is_latest:
            return self._keep(kind, sheet, row, ref, differs)
        for name, value in values.items():
            setattr(record, name, value)
        outcome = "new" if is_new else "changed"
        self.changes.append(
            Change(kind, sheet, row, ref, outcome, {k: list(map(plain, v)) for k, v in differs.items()})
        )
        return True

    def _keep(self, kind, sheet, row, ref, differs):
        for name, (now, then) in differs.items():
            self.say(
                "question",
                sheet,
                f"{row}" if row else "",
                then,
                f"this older workbook gives {ref} the {name.replace('_', ' ')} “{then}”, the plan now has “{now}”; "
                "the plan "
                "was left as it is.",
            )
        self.changes.append(Change(kind, sheet, row, ref, "unchanged"))
        return False


def plain(value):
    """A value as it goes into JSON: dates in ISO form, records by what identifies them."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return getattr(value, "code", None) or str(value)


class Officers:
    """The posts and people that a plan knows, and those that a workbook adds, found by what is written in a cell."""

    def __init__(self, draft, saved):
        self.draft = draft
        plan = draft.plan
        self.posts = {post_key(post.abbreviation): post for post in plan.posts.all()} if saved else {}
        holders = Holding.objects.holders(plan, draft.as_at) if saved else {}
        self.holders = {post_key(p.abbreviation): holders[p.pk] for p in self.posts.values() if p.pk in holders}
        self.people = list(self.holders.values())
        if saved:
            of_plan = Person.objects.filter(assignments__action__plan=plan) | Person.objects.filter(
                holdings__post__plan=plan
            )
            self.people = list({person.pk: person for person in [*self.people, *of_plan.distinct()]}.values())
        self.new_posts, self.new_people = [], []

    def add_post(self, abbreviation, **values):
        """A post that is not known yet, to be saved with the import."""
        post = Post(plan=self.draft.plan, abbreviation=abbreviation, position=len(self.posts) + 1, **values)
        self.posts[post_key(abbreviation)] = post
        self.new_posts.append(post)
        return post

    def add_person(self, name, initials, to_confirm=False):
        person = Person(name=name, initials=initials, to_confirm=to_confirm)
        self.people.append(person)
        self.new_people.append(person)
        return person

    def named(self, name):
        said = name.casefold()
        return next((person for person in self.people if said and person.name.casefold() == said), None)

    def resolve(self, lead, sheet, cell):
        """(post or None, person or None) of a `Lead`; what nobody knows is added, to be confirmed, and asked about."""
        person = self.named(lead.post)
        unknown = lead.post and not lead.initials and post_key(lead.post) not in self.posts
        if person is None and unknown and looks_like_a_name(lead.post):
            person = self.add_person(lead.post, "", to_confirm=True)
            self._ask(
                sheet,
                cell,
                lead.post,
                "is a person that the plan does not know; a person to be confirmed was added",
            )
        if person:
            return None, person
        post = self._post(lead.post, sheet, cell) if lead.post else None
        return post, self._holder(post, lead.initials, sheet, cell) if lead.initials else None

    def _post(self, text, sheet, cell):
        post = self.posts.get(post_key(text))
        if post is None:
            post = self.add_post(text, to_confirm=True)
            alike = next((p for p in self.posts.values() if p.title and p.title.casefold() == text.casefold()), None)
            hint = f" (it is the title of {alike.abbreviation}: merge them if they are one post)" if alike else ""
            self._ask(sheet, cell, text, f"is in no table of posts{hint}; a post to be confirmed was added")
        return post

    def _holder(self, post, initials, sheet, cell):
        said = initials.casefold()
        holder = self.holders.get(post_key(post.abbreviation)) if post else None
        if holder and holder.initials.casefold() == said:
            return holder
        others = [person for person in self.people if person.initials.casefold() == said]
        if len(others) == 1:
            if others[0] in self.holders.values() and post:
                self._ask(
                    sheet, cell, initials, f"stands beside {post.abbreviation} but holds another post; both were kept"
                )
            return others[0]
        reason = "are the initials of several people" if others else "are initials that no table of posts explains"
        person = self.add_person("", initials, to_confirm=True)
        self._ask(sheet, cell, initials, f"{reason}; a person to be confirmed was added")
        return person

    def _ask(self, sheet, cell, value, what):
        self.draft.say("question", sheet, cell, value, f"“{value}” {what}; confirm who it is.")
