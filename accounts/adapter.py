from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """allauth's behaviour, in the product's words. The same words whether or not there is such a log-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "too_many_login_attempts": "There were too many attempts to log in. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request):
        return False
