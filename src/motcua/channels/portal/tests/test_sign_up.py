import pytest

from motcua.registry.people.public import Account, profile_of
from motcua.registry.people.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
GIVEN = {
    "kind": "person",
    "identity_number": "004190001234",
    "full_name": "Nông Thị Nga",
    "birth_on": "2/9/1990",
    "phone": "0912345678",
    "email": "",
    "password": PASSWORD,
}


def sign_up(client, **changed):
    return client.post("/dang-ky/", {**GIVEN, **changed})


def test_a_citizen_opens_an_account_and_is_signed_in(client):
    response = sign_up(client, next="/thong-bao/")
    assert response["Location"] == "/thong-bao/"
    assert "_auth_user_id" in client.session
    assert profile_of("004190001234").birth_on.isoformat() == "1990-09-02"


def test_an_organisation_opens_one_by_its_tax_code(client):
    sign_up(client, kind="organisation", identity_number="0100109106", full_name="Hợp tác xã Hòa An", birth_on="")
    assert Account.objects.get().username == "0100109106"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"identity_number": "123"}, "identity_number"),
        ({"birth_on": "31/02/1990"}, "birth_on"),
        ({"full_name": ""}, "full_name"),
        ({"phone": "12"}, "phone"),
        ({"password": "1234567890"}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_the_rest_is_kept(client, changed, field):
    response = sign_up(client, **changed)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#id_{field}">' in html
    assert f'id="id_{field}_error"' in html
    assert 'value="0912345678"' in html or field == "phone"
    assert not Account.objects.exists()


def test_a_number_that_has_an_account_is_not_opened_twice(client):
    sign_up(client)
    client.logout()
    assert sign_up(client).status_code == 409
