import os
from pathlib import Path

import pytest

from motcua.casework.dossiers.tests.factories import Cast, make_cast

LOG = Path(os.environ["MOTCUA_TEST_HOME"]) / "postgres.log"
UNWANTED = ("deadlock detected", "could not serialize")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.race)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def _nobody_locks_each_other_out():
    """PostgreSQL writes every deadlock into its log, even one that a retry would hide."""
    if not LOG.exists():  # a server of the operator's own
        yield
        return
    before = LOG.stat().st_size
    yield
    with LOG.open(errors="replace") as log:
        log.seek(before)
        said = log.read()
    assert not any(words in said for words in UNWANTED), said


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()
