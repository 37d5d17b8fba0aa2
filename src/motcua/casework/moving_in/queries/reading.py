"""Files of an older system as raw lines: CSV (comma, semicolon or tab) or JSON lines, UTF-8 with or without a mark."""

import codecs
import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from motcua.casework.moving_in.errors import FileNotUsable
from motcua.casework.moving_in.rules.columns import REQUIRED, columns_of
from motcua.casework.moving_in.rules.record import Fault
from motcua.kernel.texts.mark import mark

NOT_READABLE = mark("không đọc được tệp: {why}")
EMPTY = mark("tệp trống")
AN_ARRAY = mark("tệp là một mảng JSON […]; hãy ghi mỗi hồ sơ trên một dòng (JSON lines) hoặc dùng CSV")
UTF_16 = mark("tệp dùng bảng mã UTF-16; hãy lưu lại bằng UTF-8 (trong Excel: «CSV UTF-8»)")
NOT_UTF_8 = mark(
    "dòng {line} không phải UTF-8, có lẽ là Windows-1258, TCVN3 hoặc VNI; hãy lưu lại bằng UTF-8 (Excel: «CSV UTF-8»)"
)
NO_HEADER = mark("dòng đầu phải là tên cột; thiếu cột: {missing}")
COLUMN_TWICE = mark("cột «{column}» có hai lần")
OTHER_COUNT = mark("dòng có {cells} ô, dòng tên cột có {columns}")
BROKEN_ROW = mark("dòng CSV hỏng: {why}")
OPEN_QUOTE = mark("dấu ngoặc kép mở ở dòng này không đóng lại: {lines} dòng bị nuốt vào một ô")
NOT_JSON = mark("dòng không phải JSON: cột {column}")
NOT_AN_OBJECT = mark("dòng không phải một đối tượng JSON {{…}}")
STOPS_TWICE = mark("lần dừng được ghi hai cách: «stops» và «{column}»")
CARRIAGE_RETURNS = mark("tệp ngắt dòng kiểu Mac cũ (CR); hãy lưu lại với ngắt dòng LF hoặc CRLF (Excel: «CSV UTF-8»)")
NO_DELIMITER = mark("{missing} (cột phân cách bằng dấu phẩy, chấm phẩy hoặc tab)")
BROKEN = {
    "unexpected end of data": mark("dấu ngoặc kép mở ra mà không đóng lại"),
    "field larger": mark("có ô dài quá 131.072 ký tự"),
    "expected after": mark("có chữ ngay sau dấu ngoặc kép đóng"),
    "new-line character": mark("có ký tự xuống dòng CR ngoài dấu ngoặc kép"),
}
"""What the reader of CSV says in English → how it is told."""

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=.?\s*$", re.IGNORECASE)
"""What Excel writes above the headings to tell its delimiter."""
_AS_TEXT = re.compile(r'\s*="(.*)"\s*|\s*\'(.*)', re.DOTALL)
"""How Excel is told that a cell is text: ="0123", or an apostrophe before it."""
_MOST_LINES_A_ROW = 50
_REFUSED = {"line", "faults", "record"}
"""The keys of an object in the file of refused lines, which is given again when it is put right."""
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, `cells` as written (CSV) and `raw` by our columns; or the faults that it has as a line."""

    number: int
    raw: dict[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file that can be read: what it is and the SHA-256 of its content."""

    path: Path
    digest: str
    size: int
    is_csv: bool
    delimiter: str = ","
    header: tuple[str, ...] = ()

    @property
    def unknown_columns(self) -> list[str]:
        """Headings that are passed over."""
        names = zip(self.header, columns_of(self.header), strict=True)
        return [heading for heading, column in names if heading and not column]


