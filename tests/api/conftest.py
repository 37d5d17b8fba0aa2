import pytest

from motcua.casework.dossiers.tests.factories import Cast, make_cast
from tests.api.calling import Partner, counter


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def partner(cast) -> Partner:
    return counter()
