"""Tables in and out: CSV and Excel, of which what goes out comes back in equal."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from motcua.capabilities.registers.errors import TableUnreadable
from motcua.capabilities.registers.queries.lists import Line, field_then
from motcua.capabilities.registers.queries.lookup import BETWEEN, names_for
from motcua.capabilities.registers.queries.scopes import Scope
from motcua.capabilities.registers.rules.definition import Definition
from motcua.capabilities.registers.rules.saying import Names, cell, cell_text, kind_of
from motcua.capabilities.registers.rules.table import MOST_ROWS, RowGiven, columns_from, heads_of, rows_from
from motcua.kernel.files.kinds import check_kind
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.sheet import csv_text
from motcua.registry.organisation.public import agency_names

NOT_A_TABLE = mark("hãy dùng tệp CSV (UTF-8) hoặc Excel (.xlsx)")
NOT_UTF8 = mark("tệp CSV phải lưu theo UTF-8")
BROKEN = mark("tệp Excel hỏng, hãy mở và lưu lại")
TOO_MANY = mark("nhiều quá {most} dòng, hãy chia thành nhiều tệp")
_WIDEST = 50


def rows_in_file(definition: Definition, name: str, content: Any) -> list[RowGiven]:
    """The rows of an uploaded table. Raises `TableUnreadable` with what is wrong with it."""
    ending = name.rpartition(".")[2].lower()
    try:
        rows = _csv_rows(content.read()) if ending == "csv" else _excel_rows(content, name, ending)
        heads = next(rows, (1, ()))[1]
        found = list(rows_from(columns_from(definition, heads), rows))
    except (ValueError, csv.Error) as error:
        raise TableUnreadable(name=name[:80], why=str(error)) from error
    if len(found) > MOST_ROWS:
        raise TableUnreadable(name=name[:80], why=TOO_MANY.format(most=MOST_ROWS))
    return found


def table_of(
    scope: Scope, lines: Sequence[Line], *, seen: Mapping[str, Any], is_plain: bool
) -> tuple[list[str], Iterator[list[Any]]]:
    """Heads and rows of these records; `is_plain`: numbers and days as text, for CSV."""
    definition = scope.definition
    names = names_for(definition, [line.values for line in lines], seen=seen)
    called = agency_names({line.agency_code for line in lines})
    rows = (_row(definition, line, names, called, is_plain=is_plain) for line in lines)
    return list(heads_of(definition).values()), rows


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as a file that Excel opens."""
    return csv_text(heads, rows).encode()


def as_excel(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as a workbook: heads stay in sight, days and numbers are such."""
    from openpyxl import Workbook  # house: import-in-function - 14 MB, seldom
    from openpyxl.utils import get_column_letter  # house: import-in-function - 14 MB, seldom

    book = Workbook(write_only=True)
    page = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31])
    page.freeze_panes = "B2"
    for number, head in enumerate(heads, 1):
        page.column_dimensions[get_column_letter(number)].width = min(max(len(head) + 2, 14), _WIDEST)
    page.append([_bold(page, head) for head in heads])
    for row in rows:
        page.append([_typed(page, value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _row(definition: Definition, line: Line, names: Names, called: Mapping[str, str], *, is_plain: bool) -> list[Any]:
    state = definition.state_of.get(line.state)
    agency = _with_name(line.agency_code, called)
    row: list[Any] = [line.code, agency, state.name if state else line.state]
    for now in definition.fields:
        field, value = field_then(now, line.version_id), line.values.get(now.code)
        kind = kind_of(field)
        if kind and value is not None:
            row.append(_with_name(value, names.get(kind, {})))
        else:
            row.append(cell_text(field, value) if is_plain else cell(field, value))
    return row


def _with_name(code: str, names: Mapping[str, str]) -> str:
    return f"{code}{BETWEEN}{names[code]}" if code in names else code


def _bold(page: Any, head: str) -> Any:
    from openpyxl.cell import WriteOnlyCell  # house: import-in-function - 14 MB, seldom
    from openpyxl.styles import Font  # house: import-in-function - 14 MB, seldom

    made = WriteOnlyCell(page, value=head)
    made.font = Font(bold=True)
    return made


def _typed(page: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell  # house: import-in-function - 14 MB, seldom

    if isinstance(value, str):
        made = WriteOnlyCell(page, value=value)
        made.data_type = "s"  # never a formula
        return made
    if hasattr(value, "isoformat"):
        made = WriteOnlyCell(page, value=value)
        made.number_format = "dd/mm/yyyy"
        return made
    return value


def _csv_rows(content: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(NOT_UTF8) from None
    head = text.split("\n", 1)[0]
    apart = max(";\t,", key=head.count)
    reader = csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=apart)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _excel_rows(content: Any, name: str, ending: str) -> Iterator[tuple[int, Sequence[Any]]]:
    from openpyxl import load_workbook  # house: import-in-function - 14 MB, seldom
    from openpyxl.utils.exceptions import InvalidFileException  # house: import-in-function - 14 MB, seldom

    if ending != "xlsx":
        raise ValueError(NOT_A_TABLE)
    check_kind(content, name, {"xlsx"})
    try:
        book = load_workbook(content, read_only=True, data_only=True)
        page = book.worksheets[0]
        page.reset_dimensions()
        for line, row in enumerate(page.iter_rows(values_only=True), 1):
            if line > MOST_ROWS + 2:
                return
            yield line, row
    except (InvalidFileException, KeyError, zipfile.BadZipFile, OSError, SyntaxError, IndexError) as error:
        raise ValueError(BROKEN) from error
