"""A line that cannot be true is refused with its field and a Vietnamese reason; the rest is taken."""

from datetime import UTC, datetime

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import COMMUNE, DEPARTMENT, make_cast
from motcua.casework.moving_in.rules.record import read_record
from motcua.casework.moving_in.tests.factories import NOW, counts, line, moved_in, running, write_json
from motcua.registry.organisation.public import succeed_agency

STOP = {"kind": "supplement", "from": "03/03/2026 08:00", "to": "03/03/2026 16:00"}


def stop(**changes):
    return {**STOP, **changes}


WRONG = [
    ({"code": ""}, "code", "thiếu"),
    ({"code": "H14 05"}, "code", "không dùng làm mã được"),
    ({"code": "x" * 46}, "code", "dài quá 45"),
    ({"code": ["H14"]}, "code", "phải là chữ hoặc số"),
    ({"code": True}, "code", "phải là chữ hoặc số"),
    ({"agency": ""}, "agency", "thiếu"),
    ({"procedure": None}, "procedure", "thiếu"),
    ({"channel": "fax"}, "channel", "không phải một trong: online, counter, post"),
    ({"state": "xong"}, "state", "không phải một trong: submitted"),
    ({"state": "11"}, "state", "không phải một trong"),
    ({"result": "?"}, "result", "granted, refused"),
    ({"accepted_at": "46083.333"}, "accepted_at", "số sê-ri ngày của Excel"),
    ({"accepted_at": 46083}, "accepted_at", "số sê-ri ngày của Excel"),
    ({"accepted_at": "02/03/2026"}, "accepted_at", "chỉ có ngày, thiếu giờ"),
    ({"accepted_at": "2026-03-02"}, "accepted_at", "chỉ có ngày, thiếu giờ"),
    ({"accepted_at": "02/03/26 08:00"}, "accepted_at", "năm phải đủ bốn chữ số"),
    ({"accepted_at": "31/02/2026 08:00"}, "accepted_at", "không có ngày giờ này"),
    ({"accepted_at": "03/31/2026 08:00"}, "accepted_at", "không có ngày giờ này"),
    ({"accepted_at": "02/03/2026 25:00"}, "accepted_at", "không có ngày giờ này"),
    ({"accepted_at": "hôm qua"}, "accepted_at", "không phải ngày giờ; ví dụ đúng"),
    ({"accepted_at": "1772413200"}, "accepted_at", "không phải ngày giờ"),
    ({"submitted_at": "02/03/1926 08:00"}, "submitted_at", "trước năm 1990"),
    ({"returned_at": "02/04/2026 08:00"}, "returned_at", "02/04/2026 08:00 ở tương lai"),
    ({"due_at": "khi xong"}, "due_at", "không phải ngày giờ"),
    ({"submitted_at": "02/03/2026 09:00"}, "accepted_at", "02/03/2026 08:00 trước «submitted_at» 02/03/2026 09:00"),
    ({"ended_at": "02/03/2026 07:45"}, "ended_at", "trước «accepted_at»"),
    ({"returned_at": "03/03/2026 09:00"}, "returned_at", "trước «ended_at»"),
    ({"forwarded_at": "02/03/2026 07:50"}, "forwarded_at", "trước «accepted_at»"),
    ({"accepted_at": ""}, "accepted_at", "hồ sơ «returned» phải có"),
    ({"ended_at": ""}, "ended_at", "hồ sơ «returned» phải có"),
    ({"returned_at": ""}, "returned_at", "hồ sơ «returned» phải có"),
    ({"result": ""}, "result", "hồ sơ «returned» phải có"),
    ({"state": "resolved", "owner_name": "A"}, "returned_at", "hồ sơ «resolved» không thể có"),
    ({"state": "not_accepted"}, "accepted_at", "hồ sơ «not_accepted» không thể có"),
    ({"submitted_at": "", "accepted_at": "", "state": "submitted"}, "submitted_at", "thiếu"),
    ({"fee_amount": "-5"}, "fee_amount", "không phải số tiền đồng"),
    ({"fee_amount": "135.000"}, "fee_amount", "không phải số tiền đồng"),
    ({"code": False}, "code", "phải là chữ hoặc số"),
    ({"owner_email": "mai"}, "owner_email", "không phải địa chỉ thư"),
    ({"owner_name": "M" * 201}, "owner_name", "dài quá 200"),
    ({"stops": "03/03/2026"}, "stops", "phải là chữ hoặc số"),
    ({"stops": [stop(kind="nghỉ lễ")]}, "stop_1_kind", "không phải một trong: supplement, financial_duty"),
    ({"stops": [stop(**{"from": ""})]}, "stop_1_from", "thiếu"),
    ({"stops": [stop(to="")]}, "stop_1_to", "hồ sơ «returned» không thể có lần dừng chưa kết thúc"),
    ({"stops": [stop(to="03/03/2026 07:00")]}, "stop_1_to", "trước «stop_1_from»"),
    ({"stops": [STOP, stop(**{"from": "03/03/2026 09:00"})]}, "stop_2_from", "trước «stop_1_to»"),
    ({"stops": [stop(to="04/03/2026 11:00")]}, "ended_at", "trước «stop_1_to»"),
    ({"stops": [stop(**{"from": "02/03/2026 07:00", "to": "02/03/2026 07:50"})]}, "stop_1_from", "trước «submitted"),
    ({"stops": [stop(**{"from": "02/03/2026 07:40"})]}, "stop_1_to", "phải kết thúc trước khi tiếp nhận"),
    ({"stops": [stop(kind="financial_duty", **{"from": "02/03/2026 07:40", "to": "02/03/2026 07:50"}), ],
      "fee_amount": 5}, "stop_1_kind", "trước khi tiếp nhận chỉ có thể là chờ bổ sung"),
    ({"stops": [stop(kind="financial_duty")]}, "fee_amount", "thiếu"),
    ({"stops": [5]}, "stop_1_kind", "không phải một trong"),
]  # fmt: skip
RUNNING_WRONG = [
    ({"owner_name": ""}, "owner_name", "hồ sơ «in_progress» phải có"),
    ({"ended_at": "04/03/2026 10:00"}, "ended_at", "hồ sơ «in_progress» không thể có"),
    ({"state": "supplement_requested"}, "stops", "phải có lần dừng cuối chưa kết thúc, đúng loại"),
    ({"state": "fee_demanded", "stops": [stop(to="")]}, "stops", "đúng loại"),
    ({"state": "accepted", "stops": [STOP]}, "stops", "hồ sơ «accepted» không thể có"),
    ({"state": "accepted", "forwarded_at": "02/03/2026 09:00"}, "forwarded_at", "hồ sơ «accepted» không thể có"),
]
CASES = [(line(**changes), field, word) for changes, field, word in WRONG]
CASES += [(running(**changes), field, word) for changes, field, word in RUNNING_WRONG]


