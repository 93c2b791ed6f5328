"""How long a log-in lasts: SESSION_IDLE_MINUTES without a request, and SESSION_HOURS altogether.

The row of a session outlives the log-in in it, so that it is still known whose words arrive too late (kept_words.py).
"""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from . import kept_words

BEGAN, SEEN, WHOSE = "log_in_began", "last_seen", "whose_log_in_it_was"
MINUTE = 60
GO_ON = "Log in to go on where you were."


class SessionLimits:
    """Middleware: ends a log-in that has lasted too long, says so on the log-in page, and keeps the words of a form.

    It stands behind the checks of forms (CSRF), so that nothing is kept that came from elsewhere, and before
    LoginRequiredMiddleware.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.log_in_ended = ""
        if request.user.is_authenticated:
            now = int(time.time())
            request.log_in_ended = why_over(request.session, now)
            if request.log_in_ended:
                log_out(request)
            elif now - request.session[SEEN] >= MINUTE:
                request.session[SEEN] = now
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # Nobody else's copy, and never shown again without asking; "no-store" would lose what is typed on Back.
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(self, request, view, arguments, named_arguments):
        if request.user.is_authenticated:
            kept_words.drop_what_is_sent(request)
            return None
        sentences, response = [request.log_in_ended], None
        if request.method == "POST" and getattr(view, "login_required", True):
            kept, said = kept_words.keep(request, view, request.session.get(WHOSE))
            sentences = [request.log_in_ended or "You are not logged in any more.", said]
            response = redirect_to_login(request.get_full_path() if kept else page_before(request))
        if any(sentences):
            messages.info(request, " ".join(filter(None, [*sentences, GO_ON])))
        return response


def why_over(session, now):
    """The sentence that says why the log-in in `session` is over at `now` (seconds); "" where it is not."""
    began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
    # What is written down may be a minute old, and nobody is to be logged out early.
    if now - seen > (settings.SESSION_IDLE_MINUTES + 1) * MINUTE:
        return f"You were logged out after {settings.SESSION_IDLE_MINUTES} minutes without a request."
    if now - began > settings.SESSION_HOURS * 60 * MINUTE:
        return f"You were logged out {settings.SESSION_HOURS} hours after you logged in."
    return ""


def log_out(request):
    """End the log-in of `request`; all that its session still knows is whose it was."""
    whose = request.user.pk
    logout(request)
    request.session[WHOSE] = whose


def page_before(request):
    """The address of the page on which a form was sent; the first page where the browser does not say."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return "/"
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@receiver(user_logged_in, dispatch_uid="a log-in begins")
def begin(request, user, **signal):
    """Write down when a log-in began; of what its session kept, only the words of `user` stay."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session.pop(WHOSE, None)
    request.session.clear_expired()  # and whatever words were never fetched
    kept_words.drop_of_others(request.session, user.pk)
