from allauth.account.forms import LoginForm as AllauthLoginForm
from django.core.exceptions import ValidationError


class LoginForm(AllauthLoginForm):
    """allauth's log-in form with labels and errors that say how to put it right."""

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
