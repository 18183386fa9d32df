"""The one settings file. It reads the environment alone, and is safe where the environment says nothing.

What may be set: CAMPAIGN, SECRET_KEY, IDENTITY_KEY, ALLOWED_HOSTS, DATABASE_URL, VAR_DIR, DEMO, DEMO_DAY, EMAIL_URL,
MAIL_FROM, SITE_ADDRESS, HTTPS, BEHIND_PROXY, CSRF_TRUSTED_ORIGINS, LOG_LEVEL.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.management.utils import get_random_secret_key

from vinhdanh.rules.packs import default_pack

env = environ.Env()

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "vinhdanh" / "web"
VAR_DIR = Path(env.str("VAR_DIR", default=str(ROOT / "var")))  # all that the running program writes

# --- Who may reach it -------------------------------------------------------------------------------------------------

DEBUG = False  # never on, so that no page can show the inside of the program by a forgotten variable
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def kept_secret(name: str) -> str:
    """A key that script/server made once (mode 600), or nothing."""
    kept = VAR_DIR / name
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else ""


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret("secret_key")
SECRET_KEY_IS_PASSING = not SECRET_KEY  # enough for tests and checks; wsgi.py refuses to serve with it
SECRET_KEY = SECRET_KEY or get_random_secret_key()
# Opens the identity numbers. SECRET_KEY may be changed at any time; this one never without sealing them anew.
IDENTITY_KEY = env.str("IDENTITY_KEY", default="") or kept_secret("identity_key")
IDENTITY_KEY_IS_PASSING = not IDENTITY_KEY  # as above; commands that write make one first
IDENTITY_KEY = IDENTITY_KEY or get_random_secret_key()
DEMO = env.bool("DEMO", default=False)  # a made-up province with logins that everybody may know; never on real data
DEMO_DAY = date.fromisoformat(env.str("DEMO_DAY", default="2020-05-19"))  # the day it is there (clock.py)

# --- What it is made of -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_ratelimit",
    "django_tasks",
    "django_tasks_db",
    "vinhdanh",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vinhdanh.web.middleware.AnswerHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vinhdanh.web.middleware.RefuseBadRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vinhdanh.web.middleware.KnownOrigin",
    "vinhdanh.web.middleware.ClosedUnlessPublic",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "vinhdanh.urls"
WSGI_APPLICATION = "vinhdanh.wsgi.application"
AUTH_USER_MODEL = "vinhdanh.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vinhdanh.web.frame.frame",
            ],
            "libraries": {"writing": "vinhdanh.web.templatetags.writing"},
            "builtins": ["django.templatetags.static", "vinhdanh.web.templatetags.frame"],
        },
    }
]

CAMPAIGN = env.str("CAMPAIGN", default=default_pack() or "")  # the pack that the pages speak of

# --- Where it keeps things --------------------------------------------------------------------------------------------


def databases() -> dict[str, Any]:
    """SQLite under var/ unless DATABASE_URL names another (`postgres://user:password@host:port/name`)."""
    default = env.db_url("DATABASE_URL") if "DATABASE_URL" in env.ENVIRON else {}
    default = default or {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "vinhdanh.sqlite3"}
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["OPTIONS"] = {  # Django's own: 383 "database is locked" in 1,800 concurrent transactions; these: none
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,  # seconds: in the last minute before a deadline whoever waits is let in, late
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    default |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}  # seconds: opened once, not anew for each page
    return {"default": default}


DATABASES = databases()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
# The rate limit counts in each worker's own memory: with N workers an address gets at most N times the limit, which
# still stops a flood; a shared cache would be one more server for an office to look after.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a message needs no row in the database

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # the worker that script/server starts does them

# --- Who they are -----------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{kind}PasswordHasher" for kind in ("Argon2", "PBKDF2")]
PASSWORD_RULES: dict[str, dict[str, Any]] = {
    "UserAttributeSimilarity": {"user_attributes": ("username", "full_name", "email")},
    **{"MinimumLength": {"min_length": 10}, "CommonPassword": {}, "NumericPassword": {}},
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}Validator", "OPTIONS": asked}
    for rule, asked in PASSWORD_RULES.items()
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "home", "account_login"
SESSION_ENGINE, SESSION_COOKIE_AGE = "vinhdanh.web.sessions", 12 * 3600  # seconds of idleness

ACCOUNT_ADAPTER, MFA_ADAPTER = "vinhdanh.web.sign_in.AccountAdapter", "vinhdanh.web.sign_in.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username", "email"}, ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION, ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = "none", False  # invited by it; no mail to strangers
ACCOUNT_FORMS = {"login": "vinhdanh.web.forms.sign_in.SignInForm"}
ACCOUNT_SESSION_REMEMBER, ACCOUNT_EMAIL_SUBJECT_PREFIX, ACCOUNT_EMAIL_NOTIFICATIONS = False, "", True
MFA_SUPPORTED_TYPES, MFA_PASSKEY_LOGIN_ENABLED = ["totp", "webauthn", "recovery_codes"], True
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE, MFA_ALLOW_UNVERIFIED_EMAIL = "Vinh Danh", 1, True

AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME, AXES_RESET_ON_SUCCESS = 5, timedelta(minutes=15), True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger elsewhere cannot lock anybody out
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page that says when it opens is to stay true
AXES_USERNAME_CALLABLE, AXES_CLIENT_IP_CALLABLE = "vinhdanh.web.sign_in.tried_name", "vinhdanh.web.sign_in.address_of"
AXES_LOCKOUT_CALLABLE = "vinhdanh.web.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG, AXES_VERBOSE, AXES_SENSITIVE_PARAMETERS = True, False, ["login", "username", "ip_address"]

# --- What it sends by mail: without EMAIL_URL each mail is a file -----------------------------------------------------

DEFAULT_FROM_EMAIL, EMAIL_TIMEOUT = env.str("MAIL_FROM", default="Vinh Danh <khong-tra-loi@localhost>"), 10  # seconds
EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", VAR_DIR / "mail"
SITE_ADDRESS = env.str("SITE_ADDRESS", default="").rstrip("/")  # as people type it, for links; mail says where else
if "EMAIL_URL" in env.ENVIRON:
    vars().update(env.email_url("EMAIL_URL"))

# --- What may be sent -------------------------------------------------------------------------------------------------

# A list of a unit is of 20 MB at most; the quick check carries a workbook of 10 MB in its form as base64.
DATA_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024  # bytes; RefuseBadRequests holds every request to it, files too
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # a sent file never reaches the disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- Vietnamese -------------------------------------------------------------------------------------------------------

LANGUAGE_CODE, LANGUAGES = "vi", [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
LOCALE_PATHS = [WEB / "locale"]  # what Django and allauth do not say in Vietnamese themselves
FORMAT_MODULE_PATH = ["vinhdanh.web.formats"]  # Django's own `vi` reads 05/06/2020 as the sixth of May
# USE_THOUSAND_SEPARATOR stays off: it writes the year 2020 as 2.020. The filter `grouped` is for amounts.

# --- Files of the pages -----------------------------------------------------------------------------------------------

STATIC_URL, STATIC_ROOT = "static/", VAR_DIR / "static"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- What the browser is told -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

RATELIMIT_IP_META_KEY = "REMOTE_ADDR"
HTTPS = env.bool("HTTPS", default=False)  # true where people reach it by https://
if env.bool("BEHIND_PROXY", default=False):  # true only where a proxy of ours sets these headers on every request
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    RATELIMIT_IP_META_KEY = "HTTP_X_REAL_IP"  # else the whole province would share one address
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # on localhost; browsers offer passkeys nowhere else without https
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside, past the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other offices' names may stand below ours
# Django's own defaults: no guessing of types, no frames, nothing told to other hosts of where somebody comes from.

SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (("__Host-" if HTTPS else "") + name for name in ("vinhdanh", "vinhdanh_form"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "vinhdanh.web.views.errors.csrf_failure"

# --- What is written down about running it ----------------------------------------------------------------------------

# To standard error, without what people sent: no bodies, no mails with frames. A failing page leaves its traceback.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "vinhdanh.web.logs.WithoutRows"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        "django.request": {"level": "ERROR"},  # pages not found and refused are everyday
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["none"], "propagate": False},
    },
}
