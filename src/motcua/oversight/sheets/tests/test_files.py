"""The files that go to whoever asked for the report say what the page says, in the official layout."""

import csv
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from django.test import Client
from lxml import etree
from openpyxl import load_workbook

from motcua.oversight.sheets.tests.conftest import MARCH

pytestmark = pytest.mark.django_db
CODES = ("II.06a", "II.06b", "II.06c", "07a-BTP", "TD.01", "TD.02", "TD.03", "TD.04", "TD.05")
"""All that we define."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fetched(account, code, kind):
    client = Client()
    client.force_login(account)
    response = client.get(f"/so-lieu/bieu/{code}/tai/{kind}/{MARCH}")
    assert response.status_code == 200
    return response.content


def rows_of(page):
    """Rows of the table: from the row of column numbers to the total."""
    head = next(cell.row for (cell,) in page.iter_rows(max_col=1) if cell.value == "(1)")
    last = next(cell.row for (cell,) in page.iter_rows(min_row=head, min_col=2, max_col=2) if cell.value == "Tổng số")
    return head, last


def test_excel_adds_up_to_what_csv_says(province):
    for code in CODES:
        same_in_excel(province[1], code)


def same_in_excel(account, code):
    page = load_workbook(BytesIO(fetched(account, code, "xlsx"))).active
    lines = list(csv.reader(StringIO(fetched(account, code, "csv").decode("utf-8-sig"))))
    head, last = rows_of(page)
    body = lines[3:]
    assert len(body) == last - head + 1
    for at, line in enumerate(body[1:], start=head + 1):
        for column, said in enumerate(line[1:], start=3):
            shown = evaluated(page, page.cell(at, column).coordinate)
            assert str(shown if shown is not None else "") == said.removeprefix("'"), (code, at, column)


def test_excel_has_the_official_head_joined_headings_and_formulas(province):
    page = load_workbook(BytesIO(fetched(province[1], "II.06a", "xlsx"))).active
    assert page["A2"].value == "ỦY BAN NHÂN DÂN XÃ LÝ QUỐC"
    assert page["J1"].value == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "từ ngày 01/03/2026 đến hết ngày 31/03/2026" in page["A6"].value
    head, last = rows_of(page)
    assert (head, last) == (12, 14)
    assert {"C9:F9", "D10:E10", "G9:J9", "K9:M9", "A9:A11"} <= {str(one) for one in page.merged_cells.ranges}
    assert page["C13"].value == "=D13+E13+F13"
    assert page["C14"].value == "=SUM(C13:C13)"
    assert evaluated(page, "C14") == evaluated(page, "G14") + evaluated(page, "K14") == 3
    foot = [cell.value for (cell,) in page.iter_rows(min_row=last + 1, max_col=1) if cell.value]
    assert foot[0] == "Kiểm tra cân đối: (3) + (17) = (7) + (11) + (14) + (15) + (16) + (18) + (19). Mọi dòng đều cân."
    assert "NGƯỜI LẬP BIỂU" in foot


def test_a_column_that_nobody_tells_is_never_nought_in_any_file(province):
    page = load_workbook(BytesIO(fetched(province[1], "07a-BTP", "xlsx"))).active
    head, last = rows_of(page)
    whole = next(cell.column for cell in page[head] if cell.value == "(5)")
    assert [page.cell(row, whole).value for row in (head + 1, last)] == ["chưa có dữ liệu"] * 2
    lines = list(csv.reader(StringIO(fetched(province[1], "07a-BTP", "csv").decode("utf-8-sig"))))
    assert lines[-1][3] == "chưa có dữ liệu"
    assert "chưa có dữ liệu" in word_text(fetched(province[1], "07a-BTP", "docx"))


def test_words_of_a_person_are_no_formula(province):
    """The reason of the apology begins with an equals sign."""
    page = load_workbook(BytesIO(fetched(province[1], "TD.01", "xlsx"))).active
    head, _last = rows_of(page)
    assert (page.cell(head + 1, 10).value, page.cell(head + 1, 10).data_type) == ("=Thiếu cán bộ thụ lý", "s")
    lines = list(csv.reader(StringIO(fetched(province[1], "TD.01", "csv").decode("utf-8-sig"))))
    assert lines[4][8] == "'=Thiếu cán bộ thụ lý"
    assert lines[4][1:8] == ["Đăng ký khai sinh", "Ủy ban nhân dân xã Lý Quốc", "Nông Văn Thụ", "02/03/2026",
                             "05/03/2026", "", "7"]  # fmt: skip


def test_word_says_what_csv_says_in_cells_that_fit_together(province):
    for code in CODES:
        same_in_word(province[1], code)


def same_in_word(account, code):
    content = fetched(account, code, "docx")
    root = word_root(content)
    table = root.findall(f".//{W}tbl")[1]
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.findall(f"{W}tr"):
        spans = [int(cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val")) if cell.find(f"{W}tcPr/{W}gridSpan") is not None
                 else 1 for cell in row.findall(f"{W}tc")]  # fmt: skip
        assert sum(spans) == columns
    said = [["".join(cell.itertext()) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
    lines = list(csv.reader(StringIO(fetched(account, code, "csv").decode("utf-8-sig"))))
    body = [[cell.removeprefix("'") for cell in line] for line in lines[4:]]
    assert [row[1:] for row in said[-len(body) :]] == body
    text = word_text(content)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "THỦ TRƯỞNG CƠ QUAN",
                  "từ ngày 01/03/2026 đến hết ngày 31/03/2026"):  # fmt: skip
        assert words in text


def test_a_heading_of_several_floors_is_joined_in_word(province):
    rows = word_root(fetched(province[1], "II.06a", "docx")).findall(f".//{W}tbl")[1].findall(f"{W}tr")[:3]
    first = ["".join(cell.itertext()) for cell in rows[0].findall(f"{W}tc")]
    assert first == ["TT", "Nội dung", "Tiếp nhận", "Đã giải quyết", "Đang giải quyết", "Ngoài biểu"]
    merges = [[cell.find(f"{W}tcPr/{W}vMerge") is not None for cell in row.findall(f"{W}tc")] for row in rows]
    assert merges[0] == [True, True, False, False, False, False]
    assert merges[1][:6] == [True, True, True, False, True, True]
    assert all(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)


def word_root(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def word_text(content):
    return re.sub(r"\s+", " ", " ".join(word_root(content).itertext()))


def evaluated(page, place):
    """What a formula of ours comes to, worked out by itself."""
    cell = page[place]
    if cell.data_type != "f":
        return cell.value
    inner = cell.value.removeprefix("=SUM(").removesuffix(")").removeprefix("=")
    if ":" in inner:
        return sum(evaluated(page, one.coordinate) or 0 for row in page[inner] for one in row)
    return sum(evaluated(page, part) or 0 for part in inner.split("+"))
