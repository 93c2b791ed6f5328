"""Settings, read from the environment; the defaults are those of a first look on one's own machine.

ENVIRONMENT=production makes everything strict: encrypted connections only, and no start without a SECRET_KEY.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"


def _list(name, default=""):
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


ENVIRONMENT = os.environ.get("ENVIRONMENT", "local")
if ENVIRONMENT not in ("local", "production"):
    raise ImproperlyConfigured(f"ENVIRONMENT is {ENVIRONMENT!r}; set it to 'local' or 'production'.")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is not set. In production, set it to a long random text kept private.")
    SECRET_KEY = "only-for-a-first-look-on-this-machine-and-for-tests"  # noqa: S105
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = _list("CSRF_TRUSTED_ORIGINS")

# Whose tracker it is: shown beside the product's name on every page. The organisation's own marks are its to add.
ORGANISATION_NAME = os.environ.get("ORGANISATION_NAME", "")

# Whom people ask for help: an email address or a telephone number, shown on the pages about the service.
SUPPORT_CONTACT = os.environ.get("SUPPORT_CONTACT", "")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "core",
    "accounts",
    "plans",
    "actions",
    "risks",
    "finance",
    "milestones",
    "measures",
    "cycle",
    "reports",
    "imports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.SessionLimits",
    # Nothing is readable without log-in, unless a view says so itself with login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plans.second_factor.SecondFactorFirst",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "improvement_tracker.urls"
WSGI_APPLICATION = "improvement_tracker.wsgi.application"

# Two engines, two folders: an engine that finds admin/… in its folder claims it, then misses the admin's own parents.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "core.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "improvement_tracker.navigation.navigation",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "django_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at the start of a transaction instead of failing in the middle of it.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that every server process counts the same failed log-ins.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Work that takes longer than a page may: a queue in the database, worked off by `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

FILES_DIR = Path(os.environ.get("FILES_DIR", VAR / "files"))


def _private_folder(name):
    options = {"location": FILES_DIR / name, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "build", BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    # Files that people give the tracker: outside everything that is served, never under the name they came with.
    "evidence": _private_folder("evidence"),
    "workbooks": _private_folder("workbooks"),
    "packs": _private_folder("packs"),
    "pictures": _private_folder("pictures"),
}

# How large a file may be: a piece of evidence, and all files of one request together (a workbook has its own limits).
# Text typed into a form is bounded by Django's DATA_UPLOAD_MAX_MEMORY_SIZE; a grid of money has nine fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
EVIDENCE_MEGABYTES = int(os.environ.get("EVIDENCE_MEGABYTES", "20"))
UPLOAD_MEGABYTES = max(120, EVIDENCE_MEGABYTES)
FILE_UPLOAD_HANDLERS = [
    "core.uploads.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.NotGuessedFirst"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "accounts.forms.ChoosePasswordForm",
    "user_token": "accounts.forms.LinkForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # there is no sign-up page; allauth checks that this names the email
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_SESSION_REMEMBER = False

# A code from an authenticator app after the password; "required" of whom plans.permissions.needs_second_factor says.
SECOND_FACTOR = os.environ.get("SECOND_FACTOR", "required" if PRODUCTION else "offered")
if SECOND_FACTOR not in ("required", "offered"):
    raise ImproperlyConfigured(f"SECOND_FACTOR is {SECOND_FACTOR!r}; set it to 'required' or 'offered'.")
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.SetUpForm",
}
MFA_TOTP_ISSUER = f"Improvement Tracker, {ORGANISATION_NAME}" if ORGANISATION_NAME else "Improvement Tracker"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute out
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by administrators, and no email is sent to verify them

# A log-in ends by accounts.sessions; the session's row stays longer, and knows whose it was.
SESSION_IDLE_MINUTES = int(os.environ.get("SESSION_IDLE_MINUTES", "30"))
SESSION_HOURS = int(os.environ.get("SESSION_HOURS", "12"))
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "improvement_tracker.views.csrf_failure"

if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# How many proxies of one's own stand before the server; their word on the address and the encryption is then taken.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SIMPLE_HISTORY_REVERT_DISABLED = True  # a history row is read, never put back


def _has_no_page(record):
    """Whether Django's own line is the only one of a response: error pages write theirs, with reference and cause."""
    return not (record.exc_info and getattr(record, "status_code", None) in (403, 500))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_page": {"()": "django.utils.log.CallbackFilter", "callback": _has_no_page}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"filters": ["no_page"]},
    },
}
