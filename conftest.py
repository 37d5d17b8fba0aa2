"""Fixtures for every test; the database of the tests is tests/own_database.py."""

import pytest


@pytest.fixture(autouse=True)
def _swift_passwords(settings):
    """Argon2 takes a third of a second on purpose; tests that are about passwords set it back."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
