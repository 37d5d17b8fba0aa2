"""An empty house can take in a dossier of any procedure at once."""

from datetime import timedelta

import pytest

from motcua.capabilities.workflow.public import process_on, publish_process
from motcua.casework.dossiers.public import ensure_default_process
from motcua.casework.dossiers.tests.factories import DAY_ONE, DEFAULT_PROCESS, MONDAY
from motcua.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
DAY = clock.local(MONDAY).date()


def test_the_default_process_is_there_once_and_holds_for_old_dossiers_too():
    for _ in range(2):
        ensure_default_process(actor="motcua", at=MONDAY)
    found = process_on("default", DAY)
    assert found.number == 1
    assert process_on("default", DAY - timedelta(days=5 * 365)) == found


def test_what_a_province_has_published_itself_stays():
    drawn = DEFAULT_PROCESS.read_text(encoding="utf-8").replace("Phân công", "Giao việc")
    own = publish_process("default", drawn, valid_from=DAY_ONE, actor="office", at=MONDAY)
    ensure_default_process(actor="motcua", at=MONDAY)
    assert process_on("default", DAY) == own
