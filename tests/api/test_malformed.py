"""What cannot be read or is too large: a clear word, the right status, never a fault of ours."""

import json

import pytest
from django.db import connection

from motcua.casework.dossiers.models import Dossier
from motcua.kernel.files.models import StoredFile
from tests.api.calling import new_dossier

NESTED = json.loads('{"a":' * 40 + "1" + "}" * 40)
FIELD = b"--x\r\nContent-Disposition: form-data; name=file\r\n\r\n%PDF\r\n--x--"


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe\x00",
        b'{"key": "\xc3\x28"}',
        b'{"answers": {"a": NaN}}',
        b'{"answers": {"a": -Infinity}}',
        b'{"answers": {"a": 1e999}}',
        b'{"answers": {"a": ' + b"9" * 5000 + b"}}",
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
    ids=["cut", "bytes", "half a character", "nan", "infinity", "beyond floats", "endless", "nested", "deep"],
)
def test_a_body_that_is_no_json_is_malformed(partner, content):
    answer = partner.raw("/dossiers", content)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["message"]


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'"a"', b"1", b"true", b"{}"])
def test_a_body_of_another_shape_is_refused(partner, content):
    answer = partner.raw("/dossiers", content)
    assert answer.status_code == 422
    assert answer.json()["fields"]


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\x1b", "\x7f"])
@pytest.mark.parametrize("field", ["full_name", "address", "email", "phone", "identity_number"])
def test_no_text_takes_control_signs_or_halves(cast, partner, sign, field):
    owner = {"role": "owner", "full_name": "Triệu Thị Mai", field: f"a{sign}b"}
    answer = partner.raw("/dossiers", json.dumps(new_dossier(cast, partner, people=[owner])).encode())
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [f"people.0.{field}"])


@pytest.mark.parametrize(
    "answers",
    [
        {"a": "\x00"},
        {"\x00": 1},
        {"a": ["\ud800"]},
        {"a": {"b": {"c": "\udfff"}}},
        NESTED,
    ],
    ids=["nul", "nul in a name", "half", "half inside", "nested"],
)
def test_no_answer_takes_what_cannot_be_kept(cast, partner, answers):
    answer = partner.raw("/dossiers", json.dumps(new_dossier(cast, partner, answers=answers)).encode())
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["answers"])


def test_a_text_that_grows_when_made_regular_is_measured_then(cast, partner):
    owner = {"role": "owner", "full_name": "Triệu Thị Mai", "address": "\U0001d160" * 200}
    answer = partner.post("/dossiers", new_dossier(cast, partner, people=[owner]))
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["people.0.address"])


def test_names_are_kept_in_one_unicode_form(cast, partner):
    owner = {"role": "owner", "full_name": "Trie\u0323\u0302u Thi\u0323 Mai"}
    assert partner.post("/dossiers", new_dossier(cast, partner, people=[owner])).status_code == 201
    assert Dossier.objects.get().owner_name == "Triệu Thị Mai"


def test_a_body_over_two_megabytes_is_too_large(partner):
    answer = partner.raw("/dossiers", b'{"answers": {"a": "' + b"x" * (2 * 1024 * 1024) + b'"}}')
    assert (answer.status_code, "2 MB" in answer.json()["message"]) == (413, True)


def test_a_request_that_says_it_is_huge_is_refused_unread(client, partner, settings):
    class Unread:
        def read(self, *_):
            raise AssertionError("the body was read")

        readline = read

    answer = client.generic(
        "POST", "/api/v1/files", b"", "multipart/form-data; boundary=x", headers=partner.headers,
        **{"CONTENT_LENGTH": str(100 * 1024 * 1024), "wsgi.input": Unread()},
    )  # fmt: skip
    assert (answer.status_code, "20 MB" in answer.json()["message"]) == (413, True)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "to-khai.pdf", "trống"),
        (b"<html><script>alert(1)</script></html>", "to-khai.pdf", "không phải là PDF"),
        (b"MZ\x90", "virus.exe", "không nhận được"),
        (b"%PDF-1.7", "to-khai", "không nhận được"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(partner, content, name, words):
    answer = partner.upload(content, name)
    assert (answer.status_code, words in answer.json()["message"]) == (422, True), answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused_with_the_limit(partner, settings):
    settings.FILE_MAX_BYTES = 1024 * 1024
    answer = partner.upload(b"%PDF-1.7" + b" " * 1024 * 1024)
    assert (answer.status_code, "1 MB" in answer.json()["message"]) == (422, True)


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=\xff", 400),
        (
            FIELD,
            "multipart/form-data; boundary=x",
            422,
        ),
        (b"--x--", "multipart/form-data; boundary=x", 422),
        (b"{}", "application/json", 422),
        (b"", "", 422),
    ],
)
def test_an_upload_without_a_file_is_refused(partner, content, media_type, status):
    assert partner.raw("/files", content, media_type).status_code == status


def test_two_files_at_once_are_refused_not_halved(partner):
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n'
    answer = partner.raw("/files", part * 2 + b"--x--\r\n", "multipart/form-data; boundary=x")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["file"])


@pytest.mark.parametrize("path", ["/", "/nothing", "/dossiers/a/b/c", "/dossiers/", "//", "/openapi.json/x"])
def test_an_address_that_is_not_there_answers_in_json(partner, path):
    answer = partner.get(path)
    assert (answer.status_code, "địa chỉ" in answer.json()["message"]) == (404, True)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_refused_in_json_with_those_that_may_be_used(client, db, method):
    answer = client.generic(method, "/api/v1/dossiers")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert "GET, POST" in answer.json()["message"]


def test_a_fault_of_ours_has_a_reference_and_no_inside(partner, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dossiers_dossier RENAME TO elsewhere")
    answer = partner.get("/dossiers")
    said = answer.json()["message"]
    assert (answer.status_code, "dossiers_dossier" in said) == (500, False)
    reference = said.split("mã lỗi ")[1].rstrip(".")
    assert any(reference in line.getMessage() for line in caplog.records)


def test_refusals_are_said_in_english_to_who_asks_for_it(client, db):
    answer = client.get("/api/v1/dossiers", headers={"Accept-Language": "en"})
    assert answer["Content-Language"] == "en"
