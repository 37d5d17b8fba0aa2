from uuid import UUID

import pytest

from motcua.capabilities.notifications.rules import message_id, same_address, subject_and_body


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Chủ đề\nDòng một\n\nDòng hai\n", ("Chủ đề", "Dòng một\n\nDòng hai")),
        ("\n  Chủ   đề \n", ("Chủ đề", "")),
        ("Chủ đề\r\nBcc: x@example.vn\r\n", ("Chủ đề", "Bcc: x@example.vn")),
        ("x" * 400, ("x" * 300, "")),
    ],
)
def test_the_first_line_is_the_subject_and_the_rest_the_body(text, parts):
    assert subject_and_body(text) == parts


def test_one_address_has_one_spelling():
    assert same_address(" Mai@Example.VN ") == same_address("mai@example.vn")
    assert same_address("0912 345 678") == "0912345678"


def test_a_message_id_comes_from_fact_and_address_alone():
    one = message_id(UUID(int=1), "mai@example.vn", "https://motcua.example.gov.vn:8443/x")
    assert one == message_id(UUID(int=1), "mai@example.vn", "https://motcua.example.gov.vn")
    assert one.endswith("@motcua.example.gov.vn>")
    assert one != message_id(UUID(int=1), "an@example.vn", "https://motcua.example.gov.vn")
    assert one != message_id(UUID(int=2), "mai@example.vn", "https://motcua.example.gov.vn")
    assert "mai" not in one
