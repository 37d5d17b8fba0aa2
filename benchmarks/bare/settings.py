"""The house's settings without its pages and its middleware but the session's."""

from pathlib import Path

from motcua.roof.settings import *  # noqa: F403 - the same database, apps and session

ROOT_URLCONF = "benchmarks.bare.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
