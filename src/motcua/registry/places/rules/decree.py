"""A decree that changes units, as a CSV file: one line for each old unit and what becomes of it. Plain Python.

    old_code,new_code,new_name,kind,valid_from,decree[,province_code]
    01654,01654,Hòa An,Phường,2027-01-01,NQ 99/NQ-UBTVQH16

Several lines with one `old_code` split it (the first line is its main part); several with one `new_code` merge.
`province_code` is needed only where the old units lie in different provinces or the new one goes to another.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.places.errors import DecreeRefused
from motcua.registry.places.rules import KINDS_BY_DIGITS, PROVINCE_DIGITS, WARD_DIGITS, Kind, kind_named

COLUMNS = ("old_code", "new_code", "new_name", "kind", "valid_from", "decree")
NOT_UTF8 = mark("Tệp không phải UTF-8. Hãy lưu lại tệp dạng «CSV UTF-8».")
NO_COLUMNS = mark("Dòng 1: thiếu cột {columns}.")
NO_LINES = mark("Tệp không có dòng nào sau dòng tiêu đề.")
BAD_CODE = mark("Dòng {line}: mã «{code}» phải có 2 chữ số (tỉnh) hoặc 5 chữ số (xã, phường).")
OTHER_LEVEL = mark("Dòng {line}: mã cũ «{old}» và mã mới «{new}» không cùng cấp.")
BAD_KIND = mark("Dòng {line}: loại đơn vị «{kind}» không dùng cho mã «{code}». Dùng một trong: {kinds}.")
BAD_DAY = mark("Dòng {line}: ngày «{day}» không đúng. Hãy viết dạng 2027-01-01 hoặc 01/01/2027.")
NO_NAME = mark("Dòng {line}: thiếu tên đơn vị mới.")
NO_DECREE = mark("Dòng {line}: thiếu số, ký hiệu văn bản.")
TWICE = mark("Dòng {line}: lặp lại dòng {other}.")
OTHER_NAME = mark("Dòng {line}: mã mới «{code}» đã có tên hoặc loại khác ở dòng {other}.")
_LEVELS = {PROVINCE_DIGITS, WARD_DIGITS}


@dataclass(frozen=True)
class DecreeLine:
    """One old unit and one that takes over all or part of it."""

    line: int
    old_code: str
    new_code: str
    new_name: str
    kind: Kind
    valid_from: date
    decree: str
    province_code: str


def read(content: bytes) -> list[DecreeLine]:
    """The lines of a file, or `DecreeRefused` with every fault that shows without looking at the tables."""
    faults: list[str] = []
    lines = [line for number, row in _rows(content) if (line := _line(number, row, faults))]
    if not lines and not faults:
        faults.append(NO_LINES)
    _check_together(lines, faults)
    if faults:
        raise DecreeRefused(faults)
    return lines


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DecreeRefused([NOT_UTF8]) from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text), delimiter=";" if ";" in head else ",", restkey="", restval="")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise DecreeRefused([NO_COLUMNS.format(columns=", ".join(missing))])
    return [
        (reader.line_num, {name: nfc(cell) for name, cell in row.items() if isinstance(cell, str)}) for row in reader
    ]


def _line(number: int, row: dict[str, str], faults: list[str]) -> DecreeLine | None:
    old, new, day, kind = row["old_code"], row["new_code"], _day(row["valid_from"]), kind_named(row["kind"])
    wrong = [
        BAD_CODE.format(line=number, code=code)
        for code in dict.fromkeys([old, new])
        if not (code.isascii() and code.isdigit() and len(code) in _LEVELS)
    ]
    if not wrong and len(old) != len(new):
        wrong.append(OTHER_LEVEL.format(line=number, old=old, new=new))
    if not wrong and kind not in KINDS_BY_DIGITS[len(new)]:
        kinds = ", ".join(known.label for known in Kind if known in KINDS_BY_DIGITS[len(new)])
        wrong.append(BAD_KIND.format(line=number, kind=row["kind"], code=new, kinds=kinds))
    if day is None:
        wrong.append(BAD_DAY.format(line=number, day=row["valid_from"]))
    wrong += [
        text.format(line=number) for text, part in ((NO_NAME, "new_name"), (NO_DECREE, "decree")) if not row[part]
    ]
    faults.extend(wrong)
    if wrong or day is None or kind is None:
        return None
    return DecreeLine(number, old, new, row["new_name"], kind, day, row["decree"], row.get("province_code", ""))


def _day(text: str) -> date | None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


def _check_together(lines: list[DecreeLine], faults: list[str]) -> None:
    pairs: dict[tuple[str, str, date], int] = {}
    names: dict[tuple[str, date], DecreeLine] = {}
    for line in lines:
        other = pairs.setdefault((line.old_code, line.new_code, line.valid_from), line.line)
        if other != line.line:
            faults.append(TWICE.format(line=line.line, other=other))
        first = names.setdefault((line.new_code, line.valid_from), line)
        if (first.new_name, first.kind) != (line.new_name, line.kind):
            faults.append(OTHER_NAME.format(line=line.line, code=line.new_code, other=first.line))
