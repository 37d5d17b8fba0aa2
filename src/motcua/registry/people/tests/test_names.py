from datetime import date

import pytest

from motcua.kernel.errors import InvalidInput
from motcua.registry.people.rules.naming import (
    check_birth,
    check_email,
    check_name,
    check_officer_username,
    check_person_name,
)

TODAY = date(2026, 11, 23)


def test_names_are_kept_as_written_in_normal_form():
    assert check_person_name("  Nguye\u0302\u0303n   Thị Lan ") == "Nguyễn Thị Lan"
    assert check_person_name("H'Hen Niê") == "H'Hen Niê"
    assert check_person_name("Anne-Marie O’Brien Jr.") == "Anne-Marie O’Brien Jr."
    assert check_name("Công ty TNHH 1 thành viên A&B") == "Công ty TNHH 1 thành viên A&B"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy nhập họ và tên"),
        (" .- ", "Hãy nhập họ và tên"),
        ("Nguyễn\x07Lan", "ký tự điều khiển"),
        ("Nguyễn\u202eLan", "ký tự điều khiển"),
        ("Nguyễn Văn 2", "«2»"),
        ("Иван Петров", "«И»"),
        ("李小龙", "«李»"),
        ("<b>Lan</b>", "«<»"),
        ("A" * 201, "quá 200 ký tự"),
    ],
)
def test_what_is_no_name_is_refused_in_words(typed, said):
    with pytest.raises(InvalidInput, match=said):
        check_person_name(typed)


def test_an_officer_never_signs_in_with_a_number():
    assert check_officer_username(" Lan.NT ") == "lan.nt"
    for typed in ("004090001234", "", "lan nguyễn", "lan_nt", ".lan", "a" * 51):
        with pytest.raises(InvalidInput):
            check_officer_username(typed)


def test_an_address_for_mail_has_its_shape_or_is_empty():
    assert check_email("") == ""
    assert check_email(" lan@caobang.gov.vn ") == "lan@caobang.gov.vn"
    for typed in ("lan", "lan@", "lan@x", "a b@c.vn", "a@b.vn,c@d.vn", "a@-b.vn"):
        with pytest.raises(InvalidInput):
            check_email(typed)


def test_a_day_of_birth_is_past_and_within_a_human_life():
    assert check_birth(TODAY, on=TODAY) == TODAY
    with pytest.raises(InvalidInput, match="chưa tới"):
        check_birth(date(2026, 11, 24), on=TODAY)
    with pytest.raises(InvalidInput, match="130 năm"):
        check_birth(date(1895, 1, 1), on=TODAY)