@pytest.mark.parametrize(("raw", "field", "word"), CASES)
def test_what_cannot_be_is_said_with_its_field(raw, field, word):
    past, faults = read_record(raw, now=NOW)
    assert past is None
    assert [fault.reason for fault in faults if fault.field == field and word in fault.reason], faults


def test_all_faults_of_a_line_are_told_at_once():
    _past, faults = read_record(line(channel="fax", state="?", accepted_at="45000"), now=NOW)
    assert {fault.field for fault in faults} == {"channel", "state", "accepted_at"}


@pytest.mark.parametrize(
    "text",
    ["02/03/2026 08:00", "2/3/2026 8:00", "02-03-2026 08:00:00", "08:00 02/03/2026", "8h00 ngày 2/3/2026",
     "02.03.2026 08:00",     "2026-03-02T08:00", "2026-03-02 08:00:00", "2026-03-02T01:00:00Z",
     "2026-03-02T08:00:00.000+07:00", "02/03/2026, 08:00"],
)  # fmt: skip
def test_one_moment_written_in_many_ways_is_one_moment(text):
    past, faults = read_record(line(accepted_at=text), now=NOW)
    assert faults == []
    assert past.accepted_at == datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_what_the_province_does_not_know_is_refused_and_the_rest_taken(tmp_path):
    make_cast()
    lines = [
        line(1, agency="H14.99"),
        line(2, procedure="9.999999"),
        line(3),
        line(3),
        line(4, receiving_agency="H99"),
        line(5, agency="H14.99", procedure="9.999999"),
    ]
    totals, refused = moved_in(write_json(tmp_path / "a.jsonl", *lines))
    assert (totals.stored, totals.refused) == (1, 5)
    told = {(number, fault.field): fault.reason for number, fault in refused}
    assert told[1, "agency"] == "không có cơ quan mang mã «H14.99»"
    assert "danh mục không có thủ tục «9.999999»" in told[2, "procedure"]
    assert told[4, "code"] == "mã hồ sơ đã có ở dòng 3"
    assert told[5, "receiving_agency"] == "không có cơ quan mang mã «H99»"
    assert {(6, "agency"), (6, "procedure")} <= set(told)
    assert Dossier.objects.get().agency_code == COMMUNE


@pytest.mark.django_db(transaction=True)
def test_a_running_dossier_needs_an_agency_that_is_still_there(tmp_path):
    make_cast()
    succeed_agency(DEPARTMENT, successor_code=COMMUNE, on=NOW.date(), actor="test", at=NOW)
    lines = [running(1, agency=DEPARTMENT), line(2, agency=DEPARTMENT)]
    totals, refused = moved_in(write_json(tmp_path / "a.jsonl", *lines))
    assert totals.stored == 1
    assert f"phải ghi mã cơ quan kế thừa «{COMMUNE}»" in refused[0][1].reason


@pytest.mark.django_db(transaction=True)
def test_a_code_of_a_living_dossier_is_not_taken_over(tmp_path):
    make_cast()
    moved_in(write_json(tmp_path / "a.jsonl", line(1)))
    before = counts()
    totals, refused = moved_in(write_json(tmp_path / "b.jsonl", line(1, owner_name="Người khác")))
    assert (totals.stored, refused[0][1].reason) == (0, "mã hồ sơ đã có trong hệ thống với nội dung khác")
    assert counts() == before
