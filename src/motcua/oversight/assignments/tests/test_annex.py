"""Annexes as offices write them: columns, deadlines in words, names with commas, lines refused with why."""

import time
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from motcua.kernel.texts.fold import fold
from motcua.oversight.assignments.errors import FileNotUsable
from motcua.oversight.assignments.models import Assignment, SteeringDocument
from motcua.oversight.assignments.queries.tables import rows_of
from motcua.oversight.assignments.rules.annex import Around, area_of, columns_of, read_annex
from motcua.oversight.assignments.rules.deadlines import read_deadline
from motcua.oversight.assignments.rules.rounds import Periodicity, last_of
from motcua.oversight.assignments.tests.factories import DEPARTMENT, OFFICE, PLAN, PROVINCE, make_office
from motcua.oversight.reform.tests.factories import make_plan

HEADS = ["TT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
NAMES = {"Sở Tư pháp": "A", "Sở Văn hóa, Thể thao và Du lịch": "B", "Sở Khoa học và Công nghệ": "C", "UBND xã X": "D"}
AROUND = Around({fold(name): code for name, code in NAMES.items()}, ("A", "B", "C"), ("D",), year=2026)
ONCE = Periodicity.ONCE


@pytest.mark.parametrize(
    ("said", "day", "often"),
    [
        ("30/6/2026", date(2026, 6, 30), ONCE),
        ("Trước ngày 15-3-2026", date(2026, 3, 15), ONCE),
        ("31/12", date(2026, 12, 31), ONCE),
        ("Quý II/2026", date(2026, 6, 30), ONCE),
        ("Quý IV", date(2026, 12, 31), ONCE),
        ("Quý I năm 2027", date(2027, 3, 31), ONCE),
        ("Tháng 9/2026", date(2026, 9, 30), ONCE),
        ("9/2026", date(2026, 9, 30), ONCE),
        ("tháng 2", date(2026, 2, 28), ONCE),
        ("6 tháng đầu năm", date(2026, 6, 30), ONCE),
        ("Thường xuyên", date(2026, 12, 31), ONCE),
        ("Năm 2026", date(2026, 12, 31), ONCE),
        ("Hằng quý", date(2026, 12, 31), Periodicity.QUARTERLY),
        ("Định kỳ hàng tháng", date(2026, 12, 31), Periodicity.MONTHLY),
        ("Hằng năm", date(2026, 12, 31), Periodicity.YEARLY),
    ],
)
def test_a_deadline_is_read_as_offices_write_it(said, day, often):
    assert read_deadline(said, year=2026) == (day, often)


@pytest.mark.parametrize("said", ["khi có yêu cầu", "31/02/2026", "sớm", "tháng 13", "0/0/2026"])
def test_what_says_no_day_is_no_deadline(said):
    assert read_deadline(said, year=2026) is None


@given(st.integers(1, 12), st.integers(2020, 2035))
def test_a_month_however_written_is_its_last_day(month, year):
    for said in (f"Tháng {month}/{year}", f"trong tháng {month} năm {year}", f"{month}/{year}"):
        assert read_deadline(said, year=2000) == (last_of(year, month), ONCE)


def read(*rows, heads=HEADS):
    return read_annex([(1, ["KẾ HOẠCH"]), (2, heads), *((at, list(row)) for at, row in enumerate(rows, 3))], AROUND)


def test_a_row_of_an_areas_name_speaks_for_those_below_it():
    rows = read(
        ("I", "Cải cách thể chế", "", "", "", ""),
        ("1", "Việc", "SP", "Sở Tư pháp", "", "Quý II"),
        ("II", "Cải cách tài chính công", "", "", "", ""),
        ("2", "Việc", "SP", "Sở Tư pháp", "", "Quý II"),
    )
    assert [row.draft.area for row in rows] == ["1", "5"]


def test_names_with_commas_and_groups_of_agencies_are_understood():
    (row,) = read(
        ("1", "Việc", "SP", "Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch, Sở Khoa học và Công nghệ", "Quý II")
    )
    assert row.draft.co_codes == ("B", "C")
    (row,) = read(
        ("1", "Việc", "SP", "Sở Tư pháp", "Các sở, ban, ngành; UBND các xã và các đơn vị liên quan", "Quý II")
    )
    assert row.draft.co_codes == ("B", "C", "D")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("1", "Việc", "SP", "Sở Tư pháp, Sở Khoa học và Công nghệ", "", "Quý II"), "có 2 cơ quan chủ trì"),
        (("1", "Việc", "SP", "Sở Lạ", "", "Quý II"), "không có cơ quan chủ trì «Sở Lạ»"),
        (("1", "Việc", "SP", "Sở Tư pháp", "Sở Lạ", "Quý II"), "không có cơ quan phối hợp «Sở Lạ»"),
        (("1", "Việc", "SP", "Sở Tư pháp", "", "sớm"), "không hiểu thời hạn «sớm»"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(cells, words):
    (row,) = read(cells)
    assert row.draft is None
    assert words in "; ".join(text.format(**told) for text, told in row.faults)


def test_a_file_without_headings_or_that_is_no_table_is_refused_whole():
    assert read_annex([(1, ["a", "b"])], AROUND) is None
    for content in (b"", b"  \n", "Nội dung".encode("utf-16"), b"PK\x03\x04 broken"):
        with pytest.raises(FileNotUsable):
            rows_of(content)


def test_columns_are_known_by_words_whatever_their_order():
    assert columns_of(["Số TT", "Chủ trì", "Nhiệm vụ", "Kết quả", "Hạn hoàn thành"]) == {
        "item": 0, "lead": 1, "content": 2, "product": 3, "due": 4,
    }  # fmt: skip
    assert [area_of(words) for words in ("2", "Chuyển đổi số", "Chế độ công vụ", "Khác")] == ["2", "6", "4", ""]


@pytest.mark.django_db
def test_1315_lines_of_excel_are_taken_in_seconds_and_each_wrong_one_is_named(tmp_path):
    make_office()
    make_plan(PLAN)
    SteeringDocument.objects.create(agency_code=PROVINCE, number="12/CT-UBND", issued_on=date(2026, 1, 15), issuer="",
                                    abstract="x", entered_by="x", entered_at="2026-01-15T00:00:00Z")  # fmt: skip
    book = Workbook()
    sheet = book.active
    sheet.append([*HEADS, "Lĩnh vực", "Văn bản"])
    for number in range(1, 1316):
        sheet.append([number, f"Việc {number}", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", date(2026, 6, 30), 1 + number % 6,
                      "12/CT-UBND" if number % 2 else None])  # fmt: skip
    sheet.append([1316, "Việc 7", "Báo cáo", "Sở Nội vụ", "", "Quý II", 1, None])
    sheet.append([1317, "Việc khác", "", "Sở Tư pháp", "", "Quý II", 1, "99/CT"])
    sheet.append([1318, "Việc nữa", "", "Sở Tư pháp", "", "Quý II/2030", 1, None])
    content = BytesIO()
    book.save(content)
    file = tmp_path / "phu-luc.xlsx"
    file.write_bytes(content.getvalue())
    said, began = StringIO(), time.process_time()
    call_command("import_assignments", str(file), plan=PLAN, stdout=said)
    assert time.process_time() - began < 20
    told = said.getvalue()
    assert "1315 nhiệm vụ mới, 0 đã có, 3 dòng bỏ qua" in told
    assert "dòng 1317: Việc này đã giao Sở Tư pháp chủ trì" in told
    assert "dòng 1318: văn bản «99/CT» chưa có trong sổ" in told
    assert "dòng 1319: Hãy ghi sản phẩm phải có." in told
    assert "dòng 1319: Thời hạn 30/06/2030 nằm ngoài" in told
    row = Assignment.objects.get(number=1)
    assert (row.lead_code, row.co_codes, row.area, row.document.number) == (DEPARTMENT, [OFFICE], "2", "12/CT-UBND")
    again = StringIO()
    call_command("import_assignments", str(file), plan=PLAN, stdout=again)
    assert "0 nhiệm vụ mới, 1315 đã có" in again.getvalue()
    with pytest.raises(CommandError, match="Không có kế hoạch"):
        call_command("import_assignments", str(file), plan="không có")
    with pytest.raises(CommandError, match="không đọc được tệp"):
        call_command("import_assignments", str(tmp_path / "không có.csv"), plan=PLAN)
