"""An annex as rows of cells: Excel (its first sheet) or CSV in UTF-8, with commas, semicolons or tabs."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.errors import FileNotUsable

NOT_UTF_8 = mark("tệp CSV không phải UTF-8. Trong Excel hãy lưu thành «CSV UTF-8» hoặc gửi tệp .xlsx.")
NOT_A_TABLE = mark("tệp không mở được như bảng Excel. Hãy mở lại, lưu thành .xlsx rồi gửi.")
TOO_MANY = mark("tệp có hơn {most} dòng. Hãy chia nhỏ.")
BROKEN = mark("dòng CSV hỏng: {why}")
EMPTY = mark("tệp trống.")
_ZIP, _DELIMITERS, MOST_ROWS = b"PK", ",;\t", 20_000
Row = tuple[int, list[str]]


def rows_of(content: bytes) -> list[Row]:
    """Number of the line (from 1) and its cells as text, days as dd/mm/yyyy; blank lines are left out.

    Raises `FileNotUsable`.
    """
    if not content.strip():
        raise FileNotUsable(why=EMPTY)
    rows = _excel(content) if content.startswith(_ZIP) else _comma(content)
    found = []
    for number, cells in rows:
        if number > MOST_ROWS:
            raise FileNotUsable(why=TOO_MANY.format(most=MOST_ROWS))
        if any(cells):
            found.append((number, cells))
    return found


def _excel(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # house: import-in-function - 14 MB, seldom
    from openpyxl.utils.exceptions import InvalidFileException  # house: import-in-function - 14 MB, seldom

    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_said(cell) for cell in row]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise FileNotUsable(why=NOT_A_TABLE) from None


def _comma(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileNotUsable(why=NOT_UTF_8) from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count))
    begun = 1
    try:
        for row in reader:
            yield begun, [_said(cell) for cell in row]
            begun = reader.line_num + 1
    except csv.Error as error:
        raise FileNotUsable(why=BROKEN.format(why=error)) from None


def _said(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return nfc("" if cell is None else str(cell))
