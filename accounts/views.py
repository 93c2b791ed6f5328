"""allauth's pages where ours differ, and the page "Your account"."""

from datetime import UTC, datetime, timedelta

from allauth.account.views import PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from .sessions import BEGAN

# The key in the session of the page that somebody wanted when they were led to set up their second factor first.
AFTERWARDS = "after_second_factor"


class YourAccount(IndexView):
    """Who is logged in, until when, with what password and second factor."""

    template_name = "account/your_account.jinja"

    def get_context_data(self, **kwargs):
        began = datetime.fromtimestamp(self.request.session[BEGAN], UTC)
        return super().get_context_data(**kwargs) | {
            "ends_at": began + timedelta(hours=settings.SESSION_HOURS),
            "idle_minutes": settings.SESSION_IDLE_MINUTES,
        }


class ChangePassword(PasswordChangeView):
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            raise PermissionDenied("This log-in has no password. Ask an administrator for a link to choose one.")
        return super().dispatch(request, *args, **kwargs)


class OfSecondFactor:
    """A page for those who have set up an authenticator app; others are led to where they can."""

    def dispatch(self, request, *args, **kwargs):
        if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


class SetUpSecondFactor(ActivateTOTPView):
    def get_success_url(self):
        # From the codes, which are shown next, the way leads on.
        self.request.session.setdefault(AFTERWARDS, reverse("mfa_index"))
        return super().get_success_url()


class RecoveryCodes(OfSecondFactor, ViewRecoveryCodesView):
    """`afterwards` is where somebody goes on who has just set up their second factor: to what they wanted before."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"afterwards": self.request.session.pop(AFTERWARDS, "")}


class NewRecoveryCodes(OfSecondFactor, GenerateRecoveryCodesView):
    pass


class TakeAwaySecondFactor(OfSecondFactor, DeactivateTOTPView):
    pass
