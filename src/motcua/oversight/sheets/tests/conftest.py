"""A commune with dossiers of every fate: early, late, open, overdue."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers.public import extend_deadline
from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier, make_officer
from motcua.casework.dossiers.tests.walking import HOUR, accepted, assigned, whole_way
from motcua.kernel import clock
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.registry.organisation.public import Role

DAY = timedelta(days=1)
NOW = MONDAY + 14 * DAY
MARCH = "?tu=01/03/2026&den=31/03/2026"


@pytest.fixture
def province():
    """One finished early, one open and overdue with an apology, one open in time; two weeks later."""
    load_definitions()
    with clock.frozen(MONDAY):
        cast = make_cast()
        controller = make_officer("kiem.soat", "Đàm Thị Soát", "H14.31", Role.CONTROLLER)
        done = whole_way(cast, make_dossier(cast), MONDAY + HOUR)
        late = assigned(cast, accepted(cast, make_dossier(cast), MONDAY + 2 * HOUR), MONDAY + 3 * HOUR)
        late = extend_deadline(late, appointed_at=late.due_at + 5 * DAY, reason="=Thiếu cán bộ thụ lý",
                               officer=cast.leader.username, at=MONDAY + 4 * HOUR)  # fmt: skip
        fresh = accepted(cast, make_dossier(cast), NOW - HOUR)
        deliver_to_figures()
    with clock.frozen(NOW):
        yield cast, controller, done, late, fresh
