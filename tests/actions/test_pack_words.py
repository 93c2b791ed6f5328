import pytest
from markupsafe import Markup

from actions.pack.words import since
from actions.words import Told


@pytest.mark.parametrize(
    ("before", "text", "new", "rest"),
    [
        ("Old words.", "Old words.", "", ("Old words.",)),
        (None, "All of it.", "All of it.", ()),
        ("Old.", None, "", ()),
        (None, None, "", ()),
        ("Old words.", "New words. Old words.", "New words.", ("Old words.",)),
        ("Old words.", "Old words. New & more.", "New &amp; more.", ("Old words.",)),
        ("One. Three.", "One. Two is new. Three.", "Two is new.", ("One.", "Three.")),
        ("One\nThree", "One\nTwo\nThree", "Two", ("One", "Three")),
        ("One.", "Zero. One. Two.", "Zero.\nTwo.", ("One.",)),
        ("It is half done.", "It is done.", "", ("It is done.",)),
        ("It is 60% done.", "It is 80% done.", "", ('It is <strong class="pack-changed">80%</strong> done.',)),
        ("A b.\n\nC d.", "A b.\n\nC e.", "", ('A b.\n\nC <strong class="pack-changed">e.</strong>',)),
        ("“Done.” So.", "“Done.” They said so. So.", "They said so.", ("“Done.”", "So.")),
    ],
)
def test_what_was_not_said_before_is_new(before, text, new, rest):
    assert since(text, before) == Told(Markup(new), tuple(map(Markup, rest)), "")
