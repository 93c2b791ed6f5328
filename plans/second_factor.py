"""Who needs a second factor sets it up before anything else is shown, the administration included."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

from accounts import kept_words
from accounts.views import AFTERWARDS

from .permissions import needs_second_factor

SET_UP = "mfa_activate_totp"
ON_THE_WAY = {SET_UP, "account_reauthenticate", "mfa_reauthenticate"}


class SecondFactorFirst:
    """Middleware; `request.must_set_up_second_factor` tells the page for it why it is shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, named_arguments):
        request.must_set_up_second_factor = is_missing(request.user)
        if not request.must_set_up_second_factor or request.resolver_match.view_name in ON_THE_WAY:
            return None
        if not getattr(view, "login_required", True):
            return None
        # Somebody was given the role while they wrote.
        kept = request.method == "POST" and kept_words.keep(request, view, request.user.pk)[0]
        request.session[AFTERWARDS] = request.get_full_path() if request.method == "GET" or kept else "/"
        return redirect(SET_UP)


def is_missing(user):
    """Whether `user` needs a second factor by the setting SECOND_FACTOR and by their roles, and has none."""
    if settings.SECOND_FACTOR != "required" or not user.is_authenticated:
        return False
    return not is_mfa_enabled(user, [Authenticator.Type.TOTP]) and needs_second_factor(user)
