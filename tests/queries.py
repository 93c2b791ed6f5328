"""How often a page asks the database."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.sessions import SEEN


def queries_of(client, path):
    """(the queries of the page at `path`, the response), which is there."""
    session = client.session
    session[SEEN] = int(time.time())  # or a page would also write down, once a minute, that somebody is there
    session.save()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries), response
