"""A list of agencies as Excel or CSV: what goes out comes back in equal."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from motcua.kernel.errors import InvalidInput
from motcua.kernel.files.kinds import check_kind
from motcua.kernel.texts.mark import mark

MOST_ROWS = 5_000
NOT_A_TABLE = mark("Hãy dùng tệp CSV (UTF-8) hoặc Excel (.xlsx).")
BROKEN = mark("Tệp Excel hỏng. Hãy mở bằng Excel, lưu lại rồi thử lần nữa.")
NOT_UTF8 = mark("Tệp CSV phải lưu theo UTF-8. Trong Excel, chọn kiểu «CSV UTF-8».")
TOO_MANY = mark("Tệp có quá 5.000 dòng. Hãy chia thành nhiều tệp.")
_WIDTHS = (16, 12, 48, 28, 18, 12, 40, 16, 14, 14)


def rows_in_file(name: str, content: Any) -> list[tuple[int, list[str]]]:
    """Line number and cells of each row that is not empty, the heads first. Raises `InvalidInput`."""
    ending = name.rpartition(".")[2].lower()
    if ending not in {"csv", "xlsx"}:
        raise InvalidInput(NOT_A_TABLE)
    try:
        found = _csv_rows(content.read()) if ending == "csv" else _excel_rows(content, name)
        rows = [(line, cells) for line, cells in found if any(cells)]
    except csv.Error as error:
        raise InvalidInput(NOT_A_TABLE) from error
    if len(rows) > MOST_ROWS + 1:
        raise InvalidInput(TOO_MANY)
    return rows


def as_excel(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as a workbook of texts: a code keeps its zeros, nothing is a formula."""
    from openpyxl import Workbook  # house: import-in-function - 14 MB, seldom

    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJ", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.append([_cell(page, head, bold=True) for head in heads])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(page: Any, value: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # house: import-in-function - 14 MB, seldom
    from openpyxl.styles import Font  # house: import-in-function - 14 MB, seldom

    made = WriteOnlyCell(page, value=value)
    made.data_type = "s"
    made.number_format = "@"
    made.font = Font(bold=bold)
    return made


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(NOT_UTF8) from None
    head = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=max(";\t,", key=head.count))
    line = 1
    for row in reader:
        yield line, [_text(value) for value in row]
        line = reader.line_num + 1


def _excel_rows(content: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # house: import-in-function - 14 MB, seldom
    from openpyxl.utils.exceptions import InvalidFileException  # house: import-in-function - 14 MB, seldom

    check_kind(content, name, {"xlsx"})
    try:
        page = load_workbook(content, read_only=True, data_only=True).worksheets[0]
        page.reset_dimensions()
        for line, row in enumerate(page.iter_rows(values_only=True, max_row=MOST_ROWS + 2), 1):
            yield line, [_text(value) for value in row]
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError, IndexError) as error:
        raise InvalidInput(BROKEN) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    text = " ".join(str(int(value) if isinstance(value, float) and value.is_integer() else value).split())
    return text.removeprefix("'") if text[1:2] in {"=", "+", "-", "@"} else text
