"""Two people at one form: what the second sent is joined with what the first saved meanwhile, and nothing is lost.

What the second left as the page had shown it becomes what the first made of it; what both wrote stays as the second
typed it, with the first's words beside it, and whoever saves again has chosen.
"""

from dataclasses import dataclass

from django import forms

from .forms import read_key


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """`values` {field: list of texts} are what the first wrote of the fields that the second left as shown, `taken`
    their labels; `clashes` are (label, what the first wrote, in words) of those that both changed.
    """

    values: dict
    taken: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]


class SeenForm(forms.Form):
    """A form whose page showed a record: `seen` is its key, "" for none. It stays what it was while errors are mended.

    `changed` is what somebody else saved meanwhile, [(line, what, as saved, as typed)], or `meanwhile` says it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_name = "seen"
    changed, meanwhile = (), None

    @property
    def seen_key(self):
        return read_key(self.data.get(self.seen_name, ""))

    def see(self, record, changed=(), meanwhile=None):
        """From now on the page shows what was typed beside `record`, which somebody else saved.

        Nothing where the form was made before that: then it does not show it, and has to be sent again to do so.
        """
        shown = self.get_initial_for_field(self.fields[self.seen_name], self.seen_name)
        if str(shown) == str(record.pk):
            self.changed, self.meanwhile = changed, meanwhile
            self.fill((meanwhile.values if meanwhile else {}) | {self.seen_name: [str(record.pk)]})

    def fill(self, values):
        """Put `values` {name of a field: list of texts} into what was sent."""
        self.data = self.data.copy()
        for name, texts in values.items():
            self.data.setlist(name, texts)


def left_alone(form, name):
    """Whether a field stands as the page had shown it, by the hidden field `shown_<name>` that was sent with it."""
    return _plain(form.data.get(f"shown_{name}")) == _plain(form.data.get(name)) and f"shown_{name}" in form.data


def shown_field(initial):
    """A hidden field that says what the page showed of a fact that no statement holds."""
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=initial)


def joined(form, shown, now):
    """`Meanwhile` of a bound form. `shown` and `now` are {field: initial value}, of the record that the page had shown
    (empty where that is not known: then every difference is a clash) and of the one that holds now."""
    values, taken, clashes = {}, [], []
    for name in (field.name for field in form.visible_fields() if field.name in now):
        field = form[name]
        typed, there = _plain(field.value()), _plain(now[name])
        if typed == there or (name in shown and _plain(shown[name]) == there):
            continue
        if name in shown and typed == _plain(shown[name]):
            values[field.html_name] = there
            taken.append(field.label)
        else:
            clashes.append((field.label, _in_words(field, there)))
    return Meanwhile(values, tuple(taken), tuple(clashes))


def _plain(value):
    """What a field holds, as a list of texts: none of them empty, line ends alike, several choices in one order."""
    several = value if isinstance(value, list | tuple) else [value]
    texts = ("" if each is None else str(each).replace("\r\n", "\n").strip() for each in several)
    return sorted(filter(None, texts))


def _in_words(field, there):
    names = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    return ", ".join(names.get(each, each) for each in there) or "nothing"
