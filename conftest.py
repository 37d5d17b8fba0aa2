"""Fixtures for every test; the database of the tests is tests/own_database.py."""

from itertools import groupby

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from motcua.kernel.memory import forget_all
from motcua.kernel.tests.scenes import begins_from_a_scene
from tests.emptying import empty_quickly

property_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("patient")  # a busy machine is no fault of what is tested


empty_quickly()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What begins from a scene comes last in its module: the scene stays open, the others begin from nothing."""
    modules = [list(those) for _path, those in groupby(items, key=lambda item: item.path)]
    items[:] = [item for those in modules for item in sorted(those, key=begins_from_a_scene)]


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
