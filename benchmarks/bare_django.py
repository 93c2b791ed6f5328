"""What every command pays before its work begins: Django, started with the project's settings."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement_tracker.settings")
    django.setup()
