"""What somebody wrote into a form is kept when it is sent after their log-in ended, and is there when they are back.

    @keeps_words
    def ask_date(request, ...):
        form = LaterDateForm(request.POST if request.method == "POST" else None)
        ...
        return plan_page(request, "ask_date.jinja", on, form=form)

The words wait in the session, for the one whose log-in it was, and `plan_page` fills them into its `form`. With a
script the browser keeps them as well, from the first letter on (static/kept-words.js, for `<form data-keep>`).
"""

from django import forms
from django.contrib import messages
from django.http import QueryDict

KEPT = "kept_words"
LONGEST = 200_000  # characters; the longest narrative there has to be room for has 40,000

IS_KEPT = "What you wrote is kept, and will be there when you have logged in."
IS_BACK = "What you wrote before you were logged out is here again. It is not saved yet: check it, then save it."
NO_FILES = "Choose the file again: files are not kept."
NOT_KEPT = "What you wrote could not be kept: go back in your browser to copy it."
NOTHING_DONE = "Nothing was saved: do it once more."


def keeps_words(view):
    """Mark a view whose form is not to be lost when it is sent after the log-in ended."""
    view.keeps_words = True
    return view


def how_kept(request):
    """What `data-keep` is on the form of this page: "sent" where it holds what was just sent; "" where none is kept."""
    if not getattr(request.resolver_match.func, "keeps_words", False):
        return ""
    return "sent" if request.method == "POST" else "typed"


def kept_words(request):
    """The QueryDict that was sent to this address before; None where nothing was kept.

    It is there until the form is sent again, so that loading the page twice loses nothing.
    """
    kept = _kept_for(request)
    if kept is None:
        return None
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields


def give_back(request, form):
    """Fill `form` with the words that were kept of it, if there are any, and say so in a banner.

    `form` is shown and not bound: it is checked when it is sent, and nothing is done by looking at the page.
    """
    words = kept_words(request)
    if words is None:
        return
    with_files = _kept_for(request)["with_files"]
    messages.info(request, f"{IS_BACK} {NO_FILES}" if with_files else IS_BACK)
    for name, field in form.fields.items():
        if not isinstance(field, forms.FileField):
            form.initial[name] = field.widget.value_from_datadict(words, {}, form.add_prefix(name))
        elif with_files:
            field.help_text = f"{NO_FILES} {field.help_text}"


def _kept_for(request):
    kept = request.session.get(KEPT)
    return kept if kept and request.method == "GET" and kept["path"] == request.get_full_path() else None


def keep(request, view, whose):
    """Keep what is sent to `view` without log-in, for the user with the key `whose`.

    Nothing is kept of somebody who was never logged in (`whose` is None), nor past LONGEST: it would fill the database.
    Returns whether it was kept, and the sentence that says so.
    """
    if not getattr(view, "keeps_words", False):
        return False, NOTHING_DONE
    fields = {name: values for name, values in request.POST.lists() if _may_be_kept(name)}
    if whose is None or sum(len(value) for values in fields.values() for value in values) > LONGEST:
        return False, NOT_KEPT
    path = request.get_full_path()
    request.session[KEPT] = {"path": path, "whose": whose, "fields": fields, "with_files": bool(request.FILES)}
    return True, IS_KEPT


def _may_be_kept(name):
    return name != "csrfmiddlewaretoken" and "password" not in name.lower()


def drop_what_is_sent(request):
    """Forget what was kept once the form is sent again by somebody who is logged in: they have it all there."""
    kept = request.session.get(KEPT)
    if kept and request.method == "POST" and kept["path"] == request.get_full_path():
        del request.session[KEPT]


def drop_of_others(session, whose):
    """Forget words that are not those of the user with the key `whose`."""
    kept = session.get(KEPT)
    if kept and kept["whose"] != whose:
        del session[KEPT]
