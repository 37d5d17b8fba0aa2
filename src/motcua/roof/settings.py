"""All settings, typed, from the environment. What a province changes at run time is a row with history instead."""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from motcua.kernel import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.path("MOTCUA_HOME", "var")
DEBUG = env.flag("MOTCUA_DEBUG", default=False)
ALLOWED_HOSTS = env.words("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = env.text("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "motcua.roof.urls"
WSGI_APPLICATION = "motcua.roof.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _secret_key() -> str:
    """The key given, or one of this home's own, made at first use and readable by its owner only."""
    file = HOME / "secret-key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = env.text("MOTCUA_SECRET_KEY", "") or _secret_key()


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise env.SettingError(f"DATABASE_URL must start with postgresql://, not {parts.scheme!r}.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    is_pooled = env.flag("MOTCUA_PGBOUNCER", default=False)
    # How like a mistyped word must be (kernel.search). A pooler refuses start options: there the server decides.
    likeness = {} if is_pooled else {"options": "-c pg_trgm.word_similarity_threshold=0.5"}
    # A statement sent so often is kept planned in its connection: a third of the database's work on a submission.
    prepared = None if is_pooled else 3
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "motcua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": prepared, **likeness, **query},
        "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
    }


# The commands of roof/cli.py set DATABASE_URL to the embedded server when none is given.
DATABASES = {"default": _database(env.text("DATABASE_URL", "postgresql://postgres@127.0.0.1/motcua"))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "motcua.kernel.search",
    "motcua.kernel.access",
    "motcua.kernel.events",
    "motcua.kernel.files",
    "motcua.kernel.jobs",
    "motcua.kernel.once",
    "motcua.kernel.printing",
    "motcua.kernel.ui",
    "motcua.registry.places",
    "motcua.registry.organisation",
    "motcua.registry.people",
    "motcua.registry.worktime",
    "motcua.registry.catalogue",
    "motcua.capabilities.forms",
    "motcua.capabilities.workflow",
    "motcua.capabilities.notifications",
    "motcua.capabilities.registers",
    "motcua.casework.dossiers",
    "motcua.casework.deadlines",
    "motcua.casework.moving_in",
    "motcua.oversight.service_index",
    "motcua.oversight.report_check",
    "motcua.oversight.insight",
    "motcua.oversight.honesty",
    "motcua.oversight.boards",
    "motcua.oversight.open_data",
    "motcua.oversight.warehouse",
    "motcua.oversight.sheets",
    "motcua.oversight.reform",
    "motcua.oversight.inspection",
    "motcua.oversight.assignments",
    "motcua.oversight.scorecards",
    "motcua.oversight.par_index",
    "motcua.channels.portal",
    "motcua.channels.desk",
    "motcua.channels.api",
    "motcua.simulator",
]
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("motcua.") or (PACKAGE / Path(*app.split(".")[1:]) / "apps.py").exists()
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.kernel.ui.middleware.VietnameseFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.kernel.ui.middleware.refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["motcua.kernel.ui.templatetags.ui", "template_partials.templatetags.partials"],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "roof" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["motcua.roof.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = env.path("MOTCUA_STATIC", str(HOME / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_ROOT = env.path("MOTCUA_FILES", str(HOME / "files"))
FILE_MAX_BYTES = env.integer("MOTCUA_FILE_MAX_MB", 20, least=1) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["motcua.registry.people.adapters.locking.LockingBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "portal:sign-in"
FIRST_SIGN_IN_URL = "portal:change-password"
LOGIN_REDIRECT_URL = "portal:home"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=env.integer("MOTCUA_SESSION_HOURS", 10, least=1)).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
BEHIND_PROXY = env.flag("MOTCUA_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "motcua.kernel.ui.failures.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LIVE_VIEWERS = env.integer("MOTCUA_LIVE_VIEWERS", 6, least=1)  # a process; each keeps one thread of the web server

EMAIL_HOST = env.text("MOTCUA_SMTP_HOST", "")
EMAIL_PORT = env.integer("MOTCUA_SMTP_PORT", 25, least=1)
EMAIL_HOST_USER = env.text("MOTCUA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("MOTCUA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("MOTCUA_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MOTCUA_MAIL_FROM", "Một Cửa <motcua@localhost>")
SMS_VENDOR = env.text("MOTCUA_SMS", "file")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("MOTCUA_LOG", "WARNING")},
}
