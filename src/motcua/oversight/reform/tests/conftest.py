"""A commune with its officers."""

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast
from motcua.kernel import clock
from motcua.oversight.insight.actions.loading import load_definitions


@pytest.fixture
def cast():
    """The cast of five, on a Monday; definitions of figures are loaded."""
    load_definitions()
    with clock.frozen(MONDAY):
        yield make_cast()
