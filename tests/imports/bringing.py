"""A programme office in the browser: it brings workbooks in, looks at what is shown, and presses the buttons."""

import re
from datetime import date
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from imports.models import Upload

from .workbooks import ON, plant

# Where uploads are kept: the store of the field itself, since `storages` holds others once a test has changed settings.
KEPT = Upload._meta.get_field("file").storage


class Desk:
    """The browser of somebody logged in, at the imports of the plan `slug`. `run` does what waits in the background."""

    def __init__(self, client, folder, run, slug="p"):
        self.client, self.folder, self.run = client, folder, run
        self.start = f"/plans/{slug}/imports/"

    def bring(self, sheets, on=ON, change=None, name="plan.xlsx"):
        """Upload a workbook of {sheet: rows}; gives the response of the page it leads to, once it was read."""
        return self.send(plant(self.folder, sheets, change, name).read_bytes(), on, name)

    def send(self, content, on=ON, name="plan.xlsx"):
        day = {f"as_at_{part}": getattr(on, part) for part in ("day", "month", "year")} if on else {}
        return self.post("new/", file=SimpleUploadedFile(name, content), **day)

    def post(self, address, **data):
        with self.run():
            response = self.client.post(f"{self.start}{address}", data)
        return self.client.get(response.headers["Location"], follow=True) if response.status_code == 302 else response

    def get(self, address="", **query):
        return self.client.get(f"{self.start}{address}", query, follow=True)

    @property
    def upload(self):
        """The newest upload, as it is now."""
        return Upload.objects.first()

    @property
    def place(self):
        return f"uploads/{self.upload.pk}/"

    def look(self, **query):
        return text_of(self.get(self.place, **query))

    def confirm(self):
        """Confirm what is shown now; gives the response of the page it leads to."""
        page = self.get(f"{self.place}confirm/").content.decode()
        [seen] = re.findall('name="seen" value="(.*?)"', page)
        return self.post(f"{self.place}confirm/", seen=seen)


def text_of(response):
    """The words of a page, on one line, without its tags."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


LATER = date(2019, 4, 11)
