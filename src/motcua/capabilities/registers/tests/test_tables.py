"""Tables in and out at their real size, and what a table may hold that it should not."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.capabilities.registers.actions.importing import import_rows
from motcua.capabilities.registers.actions.rows import subject_of
from motcua.capabilities.registers.errors import TableUnreadable
from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.counts import register_counts
from motcua.capabilities.registers.queries.tables import as_csv, as_excel, rows_in_file
from motcua.capabilities.registers.rules.table import RowGiven
from motcua.capabilities.registers.tests.factories import COMMUNE, OTHER, load, province, rows, typed
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.store import history_of
from motcua.registry.people.tests.factories import AT

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


def bring(definition, table, *, may_edit=lambda code: code == COMMUNE, **more):
    rest = {"agency_code": COMMUNE, "actor": "x", "at": AT, **more}
    return import_rows(definition.code, rows=table, may_edit=may_edit, **rest)


def test_ten_thousand_rows_go_in_with_an_event_and_an_edition_each_and_twice_changes_nothing():
    province()
    definition = load("phuong-tien-do")
    table = rows(definition, MANY)
    outcome = bring(definition, table)
    assert (outcome.written, outcome.refused) == (MANY, [])
    assert Record.objects.count() == RecordEdition.objects.count() == MANY
    assert EventRecord.objects.filter(kind="registers.recorded").count() == MANY
    assert register_counts("phuong-tien-do")["devices"].numerator == MANY
    assert len(set(Record.objects.values_list("code", flat=True))) == MANY
    assert bring(definition, table).same == MANY
    record = Record.objects.order_by("id")[5]
    (event,) = history_of(subject_of("phuong-tien-do", record.code))
    assert (event.register, event.code, event.state, event.under) == ("phuong-tien-do", record.code, "registered", 1)


def test_a_changed_cell_changes_that_record_alone_and_a_past_day_still_counts_the_old():
    province()
    definition = load("truyen-thong")
    table = rows(definition, 5)
    bring(definition, table)
    before = register_counts("truyen-thong")["events"].numerator
    record = Record.objects.order_by("code")[2]
    later = AT.replace(year=AT.year + 1)
    outcome = bring(definition, [RowGiven(2, {"code": record.code, "attendees": "999"})], at=later)
    assert (outcome.changed, outcome.written) == (1, 0)
    changed = Record.objects.get(pk=record.pk)
    assert changed.values == record.values | {"attendees": 999}
    assert changed.edition == 2
    assert RecordEdition.objects.get(record=record, number=1).until_at == later
    assert before == 0
    with clock.frozen(later):
        then = register_counts("truyen-thong", on=clock.local(AT).date())["done"]
        assert (then.numerator, then.denominator) == (0, 5)
        assert "ngay=" in then.url


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"held_on": "31/02/2026"}, "«Ngày thực hiện»: «31/02/2026» không phải là ngày"),
        ({"attendees": "1.5"}, "«Số người tham dự, tiếp cận»: «1.5» không phải là số"),
        ({"attendees": "-3"}, "«Số người tham dự, tiếp cận» phải từ 0 trở lên"),
        ({"form": "Ca nhạc"}, "«Hình thức»: «Ca nhạc» không có trong danh sách"),
        ({"place": "Xã Không Có"}, "không tìm thấy «Xã Không Có»"),
        ({"agency": OTHER}, "Cơ quan quản lý: không có cơ quan «H14.32», hoặc bạn không được ghi sổ ở đó"),
        ({"state": "Đang bay"}, "Trạng thái: không có «Đang bay»"),
        ({"state": "Đã thực hiện", "attendees": ""}, "Trạng thái: chưa đủ điều kiện để đứng ở «Đã thực hiện»"),
        ({"code": "SO/1"}, "Mã «SO/1» không đúng dạng"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line(cells, told):
    province()
    definition = load("truyen-thong")
    outcome = bring(definition, [RowGiven(9, typed(definition) | cells), RowGiven(10, typed(definition, 1))])
    assert outcome.written == 1
    (refused,) = outcome.refused
    assert refused.line == 9
    assert told in " ".join(refused.reasons)


def test_two_rows_that_mean_the_same_and_a_state_that_only_a_move_changes_are_refused():
    province()
    definition = load("truyen-thong")
    same = bring(definition, [RowGiven(2, typed(definition)), RowGiven(3, typed(definition))])
    assert [row.reasons for row in same.refused] == [("Trùng với dòng 2.",)]
    code = Record.objects.get().code
    moved = bring(definition, [RowGiven(2, {"code": code, "state": "held"})])
    assert "trạng thái chỉ đổi bằng bước chuyển" in moved.refused[0].reasons[0]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("so.csv", "Tên hoạt động,Màu\nA,b".encode(), "có cột không quen: Màu"),
        ("so.csv", "Tên hoạt động,Tên hoạt động\nA,b".encode(), "có hai cột «Tên hoạt động»"),
        ("so.csv", b"", "dòng đầu phải là tên các cột"),
        ("so.csv", "Tên".encode("utf-16"), "UTF-8"),
        ("so.docx", b"x", "hãy dùng tệp CSV"),
    ],
)
def test_a_file_that_is_no_table_of_the_register_is_told_why(name, content, told):
    province()
    definition = load("truyen-thong")
    with pytest.raises(TableUnreadable, match="Không đọc được bảng") as refusal:
        rows_in_file(definition, name, SimpleUploadedFile(name, content))
    assert told in str(refusal.value)


def test_text_like_a_formula_goes_out_harmless_and_comes_back_as_it_was():
    province()
    definition = load("truyen-thong")
    heads, row = ["Tên hoạt động", "Đối tượng"], ["=1+1", "-5 đội"]
    back = rows_in_file(definition, "x.csv", SimpleUploadedFile("x.csv", as_csv(heads, [row])))
    assert back[0].cells == {"name": "=1+1", "audience": "-5 đội"}
    book = load_workbook(BytesIO(as_excel("Sổ: thử/1", heads, [row])))
    assert [cell.data_type for cell in book.worksheets[0][2]] == ["s", "s"]
