"""Nonsense in addresses and fields of the pages about agencies: never a fault of ours."""

import pytest
from django.urls import reverse

from motcua.kernel import clock
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting, unit
from motcua.registry.people.tests.browsing import signed_in
from motcua.registry.people.tests.factories import AT, officer

pytestmark = pytest.mark.django_db
NONSENSE = ["\x00", "H14.\x00", "H14.31", "-1", "9" * 400, "x" * 3000, "<b>&'\"", "đ" * 50, "%s%n", "2026-02-30"]
FIELDS = ("q", "cap", "trang", "code", "name", "short_name", "level", "place_code", "address", "phone", "kind",
          "day", "successor", "chosen", "carries", "to_unit", "trong", "da-ket-thuc")  # fmt: skip
OF_ONE = ("agency", "change-agency", "end-agency", "merge-agencies", "move-agency", "split-agency", "add-unit")


@pytest.fixture
def client():
    agency("H14", "Tỉnh", level="province")
    agency()
    unit()
    account = officer("quan.tri", "Nông Văn Quản")
    posting("quan.tri", "H14", Role.ADMIN)
    with clock.frozen(AT):
        yield signed_in(account)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_no_field_and_no_address_breaks_a_page(client, nonsense):
    lists = [reverse(f"organisation:{name}") for name in ("agencies", "add-agency", "import-agencies")]
    known = [reverse(f"organisation:{name}", args=["H14.31"]) for name in OF_ONE]
    units = [reverse(f"organisation:{name}", args=["H14.31", "MOT-CUA"]) for name in ("change-unit", "end-unit")]
    strange = [reverse(f"organisation:{name}", args=[nonsense]) for name in OF_ONE if "/" not in nonsense]
    strange += [reverse(f"organisation:{name}", args=["H14.31", nonsense]) for name in ("change-unit", "end-unit")]
    for address in [*lists, *known, *units, *strange]:
        for answer in (client.get(address, dict.fromkeys(FIELDS, nonsense)),
                       client.post(address, dict.fromkeys(FIELDS, nonsense))):  # fmt: skip
            assert answer.status_code < 500, (address, answer.status_code)
