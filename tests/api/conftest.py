from datetime import UTC, date
from pathlib import Path

import pytest

from motcua.casework.dossiers.tests.factories import Cast, make_cast
from motcua.kernel import clock
from tests.api.calling import Partner, counter

NOW = clock.at(date(2026, 11, 23), 10).astimezone(UTC)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def _on_a_monday_morning():
    """Days that requests name stay ahead, whenever the tests run."""
    with clock.frozen(NOW):
        yield


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def partner(cast) -> Partner:
    return counter()
