from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from . import second_factor, sessions  # noqa: F401 - they listen for what happens to a log-in
