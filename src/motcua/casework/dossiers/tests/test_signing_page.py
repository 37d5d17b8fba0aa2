"""The leader's pile: what is signed is seen first."""

import re
from datetime import timedelta

import pytest

from motcua.casework.dossiers.queries.funnels import prepared_results
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
VIEWER = re.compile(r'<iframe class="viewer"[^>]*')


def test_the_first_draft_lies_open_beside_the_pile(client):
    cast = make_cast()
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    dossier = walking.proposed(cast, dossier, MONDAY + 2 * HOUR)
    client.force_login(cast.leader)
    (shown,) = VIEWER.findall(client.get("/ban-lam-viec/ky-duyet/").content.decode())
    draft = prepared_results([dossier.code])[dossier.code]
    assert f'src="/ban-lam-viec/ho-so/{dossier.code}/tep/{draft.file_id}/#navpanes=0"' in shown
    assert client.get(f"/ban-lam-viec/ho-so/{dossier.code}/tep/{draft.file_id}/").status_code == 200


def test_without_a_pile_there_is_no_empty_sheet(client):
    client.force_login(make_cast().leader)
    html = client.get("/ban-lam-viec/ky-duyet/").content.decode()
    assert VIEWER.findall(html) == []
    assert "Không có hồ sơ nào chờ ký" in html
