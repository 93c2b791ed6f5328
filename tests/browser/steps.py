"""What somebody does and sees in a browser, in words that everybody can read: the steps of the journeys.

A step finds what it needs as a reader or a screen reader does: by label, by the name of a button, link or heading.
Every page that a step leads to is looked at once: it has to be accessible, quiet and no wider than a phone, and
leaves two screenshots where they are asked for (SCREENSHOTS=1).
"""

from tests.factories import PASSWORD

from .checks import take_screenshots, violations, wider_than_the_window


class Somebody:
    """Somebody with a log-in, in a browser session of their own; `journey` begins the names of their screenshots."""

    def __init__(self, page, user, journey):
        self.page, self.user, self.journey = page, user, journey
        self._part = page
        self._looked_at = set()

    def logs_in(self, email="", password=PASSWORD):
        self.goes_to("/")
        self.writes(email or self.user.email, into="Email address")
        self.writes(password, into="Password")
        self.presses("Log in")

    def logs_out(self):
        self.presses("Log out")

    def goes_to(self, address):
        """Opens an address as if it was typed, or came in a message."""
        self.page.goto(address)
        self._arrives()

    def is_refused(self, address):
        """Opens an address that is not for them: the page says so."""
        assert self.page.goto(address).status == 403
        self.page.complaints.clear()
        self._arrives()

    def looks_only_at(self, part):
        """Until the next page, steps are about the part of the page under this heading, or about this one item."""
        headed = self.page.get_by_role("heading", name=part)
        section = self.page.locator("section, fieldset").filter(has=headed)
        named = self.page.get_by_role("group", name=part)
        row = (
            self.page.get_by_role("row")
            .filter(has_text=part)
            .or_(self.page.get_by_role("listitem").filter(has_text=part))
        )
        self._part = next(found for found in (section, named, row) if found.count()).last

    def looks_at_all_of_it(self):
        self._part = self.page

    def follows(self, link):
        """Presses a link of this name or, where there is none, the one whose name has this in it.

        What the menu has no room for stands behind its last button.
        """
        more = self.page.locator(".nhsuk-header__menu-toggle")
        if not self._part.get_by_role("link", name=link).count() and more.is_visible():
            more.click()
        self._named(link, "link").click()
        self._arrives()

    def presses(self, button):
        self._named(button, "button").click()
        self._arrives()

    def opens(self, folded):
        """Unfolds what stands under a summary."""
        self._only(self._part.locator("summary").filter(has_text=folded)).click()

    def writes(self, words, into):
        self._labelled(into, "input, textarea").fill(words)

    def chooses(self, answer):
        """Ticks an answer among several, or a box."""
        self._labelled(answer, "[type=radio], [type=checkbox]").check()

    def picks(self, option, of):
        """Picks an option of a list."""
        self._only(self._part.get_by_label(of, exact=True)).select_option(label=option)

    def gives_the_date(self, day, to):
        group = self._only(
            self._part.get_by_role("group", name=to, exact=False).filter(has=self.page.get_by_label("Year"))
        )
        for name, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(name).fill(str(part))

    def gives_the_file(self, path, to):
        with self.page.expect_file_chooser() as chooser:
            self._only(self._part.get_by_label(to, exact=True)).click()
        chooser.value.set_files(path)

    def reads(self, selector):
        """The words of the one element that is found so."""
        return self._only(self._part.locator(selector)).inner_text()

    def sees(self, *texts):
        for text in texts:
            assert self._shows(text), f"{self.user} does not see “{text}” at {self.page.url}: {self._words()}"

    def does_not_see(self, *texts):
        for text in texts:
            assert not self._shows(text), f"{self.user} sees “{text}” at {self.page.url}"

    def can_change_nothing(self):
        """There is no button on the page but those that only lead elsewhere, fold or filter."""
        # In one look: the menu folds and unfolds its own button while the page settles.
        names = [" ".join(name.split()) for name in self.page.get_by_role("button").all_inner_texts()]
        assert set(names) <= {"Log out", "Show", "Browse More", "More", ""}, names

    def _shows(self, text):
        return " ".join(text.split()).lower() in self._words().lower()

    def _words(self):
        part = self.page.locator("body") if self._part is self.page else self._part
        return " ".join(part.inner_text().split())

    def _named(self, name, role):
        exactly = self._part.get_by_role(role, name=name, exact=True)
        return self._only(exactly if exactly.count() else self._part.get_by_role(role, name=name))

    def _labelled(self, label, kind):
        fields = self._part.locator(kind)
        exactly = self._part.get_by_label(label, exact=True).and_(fields)
        return self._only(exactly if exactly.count() else self._part.get_by_label(label).and_(fields))

    def _only(self, found):
        """The one element found that can be seen. Several are a fault of the journey: it has to say which."""
        seen = [each for each in found.all() if each.is_visible()]
        assert len(seen) == 1, f"{len(seen)} of {found} at {self.page.url}: {self._words()[:2000]}"
        return seen[0]

    def _arrives(self):
        self._part = self.page
        self.page.wait_for_load_state()
        title = self.page.title()
        if title in self._looked_at:
            return
        self._looked_at.add(title)
        heading = title.partition(" – ")[0]
        found = violations(self.page)
        take_screenshots(self.page, f"{self.journey} {len(self._looked_at):02} {heading}")
        found += ["it has to be scrolled sideways at 375 pixels"] if wider_than_the_window(self.page) else []
        self.page.set_viewport_size({"width": 1280, "height": 900})
        found += self.page.complaints
        assert not found, f"{title} at {self.page.url}: {found}"
