"""Log-in and account: allauth's pages, of which only those stand here that are wanted. There is no sign-up.

The names are allauth's, which asks for them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import path, re_path, reverse_lazy

from . import views

urlpatterns = [
    path("", views.YourAccount.as_view(), name="mfa_index"),
    path("log-in/", account.login, name="account_login"),
    path("log-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("log-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    re_path(
        r"^choose-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login")),
        name="account_reset_password_from_key",
    ),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("authenticator-app/", views.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("authenticator-app/take-away/", views.TakeAwaySecondFactor.as_view(), name="mfa_deactivate_totp"),
    path("recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
