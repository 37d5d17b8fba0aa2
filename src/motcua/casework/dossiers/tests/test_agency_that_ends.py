"""Open dossiers of an agency that ends: they want a successor, whose officers then go on with them."""

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.permissions import SEE
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_cast, make_dossier
from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.registry.organisation.actions.agencies import end_agencies
from motcua.registry.organisation.errors import WorkRemains
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.models import Account
from motcua.registry.people.tests.factories import officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(MONDAY):
        yield


def end(to=""):
    day = clock.today()
    end_agencies([COMMUNE], successor_code=to, carries=False, on=day, actor="tren.nv", at=MONDAY)


def where(username):
    return agencies_where(Account.objects.get(username=username), SEE)


def test_open_dossiers_want_a_successor_whose_officers_then_go_on_with_them():
    cast = make_cast()
    dossier = make_dossier(cast)
    agency("H14.77", "Phường Mới", short_name="Phường Mới")
    for name in ("moi.pt", "tren.nv"):
        officer(name, "Phan Thị Mới")
    posting("moi.pt", "H14.77", Role.SPECIALIST)
    posting("tren.nv", "H14", Role.ADMIN)
    with pytest.raises(WorkRemains, match="1 hồ sơ chưa giải quyết xong"):
        end()
    end(to="H14.77")
    assert where("moi.pt") == {"H14.77", COMMUNE}
    assert COMMUNE not in where(cast.specialist.username)
    assert Dossier.objects.get(pk=dossier.pk).agency_code == COMMUNE
