"""Scenes of tests: what all tests of a module begin from, made once, and found by each as if it were made for it.

@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)

What `begun` writes lies in a transaction that stays open while the module's tests run; each works in a savepoint of it
and takes a copy of what came back. One scene a module; its tests that do not ask for it run before it is made.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from motcua.kernel.memory import forget_all

SWIFT = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Argon2 takes a third of a second on purpose."""
_scenes: set[str] = set()


def made_once(make: Callable[[], Any]) -> Any:
    """A fixture of that name, which is called once in each module that asks for it."""

    _scenes.add(make.__name__)

    @pytest.fixture(scope="module", name=make.__name__)
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        opened = transaction.atomic()
        opened._from_testcase = True  # actions may be durable in it, as in a TestCase
        with django_db_blocker.unblock():
            assert not connection.in_atomic_block, "a scene in a scene"
            opened.__enter__()
        try:
            forget_all()
            with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=SWIFT):
                given = make()
            yield given
        finally:
            with django_db_blocker.unblock():
                transaction.set_rollback(True)
                opened.__exit__(None, None, None)

    return made


def begins_from_a_scene(test: Any) -> bool:
    """Whether this test asks for one."""
    return not _scenes.isdisjoint(getattr(test, "fixturenames", ()))
