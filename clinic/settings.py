"""Settings: every one has a default that suits one laptop; the environment changes it.

``.env.example`` lists each variable read here, and a test holds that list complete.
"""

import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from clinic.sqlite.version import journal_mode

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# The data folder: database, media, queue, secrets. Everything one has to keep stands in it.
DATA_DIR = Path(env.str("KLINIK_DATA", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)


def kept_secret(name: str) -> str:
    """A random secret, made once and kept in the data folder, readable by its owner alone."""
    path = DATA_DIR / name
    if not path.exists():
        partial = path.with_suffix(f".{secrets.token_hex(4)}")
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            path.hardlink_to(partial)  # two first starts at once agree on one secret
        partial.unlink()
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret("secret_key")
PIN_PEPPER = env.str("PIN_PEPPER", default="") or kept_secret("pin_pepper")
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # shows the demo sign-ins and does not ask for a second factor
HTTPS = env.bool("HTTPS", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")  # printed in QR codes and links

INSTALLED_APPS = [
    "clinic.web",
    "clinic.audit",
    "clinic.people",
    "clinic.jobs",
    "courses",
    "assessments",
    "mentoring",
    "certificates",
    "clinic.desk",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "clinic.people.apps.UsersInWagtail",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "clinic.web.middleware.wagtail_scripts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "clinic.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "clinic.audit.middleware.who",
    "clinic.people.middleware.keep_signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clinic.web.middleware.htmx_answers",
    "clinic.web.middleware.kept_pages",
    "clinic.web.middleware.refusals",
    "clinic.web.middleware.PolicyMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
FORM_RENDERER = "clinic.web.forms.KlinikRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.web.context.shell",
            ],
        },
    }
]

# Databases. SQLite by default: see docs/decisions for the queue, the log and the flush to disk.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'klinik.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": "clinic.sqlite",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)};"
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
        },
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("PGBOUNCER", default=False),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work: the Job row is the truth, Celery carries the nudge.
REDIS_URL = env.str("REDIS_URL", default="")
BROKER_DIR = DATA_DIR / "broker"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "max_retries": 1,  # or a person waits 6 seconds for a Redis that is down
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    }
else:
    BROKER_DIR.mkdir(exist_ok=True)
    CELERY_BROKER_URL = "folder://localhost"  # clinic.jobs.broker
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "polling_interval": 0.3,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "clinic.jobs.tasks.sweep",
        "schedule": env.float("SWEEP_SECONDS", default=5.0),
        "options": {"expires": 30},
    },
    "forget-uploads": {"task": "clinic.desk.tasks.forget_uploads", "schedule": 3600.0},
    "tidy-sign-ins": {"task": "clinic.people.tasks.tidy_sign_ins", "schedule": 86_400.0},
    "award-missed": {"task": "certificates.tasks.award_missed", "schedule": 3600.0},
}
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=30)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# People
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "clinic.people.sign_in.PinBackend",
    "clinic.people.sign_in.StaffBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "desk:home_of"
SESSION_ENGINE = "clinic.people.sessions"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = 365 * 24 * 3600
CSRF_FAILURE_VIEW = "clinic.web.views.stale_form"
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEMO)  # required of staff at /cms/ and /desk/
ACCOUNT_ADAPTER = "clinic.people.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "clinic.people.sign_in.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Klinik"
MFA_TOTP_TOLERANCE = 1  # a clock half a minute wrong

# Language and time
LANGUAGE_CODE = "id"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "clinic" / "web" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = USE_TZ = True

# Files
STATIC_URL = env.str("STATIC_URL", default="/static/")
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "clinic" / "web" / "assets"]
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "clinic.web.storage.ShippedStaticStorage"
    },
}
WHITENOISE_MAX_AGE = 0 if DEBUG else 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# Wagtail
WAGTAIL_SITE_NAME = "Klinik"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "people:staff_sign_in"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_AVIF_QUALITY = 45
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 60
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "xlsx", "docx", "csv", "txt", "mp4", "mp3", "ogg", "opus"]
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
TAGGIT_CASE_INSENSITIVE = True

# Security headers: strict from the first page, the Wagtail admin included
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows its preview in a frame of the same origin
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # it asks for DENY; the policy above says the same for strangers

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="klinik@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
