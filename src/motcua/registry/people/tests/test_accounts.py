from datetime import date

import pytest

from motcua.kernel.errors import InvalidInput, NotInTransaction
from motcua.kernel.events.store import all_events, history_of
from motcua.registry.people.errors import AccountExists, PasswordRefused, ProfileDiffers
from motcua.registry.people.models import Account, Party
from motcua.registry.people.public import (
    Profile,
    find_profile,
    keep_profile,
    officer_names,
    open_citizen_account,
    open_officer_account,
    profile_of,
    remember_profile,
)
from motcua.registry.people.tests.factories import AT, PASSWORD, citizen, officer

pytestmark = pytest.mark.django_db
NUMBER = "004090001234"


def opened(**more):
    values = {"identity_number": NUMBER, "full_name": "Nông Văn Nam", "password": PASSWORD, "at": AT}
    return open_citizen_account(**values | more)


def test_a_citizen_signs_in_with_the_identity_number_and_is_known_from_then_on():
    account = opened(identity_number="004 090 001 234", phone="0912 345 678", birth_on=date(1990, 5, 1), sex="male")
    assert (account.username, account.kind, account.phone) == (NUMBER, "citizen", "+84912345678")
    assert profile_of(NUMBER) == Profile(NUMBER, "Nông Văn Nam", date(1990, 5, 1), "male", "+84912345678")
    assert account.check_password(PASSWORD)
    assert [event.kind for event in history_of(f"account:{account.pk}")] == ["people.account_opened"]


def test_an_organisation_signs_in_with_its_tax_code():
    account = opened(identity_number="0100109106", full_name="Công ty 1/5", kind="organisation", sex="male")
    assert account.username == "0100109106"
    assert profile_of("0100109106").sex == ""


def test_every_wrong_field_is_named_at_once_and_nothing_is_written():
    with pytest.raises(InvalidInput) as refusal:
        opened(identity_number="123", full_name="", phone="12", email="x", birth_on=date(2030, 1, 1))
    assert set(refusal.value.fields) == {"identity_number", "full_name", "phone", "email", "birth_on"}
    assert not Account.objects.exists()
    assert not Party.objects.exists()


def test_a_number_has_one_account():
    opened()
    with pytest.raises(AccountExists, match=NUMBER):
        opened()


def test_nobody_opens_an_account_on_a_number_that_is_known_under_another_name_or_birthday():
    remember_profile(Profile(NUMBER, "Nông Văn Nam", date(1990, 5, 1), phone="0912345678"), at=AT)
    with pytest.raises(ProfileDiffers):
        opened(full_name="Trần Văn Lạ")
    with pytest.raises(ProfileDiffers):
        opened(birth_on=date(1990, 5, 2))
    assert opened(full_name="NÔNG VĂN NAM").username == NUMBER
    assert profile_of(NUMBER).phone == "+84912345678"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngan", "ít nhất 10 ký tự"),
        ("1234567890", "phổ biến"),
        ("Matkhau@2026!", "phổ biến"),
        ("8240917365", "chỉ gồm chữ số"),
        ("Nông Văn Nam 1", "quá giống"),
        ("x" * 513, "quá 512"),
    ],
)
def test_a_weak_password_is_refused_in_words(password, said):
    with pytest.raises(PasswordRefused, match=said) as refusal:
        opened(password=password)
    assert set(refusal.value.fields) == {"password"}


def test_passwords_are_kept_as_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert opened().password.startswith("argon2$argon2id$")


def test_an_officer_gets_a_name_to_sign_in_with():
    account = open_officer_account(username="Lan.NT", full_name="Nguyễn Thị Lan", password=PASSWORD, at=AT)
    assert (account.username, account.kind) == ("lan.nt", "officer")
    with pytest.raises(AccountExists):
        open_officer_account(username="lan.nt", full_name="Lê Thị Lan", password=PASSWORD, at=AT)
    with pytest.raises(InvalidInput, match="bắt đầu bằng chữ cái"):
        open_officer_account(username=NUMBER, full_name="Nông Văn Nam", password=PASSWORD, at=AT)


def test_a_walk_in_is_remembered_and_what_is_not_said_again_is_kept():
    remember_profile(Profile(NUMBER, "Nông Văn Nam", phone="0912345678", address_line="Xóm 3"), at=AT, actor="lan.nt")
    remember_profile(Profile(NUMBER, "Nông Văn Nam", email="nam@example.vn"), at=AT, actor="lan.nt")
    assert find_profile(identity_number=NUMBER) == [
        Profile(NUMBER, "Nông Văn Nam", phone="+84912345678", email="nam@example.vn", address_line="Xóm 3")
    ]
    assert find_profile(phone="0912 345 678") == find_profile(identity_number="004 090 001234")
    assert find_profile() == find_profile(phone="nonsense") == []
    row = Party.objects.get()
    assert row.search_key == "nong van nam"
    assert [event.is_new for event in history_of(f"profile:{row.pk}")] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_a_step_is_not_taken_without_a_transaction():
    with pytest.raises(NotInTransaction):
        keep_profile(Profile(NUMBER, "Nông Văn Nam"), at=AT)


def test_remembering_the_same_again_writes_nothing():
    known = Profile(NUMBER, "Nông Văn Nam")
    remember_profile(known, at=AT)
    remember_profile(known, at=AT)
    assert len(list(all_events())) == 1


def test_events_of_people_hold_no_identity_number():
    opened(phone="0912345678")
    for event in all_events():
        assert NUMBER not in repr((event.subject, event.actor, event.payload()))


def test_names_of_officers_leave_citizens_out():
    officer()
    citizen()
    assert officer_names(["lan.nt", NUMBER, "nobody"]) == {"lan.nt": "Nguyễn Thị Lan"}
