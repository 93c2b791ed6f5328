"""The posts and people that a plan knows, and those that a workbook adds, found by what is written in a cell."""

from accounts.models import Person
from actions.leads import Lead, looks_like_a_name, post_key
from plans.models import Holding, Post

LONGEST_POST = Post._meta.get_field("abbreviation").max_length
_EVERYBODY = ("all", "everybody", "everyone")
LONGEST_INITIALS = Person._meta.get_field("initials").max_length


class Officers:
    """Posts by what makes two abbreviations the same, and the people of a plan with those that are new."""

    def __init__(self, draft):
        self.draft = draft
        plan = draft.plan
        saved = plan.pk is not None
        self.posts = {post_key(post.abbreviation): post for post in plan.posts.all()} if saved else {}
        holders = Holding.objects.holders(plan, draft.as_at) if saved else {}
        self.holders = {post_key(p.abbreviation): holders[p.pk] for p in self.posts.values() if p.pk in holders}
        self.people = list(_people_of(plan, self.holders.values())) if saved else []
        self.new_posts, self.new_people, self.changed_people = [], [], []

    @property
    def initials(self):
        """{`post_key` of a post: the initials of its holder}; a post may be vacant."""
        return {key: person.initials for key, person in self.holders.items() if person}

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
        if lead.post.casefold() in _EVERYBODY:
            what = "names nobody in particular, so it was kept as written and no post was given; write the posts."
            self.draft.ask(sheet, cell, lead.post, f"“{lead.post}” {what}")
            return None, None
        if len(lead.post) > LONGEST_POST:
            return self._too_long(lead.post, sheet, cell), None
        if len(lead.initials) > LONGEST_INITIALS:
            lead = Lead(lead.post, self._too_long(lead.initials, sheet, cell) or "")
        if person := self._person(lead, sheet, cell):
            return None, person
        post = self._post(lead.post, sheet, cell) if lead.post else None
        return post, self._holder(post, lead.initials, sheet, cell) if lead.initials else None

    def _too_long(self, text, sheet, cell):
        what = "is too long for a post or for initials, so it was not taken as one; write the post and the initials"
        self.draft.ask(sheet, cell, text, f"“{text[:60]}…” {what}.")

    def _person(self, lead, sheet, cell):
        """The person whom a lead names in place of a post, or None.

        Offices call people by their post, too ("Chair (C1)" holds the post "Chair"): a post that is known is none of
        these, nor is a word beside initials, unless it is written as a name or the initials are the person's own.
        """
        if post_key(lead.post) in self.posts:
            return None
        is_a_name = looks_like_a_name(lead.post)
        person = self.named(lead.post)
        if person and not is_a_name and lead.initials.casefold() not in ("", person.initials.casefold()):
            return None
        if person is None and is_a_name and not lead.initials:
            person = self.add_person(lead.post, "", to_confirm=True)
            what = "is a person that the plan does not know; a person to be confirmed was added"
            self._ask(sheet, cell, lead.post, what)
        return person

    def _post(self, text, sheet, cell):
        post = self.posts.get(post_key(text))
        if post is None:
            alike = next((p for p in self.posts.values() if p.title and p.title.casefold() == text.casefold()), None)
            post = self.add_post(text, to_confirm=True)
            hint = f" (but it is the title of {alike.abbreviation})" if alike else ""
            what = (
                f"is in no table of posts{hint}; a post to be confirmed was added, put it into the table or correct it"
            )
            self.draft.ask(sheet, cell, text, f"“{text}” {what}.")
        return post

    def _holder(self, post, initials, sheet, cell):
        said = initials.casefold()
        holder = self.holders.get(post_key(post.abbreviation)) if post else None
        if holder and holder.initials.casefold() == said:
            return holder
        others = [person for person in self.people if person.initials.casefold() == said]
        if len(others) == 1:
            if others[0] in self.holders.values() and post:
                what = f"stands beside {post.abbreviation} but holds another post; both were kept"
                self._ask(sheet, cell, initials, what)
            return others[0]
        reason = "are the initials of several people" if others else "are initials that no table of posts explains"
        person = self.add_person("", initials, to_confirm=True)
        self._ask(sheet, cell, initials, f"{reason}; a person to be confirmed was added")
        return person

    def _ask(self, sheet, cell, value, what):
        self.draft.ask(sheet, cell, value, f"“{value}” {what}, confirm who it is.")


def _people_of(plan, holders):
    """Everybody who holds or held a post of a plan, leads an action or watches over an area, `holders` first."""
    ties = ("assignments__action__plan", "holdings__post__plan", "oversight__area__plan")
    of_plan = [person for tie in ties for person in Person.objects.filter(**{tie: plan}).distinct()]
    return {person.pk: person for person in [*holders, *of_plan]}.values()
