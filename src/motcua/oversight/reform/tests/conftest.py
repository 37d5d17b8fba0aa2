"""A commune with its officers."""

from copy import deepcopy

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.loading import load_definitions


@made_once
def begun():
    load_definitions()
    with clock.frozen(MONDAY):
        return make_cast()


@pytest.fixture
def cast(begun):
    """The cast of five, on a Monday; definitions of figures are loaded."""
    with clock.frozen(MONDAY):
        yield deepcopy(begun)
