"""Word, PDF and text files; files that are broken, locked or made to harm."""

import unicodedata
import zipfile
from datetime import date
from io import BytesIO

import pytest

from motcua.oversight.report_check.errors import ReportUnreadable
from motcua.oversight.report_check.public import check_text, text_of_file
from motcua.oversight.report_check.tests.office_files import locked, pdf_file, word_file

TODAY = date(2026, 11, 23)
WRONG = "Công bố 42 văn bản hết hiệu lực toàn bộ (09 nghị quyết, 35 quyết định)."
QUOTE = "42 văn bản hết hiệu lực toàn bộ (09 nghị quyết, 35 quyết định"


def remarks_of(content, name):
    report = check_text(text_of_file(content, name), today=TODAY)
    return [(str(one.kind), one.quote) for one in report.remarks]


def test_a_word_file_is_read_paragraph_by_paragraph():
    assert remarks_of(word_file(["Mở đầu", WRONG, "Kết"]), "a.docx") == [("sum", QUOTE)]


def test_rows_of_a_table_in_word_are_added_up():
    table = [("Đơn vị", "Giao", "Xong"), ("Sở A", "120", "118"), ("Sở B", "85", "80"), ("Tổng cộng", "250", "198")]
    assert remarks_of(word_file(["Bảng"], table), "a.docx") == [("sum", "250")]


def test_a_pdf_is_read_although_its_lines_are_broken_anywhere(tmp_path):
    words = "Ngay từ đầu năm, các cơ quan của tỉnh đã triển khai đồng bộ nhiều giải pháp cải cách. " * 2 + WRONG
    (kind, quote), *others = remarks_of(pdf_file(tmp_path, words), "a.pdf")
    assert (kind, " ".join(quote.split()), others) == ("sum", QUOTE, [])


@pytest.mark.parametrize(
    "text",
    [
        WRONG,
        f"\ufeff{WRONG}",
        unicodedata.normalize("NFD", WRONG),
        f"Dòng một.\r\nDòng hai.\r\n{WRONG}\r\n",
        f"Zero\u200bwidth \U0001f600 {WRONG}",
    ],
)
def test_places_in_a_text_file_are_characters_of_the_file_as_it_is(text):
    read = text_of_file(text.encode("utf-8"), "a.txt")
    assert read == text
    (remark,) = check_text(read, today=TODAY).remarks
    assert read[remark.problem.start : remark.problem.end] == remark.quote
    assert unicodedata.normalize("NFC", remark.quote) == QUOTE


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04rest", "a.docx", "bị hỏng"),
        (b"", "a.docx", "bị hỏng"),
        (b"%PDF-1.7 nothing", "a.pdf", "bị hỏng"),
        (b"no pdf", "a.pdf", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx", "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", "Word đời cũ"),
        (b"\xff\xfe\x00A", "a.txt", "UTF-8"),
        (b"GIF89a", "a.gif", "Chỉ đọc được"),
        (b"x" * (21 * 1024 * 1024), "a.txt", "20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, name, words):
    with pytest.raises(ReportUnreadable, match=words):
        text_of_file(content, name)


def test_a_locked_pdf_is_told_from_a_broken_one(tmp_path):
    with pytest.raises(ReportUnreadable, match="có đặt mật khẩu"):
        text_of_file(locked(pdf_file(tmp_path, WRONG), "secret"), "a.pdf")


def test_a_pdf_without_words_is_taken_for_a_scan(tmp_path):
    with pytest.raises(ReportUnreadable, match="không có chữ"):
        text_of_file(pdf_file(tmp_path, "#rect(width: 3cm, height: 2cm)"), "a.pdf")


def test_a_zip_bomb_is_not_unpacked():
    with pytest.raises(ReportUnreadable, match="nén bất thường"):
        text_of_file(word_file([], story=b" " * (41 * 1024 * 1024)), "a.docx")


def test_an_entity_bomb_is_not_unfolded():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    story = f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]><w:document xmlns:w="x"><w:body>&a8;</w:body></w:document>'
    with pytest.raises(ReportUnreadable, match="bị hỏng"):
        text_of_file(word_file([], story=story), "a.docx")


def test_a_zip_without_a_story_is_broken():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(ReportUnreadable, match="bị hỏng"):
        text_of_file(file.getvalue(), "a.docx")


def test_too_long_or_too_full_a_text_is_refused_in_words():
    with pytest.raises(ReportUnreadable, match="2 triệu ký tự"):
        check_text("a" * 2_000_001, today=TODAY)
    with pytest.raises(ReportUnreadable, match="con số"):
        check_text("1 " * 30_000, today=TODAY)
