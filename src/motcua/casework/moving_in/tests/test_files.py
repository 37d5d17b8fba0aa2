"""Files: encodings, delimiters, broken lines; the command's report, its last line, and going on after a kill."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import make_cast
from motcua.casework.moving_in.actions import importing
from motcua.casework.moving_in.errors import FileNotUsable
from motcua.casework.moving_in.public import open_source
from motcua.casework.moving_in.queries.reading import lines_of
from motcua.casework.moving_in.tests.factories import counts, line, moved_in, running, write_csv, write_json
from motcua.kernel.events.tests.opposite import somebody_opposite

HEADER = "code,agency,procedure,channel,accepted_at,ended_at,returned_at,state,result\n"
ROW = "H14.31-260302-0001,H14.31,1.001193,online,02/03/2026 08:00,04/03/2026 10:00,05/03/2026 09:00,10,granted\n"
VIETNAMESE = {
    "code": "Mã hồ sơ", "agency": "Mã cơ quan", "procedure": "Mã thủ tục", "channel": "Hình thức nộp",
    "submitted_at": "Ngày nộp", "accepted_at": "Ngày tiếp nhận", "ended_at": "Ngày kết thúc",
    "returned_at": "Ngày trả kết quả", "state": "Trạng thái", "result": "Kết quả",
}  # fmt: skip


def read(path):
    return list(lines_of(open_source(path)))


def told(path, *options):
    out = io.StringIO()
    call_command("import_dossiers", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_its_delimiter_and_with_or_without_a_mark(tmp_path, delimiter, encoding):
    given = line(1, owner_name='Nguyễn "Tư", xã A; thôn B')
    (one,) = read(write_csv(tmp_path / "a.csv", given, delimiter=delimiter, encoding=encoding))
    assert one.raw == given


def test_vietnamese_headings_and_words_are_understood(tmp_path):
    words = {**line(1), "channel": "Trực tuyến", "state": "Đã trả kết quả", "result": "Giải quyết"}
    path = write_csv(tmp_path / "a.csv", {VIETNAMESE[name]: value for name, value in words.items()})
    assert set(read(path)[0].raw) == set(VIETNAMESE)


@pytest.mark.parametrize("spelt", [str.upper, VIETNAMESE.get])
def test_keys_of_json_lines_are_read_as_headings_are(tmp_path, spelt):
    (one,) = read(write_json(tmp_path / "a.jsonl", {spelt(name): value for name, value in line(1).items()}))
    assert one.raw == line(1)


def test_numbered_stops_in_json_lines_are_stops_too(tmp_path):
    stops = {"stop_2_kind": "supplement", "stop_2_from": "b", "stop_2_to": None, "stop_1_kind": "a", "stop_1_from": "c"}
    both = {**line(2), **stops, "stops": [{"kind": "supplement", "from": "b", "to": "c"}]}
    one, two = read(write_json(tmp_path / "a.jsonl", {**line(1), **stops}, both))
    assert one.raw["stops"] == [
        {"number": 1, "kind": "a", "from": "c"},
        {"number": 2, "kind": "supplement", "from": "b"},
    ]
    assert "hai cách" in two.faults[0].reason


def test_a_key_given_in_two_spellings_is_a_fault(tmp_path):
    (one,) = read(write_json(tmp_path / "a.jsonl", {**line(1), "Mã hồ sơ": "khác"}))
    assert one.faults[0].field == "code"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ('"H14.31\n', "không đóng lại"),
        (ROW.replace("granted", "x" * 140_000), "ô dài quá"),
        (ROW.replace("granted", '"granted"x'), "sau dấu ngoặc kép đóng"),
    ],
)
def test_a_broken_row_is_told_in_vietnamese(tmp_path, row, word):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    assert word in read(path)[0].faults[0].reason


def test_numbered_stops_of_a_csv_come_in_their_order(tmp_path):
    stops = {"stop_2_kind": "supplement", "stop_2_from": "b", "stop_2_to": "", "stop_1_kind": "a", "stop_1_from": "c"}
    (one,) = read(write_csv(tmp_path / "a.csv", {**line(1), **stops}))
    assert one.raw["stops"] == [
        {"number": 1, "kind": "a", "from": "c"},
        {"number": 2, "kind": "supplement", "from": "b"},
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'[{"old_code": "1"}]', "mảng JSON"),
        (b"", "tệp trống"),
        (b"\xef\xbb\xbf\n \n", "tệp trống"),
        ((HEADER + ROW.replace("H14.31,", "Xã,")).encode("utf-16"), "UTF-16"),
        (HEADER.encode("utf-16-le"), "thiếu cột|UTF-16"),
        (
            (HEADER + ROW).encode() + "xã Hạ Lang".encode("cp1258", errors="replace") + b"\xe3\n",
            "dòng 3 không phải UTF-8",
        ),
        (b"a;b;c\n1;2;3\n", "thiếu cột: code, agency, procedure, channel, state"),
        (HEADER.replace(",", "|").encode(), "phân cách bằng dấu phẩy"),
        ((HEADER + ROW).replace("\n", "\r").encode(), "kiểu Mac cũ"),
        (HEADER.replace("ended_at", "accepted_at").encode(), "cột «accepted_at» có hai lần"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_refused_as_a_whole(tmp_path, content, word):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(FileNotUsable, match=word):
        open_source(path)


def test_a_file_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="không đọc được tệp"):
        call_command("import_dossiers", str(tmp_path / "khong-co.csv"))


def test_a_file_saved_as_windows_1258_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(HEADER.encode() + "Xã Hạ Lang, Ủy ban".encode("cp1258", errors="ignore") + b"\xf5\n")
    with pytest.raises(FileNotUsable, match=r"Windows-1258.*CSV UTF-8"):
        open_source(path)


def test_broken_rows_are_told_by_line_and_reading_goes_on(tmp_path):
    path = tmp_path / "a.csv"
    short, quoted = ROW.replace(",granted", ""), ROW.replace("granted", '"granted"x')
    path.write_text(HEADER + short + "\n" + ROW + quoted + ROW, encoding="utf-8")
    found = [(one.number, one.faults[0].reason[:12] if one.faults else "") for one in read(path)]
    assert found[0] == (2, "dòng có 8 ô,")
    assert found[1] == (4, "")
    assert found[2][1] == "dòng CSV hỏn"
    assert found[3] == (6, "")


def test_an_open_quote_swallows_its_row_only_so_far_and_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + ROW.replace("H14.31-", '"H14.31-') + ROW * 3000, encoding="utf-8")
    found = read(path)
    assert found[0].faults
    assert sum(not one.faults for one in found) > 1000


def test_json_lines_that_are_none_are_told(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"code": 1}\n\n{"code"\n[1]\n"x"\n' + "[" * 9000 + "\n", encoding="utf-8")
    reasons = [one.faults[0].reason if one.faults else "" for one in read(path)]
    assert reasons[0] == ""
    assert reasons[1].startswith("dòng không phải JSON")
    assert reasons[2] == reasons[3] == "dòng không phải một đối tượng JSON {…}"
    assert [one.number for one in read(path)] == [1, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_the_command_reports_and_its_last_line_counts(tmp_path):
    make_cast()
    path = write_csv(tmp_path / "ho-so.csv", line(1), line(2, channel="fax"), line(3, ghi_chu="x"))
    lines = told(path)
    assert lines[0] == "passed over columns: ghi_chu"
    assert lines[1].startswith("refused line 3: channel: «fax» không phải một trong")
    assert lines[-2:] == ["written 2", "stored 2, refused 1"]
    assert told(path)[-2:] == ["written 0", "stored 2, refused 1"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "write"), [("a.csv", write_csv), ("a.jsonl", write_json)])
def test_refused_lines_can_be_put_right_and_given_again(tmp_path, name, write):
    make_cast()
    told(write(tmp_path / name, line(1), line(2, channel="fax")))
    refused = tmp_path / f"a.tu-choi{Path(name).suffix}"
    if name.endswith("csv"):
        (row,) = csv.DictReader(io.StringIO(refused.read_text(encoding="utf-8-sig")))
        assert (row["dòng"], row["trường"]) == ("3", "channel")
        refused.write_text(refused.read_text(encoding="utf-8-sig").replace("fax", "post", 1).replace(",fax,", ",post,"))
    else:
        kept = json.loads(refused.read_text(encoding="utf-8"))
        assert (kept["line"], kept["faults"][0]["field"]) == (2, "channel")
        write_json(refused, {**kept, "record": {**kept["record"], "channel": "post"}})
    assert told(refused, "--refused", str(tmp_path / "b"))[-1] == "stored 1, refused 0"


@pytest.mark.django_db(transaction=True)
def test_a_report_of_an_earlier_run_does_not_outlive_its_faults(tmp_path):
    make_cast()
    path = write_json(tmp_path / "a.jsonl", line(1, channel="fax"))
    told(path)
    write_json(path, line(1))
    told(path)
    assert (tmp_path / "a.tu-choi.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.crash
def test_an_import_killed_in_the_middle_goes_on_where_it_stood(tmp_path):
    make_cast()
    path = write_json(tmp_path / "a.jsonl", *(line(number) for number in range(1, 6001)), running(6001), line(1))
    script = (
        "import django; django.setup()\n"
        "from motcua.casework.moving_in.tests.factories import moved_in\n"
        f"from pathlib import Path\nmoved_in(Path({str(path)!r}))\n"
    )
    environment = {**os.environ, "DATABASE_URL": _url_of_the_test_database()}
    process = subprocess.Popen([sys.executable, "-c", script], env=environment)
    while Dossier.objects.count() < 2000 and process.poll() is None:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    there, _events = counts()
    assert there % 1000 == 0
    assert 2000 <= there < 6001
    totals, refused = moved_in(path)
    assert (totals.stored, totals.written, totals.refused) == (6001, 6001 - there, 1)
    assert counts() == (6001, counts()[1])
    again, refused_again = moved_in(path)
    assert (again.stored, again.written, again.refused, refused_again) == (6001, 0, 1, refused)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_refuses_no_line_and_the_import_goes_on_later(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    make_cast()
    path = write_json(tmp_path / "a.jsonl", *(line(number) for number in range(1, 6)))
    take_over, batches = importing.take_over_dossiers, []

    def take_over_until_the_third(*given, **named):
        batches.append(given)
        if len(batches) == 3:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return take_over(*given, **named)

    monkeypatch.setattr(importing, "take_over_dossiers", take_over_until_the_third)
    with pytest.raises(CommandError, match=r"từ dòng 5\. Những hồ sơ đã ghi trước đó còn nguyên"):
        told(path)
    connection.close()
    assert Dossier.objects.count() == 4
    assert told(path)[-2:] == ["written 1", "stored 5, refused 0"]


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_broken_off_in_a_deadlock_is_taken_again(tmp_path, monkeypatch):
    make_cast()
    path = write_json(tmp_path / "a.jsonl", line(1), line(2))
    take_over, times = importing.take_over_dossiers, []

    def take_over_in_a_ring_at_first(*given, **named):
        times.append(1)
        if len(times) == 1:
            meet()
        return take_over(*given, **named)

    monkeypatch.setattr(importing, "take_over_dossiers", take_over_in_a_ring_at_first)
    with somebody_opposite() as meet:
        assert told(path)[-2:] == ["written 2", "stored 2, refused 0"]
    assert len(times) == 2


def _url_of_the_test_database():
    base, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{connection.settings_dict['NAME']}"


def test_what_excel_writes_about_delimiters_and_texts_is_no_content(tmp_path):
    path, row = tmp_path / "a.csv", ROW.replace(",", ";").replace("H14.31-260302-0001", '"=""H14.31-260302-0001"""')
    path.write_text("sep=;\r\n" + HEADER.replace(",", ";") + row.replace("02/03/2026", "'02/03/2026"), "utf-8-sig")
    (one,) = read(path)
    assert (one.number, one.raw["code"], one.raw["accepted_at"]) == (3, "H14.31-260302-0001", "02/03/2026 08:00")
