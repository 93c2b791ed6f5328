import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from . import services, sessions


class AccountAdapter(DefaultAccountAdapter):
    """allauth's behaviour, in the product's words. The same words whether or not there is such a log-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "enter_current_password": "This is not the password that you log in with now. Check it and try again",
        "incorrect_password": "This is not your password. Check it and try again",
        "rate_limited": "There were too many attempts. Wait 5 minutes, then try again",
        "too_many_login_attempts": "There were too many attempts to log in. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        # Somebody chooses their own, on the page for it or by a link that only they were given.
        services.set_password(user=user, password=password, by=user)

    def logout(self, request):
        sessions.log_out(request)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def is_reauthentication_required(self, **options):
        """Whoever has just logged in is not asked for their password a second time."""
        shown = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        just_now = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return max(shown, default=0) < just_now and super().is_reauthentication_required(**options)


class SecondFactorAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url):
        """The QR code as an element that can stand in a page."""
        return super().build_totp_svg(url).partition("?>")[2].strip()
