"""Pages about people as a test reads them, what it types into their forms, and actions that name people."""

from actions.services import Entry, record_statements
from tests.factories import MARCH
from tests.reports.reading import text_of


def words(client, address):
    """The words of a page's own part."""
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response.content.decode().partition("<main")[2].partition("</main>")[0])


def sent(client, address, **data):
    """The words of the page after a form was sent, redirects followed."""
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return text_of(response.content.decode())


def day(name, chosen):
    """A day, or None, as it is typed into the field `name`."""
    parts = [chosen.day, chosen.month, chosen.year] if chosen else ["", "", ""]
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def name_as_lead(plan, ref, person, by, post):
    """The action names `person` beside the post (a key) of its SRO, or alone as its operational lead."""
    action = plan.actions.get(ref=ref)
    kept = [lead for lead in action.leads if lead["role"] == "sro"] if post is None else []
    leads = [*kept, {"role": "ops_lead" if post is None else "sro", "post": post, "person": person.pk}]
    entry = Entry(action, {"leads": leads}, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=MARCH, by=by)
