"""The check by several processes finds what one finds."""

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.oversight.insight.actions import checking
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.models import Entry, Tally
from motcua.oversight.insight.tests.factories import deliver_to_figures

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_processes_find_what_one_finds(monkeypatch):
    monkeypatch.setattr(checking, "DOSSIERS_AT_ONCE", 2)
    load_definitions()
    cast = make_cast()
    for number in range(5):
        way = accepted if number % 2 else whole_way
        way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    wrong = Tally.objects.order_by("-subject")[0]
    Entry.objects.filter(tally=wrong, measure__fact="received").delete()
    one, two = checking.compare(), checking.compare(processes=2)
    assert (one.dossiers, one.wrong) == (5, [wrong.subject])
    assert one == two
