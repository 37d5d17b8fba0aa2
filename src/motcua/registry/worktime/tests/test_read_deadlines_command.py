"""`motcua read-deadlines`: a line out for every line in, whatever the bytes are."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import DomainError

KEYS = ["text", "kind", "allowance", "doubt"]


def read(content, tmp_path_factory):
    file = tmp_path_factory.mktemp("deadlines") / "texts.txt"
    file.write_bytes(content)
    out, err = StringIO(), StringIO()
    call_command("read_deadlines", str(file), stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]], err.getvalue()


def test_the_object_has_the_promised_form(tmp_path_factory):
    rows, _ = read("0,5 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ\n7\n\n".encode(), tmp_path_factory)
    assert rows[0] == {
        "text": "0,5 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
        "kind": "exact",
        "allowance": [{"amount": 0.5, "unit": "working_day", "from_event": "receipt_of_valid_dossier", "stage": None}],
        "doubt": None,
    }
    assert (rows[1]["kind"], rows[1]["allowance"]) == ("doubt", [])
    assert "đơn vị" in rows[1]["doubt"]
    assert (rows[2]["text"], rows[2]["kind"], rows[2]["doubt"]) == ("", "none", None)
    assert [list(row) for row in rows] == [KEYS] * 3


def test_marks_and_line_ends_of_other_systems_are_no_part_of_a_text(tmp_path_factory):
    rows, err = read(b"\xef\xbb\xbf5 ng\xc3\xa0y\r\n6 ng\xc3\xa0y", tmp_path_factory)
    assert [row["text"] for row in rows] == ["5 ngày", "6 ngày"]
    assert err == ""


def test_utf_16_is_read_too(tmp_path_factory):
    rows, _ = read("5 ngày\n6 giờ\n".encode("utf-16"), tmp_path_factory)
    assert [row["allowance"][0]["unit"] for row in rows] == ["day", "hour"]


def test_what_is_broken_is_said_in_vietnamese_and_no_line_is_lost(tmp_path_factory):
    rows, err = read(b"5 ng\xc3y\n5\x00 ng\xc3\xa0y\n" + b"x" * 500_000 + b"\n3 gi\xe1\xbb\x9d\n", tmp_path_factory)
    assert [row["kind"] for row in rows] == ["doubt", "exact", "doubt", "exact"]
    assert "dòng 1: không phải UTF-8" in err
    assert "dòng 2: có ký tự NUL" in err


def test_a_file_that_is_not_there_is_refused_in_vietnamese(tmp_path):
    with pytest.raises(DomainError, match="Không mở được tệp"):
        call_command("read_deadlines", str(tmp_path / "missing.txt"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b" ")), min_size=1, max_size=8))
def test_one_line_out_per_line_in(lines, tmp_path_factory):
    rows, _ = read(b"5\n" + b"\n".join(lines) + b"\n", tmp_path_factory)
    assert len(rows) == len(lines) + 1
