"""allauth's forms, with labels and errors that say how to put it right."""

from allauth.account import forms as allauth
from allauth.mfa import app_settings
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.exceptions import ValidationError

HOW_TO_CHOOSE = (
    "12 characters or more. Three or four words that have nothing to do with one another are easy to remember and hard "
    "to guess. Do not use your password of another place."
)


class LoginForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email, password = self.fields["login"], self.fields["password"]
        email.label, password.label = "Email address", "Password"
        email.error_messages.update(
            {
                "required": "Enter your email address",
                "invalid": "Enter an email address in the correct format, like name@example.nhs.uk",
            }
        )
        password.error_messages.update({"required": "Enter your password"})

    def clean(self):
        # A refusal stands at a field, as every other error does; at the first one, since it may be either.
        try:
            return super().clean()
        except ValidationError as refusal:
            self.add_error("login", refusal)
            return self.cleaned_data


class NewPassword:
    """The two fields of a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        new, again = self.fields["password1"], self.fields["password2"]
        new.label, new.help_text, again.label = "New password", HOW_TO_CHOOSE, "New password again"
        new.error_messages |= {"required": "Enter a new password"}
        again.error_messages |= {"required": "Enter the new password a second time"}

    def add_error(self, field, error):
        # allauth has this one sentence within its code.
        typed_twice = field == "password2" and "password1" in self.cleaned_data and "password2" in self.cleaned_data
        super().add_error(field, "The two passwords differ. Type the same one twice" if typed_twice else error)


class ChoosePasswordForm(NewPassword, allauth.ResetPasswordKeyForm):
    """For somebody who came by a link that an administrator gave them."""


class ChangePasswordForm(NewPassword, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old = self.fields["oldpassword"]
        old.label, old.help_text = "Your password now", ""
        old.error_messages |= {"required": "Enter the password that you log in with now"}


class LinkForm(allauth.UserTokenForm):
    # allauth's own keeps a second list of addresses, of which a log-in here has but one.
    token_generator = default_token_generator


class PasswordAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label, password.help_text = "Your password", ""
        password.error_messages |= {"required": "Enter your password"}


class Code:
    """The field of a code, which is good once. allauth remembers it for one period only, and takes it for several."""

    help_text = "The 6 digits that your authenticator app shows, or one of your recovery codes."
    refusal = (
        "The code is not right, or was used before. Enter the 6 digits that the app shows now, or a recovery code that "
        "you have not used"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = "Code", self.help_text
        code.error_messages |= {"required": "Enter the code that your authenticator app shows"}

    def clean_code(self):
        try:
            code = super().clean_code()
        except ValidationError as refusal:
            raise ValidationError(self.refusal) if refusal.code == "incorrect_code" else refusal from None
        digits = "".join(filter(str.isalnum, code))
        seconds = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
        if not cache.add(f"second-factor-used:{self.user.pk}:{digits}", True, seconds):
            raise ValidationError(self.refusal)
        return code


class CodeForm(Code, mfa.AuthenticateForm):
    """At log-in, after the password."""


class CodeAgainForm(Code, mfa.ReauthenticateForm):
    """Before something that matters, in place of the password."""


class SetUpForm(Code, ActivateTOTPForm):
    help_text = "The 6 digits that the app shows when it has the key."
    refusal = "The code is not right. Enter the 6 digits that the app shows now, before it changes"

    @property
    def secret_in_fours(self):
        """The key as people copy it by hand: in groups of four."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))