def open_source(path: Path) -> Source:
    """Look through the whole file once; raises `FileNotUsable` when nothing of it could be taken."""
    try:
        digest, size, start = _looked_through(path)
    except OSError as error:
        raise FileNotUsable(NOT_READABLE, why=error.strerror or error) from None
    first = start.decode("utf-8-sig", errors="ignore").lstrip()
    if not first:
        raise FileNotUsable(EMPTY)
    if first.startswith("["):
        raise FileNotUsable(AN_ARRAY)
    if first.startswith("{"):
        return Source(path, digest, size, is_csv=False)
    heading = next((line for line in first.splitlines() if line.strip() and not _SEPARATOR.match(line)), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    header = tuple(next(csv.reader([heading], delimiter=delimiter), []))
    if "\r" in heading.rstrip("\r\n") or "\r" in first.rstrip().replace("\r\n", ""):
        raise FileNotUsable(CARRIAGE_RETURNS)
    _check_header(header)
    return Source(path, digest, size, is_csv=True, delimiter=delimiter, header=header)


def lines_of(source: Source, told: Told = lambda _done: None) -> Iterator[Line]:
    """Every line that is not blank; `told` hears how many bytes are read."""
    return _csv_lines(source, told) if source.is_csv else _json_lines(source, told)


def _looked_through(path: Path) -> tuple[str, int, bytes]:
    digest, size, start, number = hashlib.sha256(), 0, b"", 0
    with path.open("rb") as file:
        for content in file:
            number += 1
            is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content
            if number == 1 and is_wide:
                raise FileNotUsable(UTF_16)
            try:
                content.decode("utf-8")
            except UnicodeDecodeError:
                raise FileNotUsable(NOT_UTF_8, line=number) from None
            digest.update(content)
            size += len(content)
            before = start.removeprefix(codecs.BOM_UTF8).strip()
            if not before or (_SEPARATOR.fullmatch(before.decode()) and content.strip()):
                start += content
    return digest.hexdigest(), size, start


def _check_header(header: Sequence[str]) -> None:
    columns = [column for column in columns_of(header) if column]
    if missing := [name for name in REQUIRED if name not in columns]:
        told = ", ".join(missing)
        raise FileNotUsable(NO_HEADER, missing=NO_DELIMITER.format(missing=told) if len(header) == 1 else told)
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise FileNotUsable(COLUMN_TWICE, column=twice[0])


def _texts(source: Source, told: Told) -> Iterator[str]:
    done = 0
    with source.path.open("rb") as file:
        for content in file:
            done += len(content)
            told(done)
            yield content.decode("utf-8-sig" if done == len(content) else "utf-8").replace("\0", "")


def _json_lines(source: Source, told: Told) -> Iterator[Line]:
    for number, text in enumerate(_texts(source, told), start=1):
        if not text.strip():
            continue
        try:
            raw = json.loads(text)
        except (ValueError, RecursionError) as error:
            fault = Fault("", NOT_JSON.format(column=getattr(error, "colno", 1)))
            yield Line(number, cells=(text.strip(),), faults=(fault,))
            continue
        if isinstance(raw, dict):
            yield _json_line(number, raw)
        else:
            yield Line(number, cells=(text.strip(),), faults=(Fault("", NOT_AN_OBJECT.format()),))


def _json_line(number: int, given: dict[str, Any]) -> Line:
    """Keys are read as headings are; what we have no column for stays as it is."""
    record = given["record"] if given.keys() == _REFUSED and isinstance(given["record"], dict) else given
    names = dict(zip(record, _columns(tuple(record)), strict=True))
    columns = [column for column in names.values() if column]
    if twice := [column for column in columns if columns.count(column) > 1]:
        return Line(number, record, faults=(Fault(twice[0], COLUMN_TWICE.format(column=twice[0])),))
    stops = {key: record[key] for key, column in names.items() if column.startswith("stop_")}
    if stops and record.get("stops"):
        return Line(number, record, faults=(Fault("stops", STOPS_TWICE.format(column=next(iter(stops)))),))
    raw = {column or key: record[key] for key, column in names.items() if key not in stops}
    numbered = _numbered((names[key], value) for key, value in stops.items() if str(value or "").strip())
    return Line(number, {**raw, "stops": numbered} if numbered else raw)


@cache
def _columns(keys: tuple[str, ...]) -> list[str]:
    return columns_of(keys)


def _csv_lines(source: Source, told: Told) -> Iterator[Line]:
    texts, columns = _texts(source, told), columns_of(source.header)
    reader = csv.reader(texts, delimiter=source.delimiter, strict=True)
    is_header, last = True, 0
    while True:
        began = last + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            last = reader.line_num
            yield Line(began, faults=(Fault("", BROKEN_ROW.format(why=_why(error))),))
            continue
        last = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if is_header:
            is_header = bool(_SEPARATOR.match(source.delimiter.join(cells)))
            continue
        yield _csv_line(began, cells, columns, last - began + 1)


def _csv_line(number: int, cells: list[str], columns: list[str], lines: int) -> Line:
    if lines > _MOST_LINES_A_ROW:
        return Line(number, cells=tuple(cells), faults=(Fault("", OPEN_QUOTE.format(lines=lines)),))
    if len(cells) != len(columns):
        reason = OTHER_COUNT.format(cells=len(cells), columns=len(columns))
        return Line(number, cells=tuple(cells), faults=(Fault("", reason),))
    return Line(number, _raw(columns, cells), tuple(cells))


def _why(error: csv.Error) -> str:
    return next((why for english, why in BROKEN.items() if english in str(error)), str(error))


def _text_of(cell: str) -> str:
    as_text = _AS_TEXT.fullmatch(cell)
    return cell if as_text is None else as_text[1] or as_text[2] or ""


def _raw(columns: list[str], cells: list[str]) -> dict[str, Any]:
    """Cells by column; those of numbered stops together."""
    texts = [(column, _text_of(written)) for column, written in zip_longest(columns, cells)]
    raw: dict[str, Any] = {column: text for column, text in texts if column and not column.startswith("stop_")}
    stops = _numbered((column, text) for column, text in texts if column.startswith("stop_") and text.strip())
    return {**raw, "stops": stops} if stops else raw


def _numbered(parts: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """``stop_2_from`` and the like as stops, in the order of their numbers."""
    stops: dict[int, dict[str, Any]] = {}
    for column, value in parts:
        _word, number, part = column.split("_")
        stops.setdefault(int(number), {"number": int(number)})[part] = value
    return [stops[number] for number in sorted(stops)]
