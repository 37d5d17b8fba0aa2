"""A file of targets as lines with their cells; what is no such file says so."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.errors import ProgrammeUnreadable
from motcua.oversight.reform.rules.gathering import Programme, gather
from motcua.oversight.reform.rules.reading import KNOWN, NEEDED, Stated, read_line

NOT_TEXT = mark("không phải tệp văn bản UTF-8")
NO_HEAD = mark("dòng đầu phải là tên cột, trong đó có {columns}")
EMPTY = mark("tệp trống")
MORE_CELLS = mark("dòng có {count} ô, nhiều hơn số cột {columns}")
FEWER_CELLS = mark("dòng chỉ có {count} ô, ít hơn số cột {columns}; các ô thiếu coi như trống")
FAULTY_LINE = mark("không tách được ô của dòng ({why})")


@dataclass(frozen=True)
class FileLine:
    """A line of the file: all cells by their column, and why it cannot be taken."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass
class FileRead:
    """All that a file says: each line is in a programme or has a problem."""

    name: str
    digest: str
    content: bytes
    columns: tuple[str, ...]
    lines: list[FileLine] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unknown_columns(self) -> list[str]:
        return [column for column in self.columns if column not in KNOWN]

    @property
    def problems(self) -> list[FileLine]:
        return [line for line in self.lines if line.problem]


def read_programmes(content: bytes, *, name: str) -> FileRead:
    """Raises `ProgrammeUnreadable` where the file as a whole is no list of targets."""
    text = _text(content, name)
    columns, rows = _table(text, name)
    read = FileRead(name, hashlib.sha256(content).hexdigest(), content, columns)
    stated: dict[int, Stated] = {}
    before = ""
    for number, cells, fault, remark in rows:
        if remark:
            read.remarks.append((number, remark))
        found, reading = (None, None) if fault else read_line(number, cells, before)
        before = _name(cells, before)
        problem = fault
        if reading is not None:
            problem = "; ".join(text.format(**parameters) for text, parameters in reading.faults)
            read.remarks += [(number, text.format(**parameters)) for text, parameters in reading.remarks]
        if found is not None:
            stated[number] = found
        read.lines.append(FileLine(number, cells, problem))
    _gathered(read, stated)
    return read


def _gathered(read: FileRead, stated: dict[int, Stated]) -> None:
    read.programmes, remarks = gather(stated.values())
    stopped = {remark.line: remark.text.format(**remark.parameters) for remark in remarks if remark.stops}
    read.remarks += [(one.line, one.text.format(**one.parameters)) for one in remarks if not one.stops]
    read.remarks.sort()
    read.lines = [FileLine(line.number, line.cells, stopped.get(line.number, line.problem)) for line in read.lines]


def _name(cells: dict[str, str], before: str) -> str:
    said = " ".join(nfc(cells.get("indicator_vi", "")).split())
    return said if said and not said.lower().startswith("(như trên)") else before


def _text(content: bytes, name: str) -> str:
    try:
        is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise ProgrammeUnreadable(name=name, why=NOT_TEXT) from None


def _table(text: str, name: str) -> tuple[tuple[str, ...], Iterator[tuple[int, dict[str, str], str, str]]]:
    if not text.strip():
        raise ProgrammeUnreadable(name=name, why=EMPTY)
    head = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter, strict=False)
    first = next((row for row in _safely(reader) if isinstance(row, list) and any(row)), [])
    columns = tuple(nfc(cell).strip().lower() for cell in first)
    if not set(NEEDED) <= set(columns):
        raise ProgrammeUnreadable(name=name, why=NO_HEAD.format(columns=", ".join(NEEDED)))
    return columns, _rows(reader, columns)


def _safely(reader: "csv._reader") -> Iterator[list[str] | str]:  # type: ignore[name-defined]
    """Each row, or why it could not be split."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)


def _rows(reader: "csv._reader", columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str], str, str]]:  # type: ignore[name-defined]
    """Line number, cells, problem and remark of each line that holds anything."""
    last = reader.line_num
    for row in _safely(reader):
        number, last = last + 1, reader.line_num
        if isinstance(row, str):
            yield number, {}, FAULTY_LINE.format(why=row), ""
            continue
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: nfc(cell) for column, cell in zip(columns, row, strict=False) if column}
        extra = row[len(columns) :]
        if any(cell.strip() for cell in extra):
            told = {**cells, **{f"+{place}": nfc(cell) for place, cell in enumerate(extra, start=1)}}
            yield number, told, MORE_CELLS.format(count=len(row), columns=len(columns)), ""
            continue
        remark = FEWER_CELLS.format(count=len(row), columns=len(columns)) if len(row) < len(columns) else ""
        yield number, cells, "", remark
