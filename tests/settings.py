"""The product's settings, made quick and free of leftovers for tests; what is tested is otherwise as it is served."""

from improvement_tracker.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Static files straight from their folders: nothing needs to be collected before a test can run.
STORAGES = STORAGES | {  # noqa: F405
    # What people give is kept in memory, so that a test leaves nothing behind.
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "workbooks": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "packs": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "pictures": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
# Background work is done at once; the tests of the queue itself say otherwise.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# The tests of the second factor say when it is required; the others are of something else.
SECOND_FACTOR = "offered"
