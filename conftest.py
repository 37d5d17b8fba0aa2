"""Fixtures for every test; the database of the tests is tests/own_database.py."""

import pytest
from django.utils import translation

from motcua.kernel.memory import forget_all


@pytest.fixture(autouse=True)
def _swift_passwords(settings):
    """Argon2 takes a third of a second on purpose; tests that are about passwords set it back."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_memory():
    """Answers kept in the process are of rows that the test before has left behind."""
    forget_all()


@pytest.fixture(autouse=True)
def _vietnamese_first(settings):
    """A request leaves its language behind in its thread, as Django does it; the next test begins anew."""
    translation.activate(settings.LANGUAGE_CODE)
