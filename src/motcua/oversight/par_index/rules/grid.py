"""A CSV as people make them: any separator, any encoding that says so, lines numbered. Plain Python."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

NOT_UTF8 = mark("dòng {line}: không phải UTF-8. Hãy lưu lại tệp dạng CSV UTF-8")
EMPTY = mark("tệp trống")
TOO_LARGE = mark("tệp lớn hơn {most} MB")
BROKEN = mark("dòng {line}: dấu ngoặc kép không đóng hoặc ô quá dài")
NOT_A_NUMBER = mark("«{text}» không phải là số")
MOST_MB = 8
_MB = 1024 * 1024
_LOOKED_AT = 20
_NOTHING = {"", "-", "–", "—", "na", "n/a", "nan", "null", "none", "..", "…", "x", "không có"}


@dataclass(frozen=True)
class Line:
    """The cells of a line, and its number in the file."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


class Unreadable(ValueError):
    """A file that cannot be read; the text says why."""


def lines_of(content: bytes) -> list[Line]:
    """All lines that are not blank; raises `Unreadable`."""
    if len(content) > MOST_MB * _MB:
        raise Unreadable(TOO_LARGE.format(most=MOST_MB))
    text = _text(content)
    if not text.strip():
        raise Unreadable(EMPTY)
    return [line for line in _rows(text) if not line.is_blank]


def _text(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_UTF8.format(line=content.count(b"\n", 0, error.start) + 1)) from None


def _rows(text: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=_separator(text))
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(BROKEN.format(line=before + 1)) from None
        yield Line(before + 1, tuple(nfc(cell) for cell in row))
        before = reader.line_num


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells."""
    head = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    best, most = ",", 0
    for sign in (";", "\t", "|", ","):
        counts = [len(row) for row in csv.reader(head, delimiter=sign)]
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        weight = counts.count(usual) * (usual > 1)
        if weight > most:
            best, most = sign, weight
    return best


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return text.strip().lower() in _NOTHING


def score_of(text: str) -> Decimal:
    """A score: one sign, comma or point, before the decimals; no thousands. Raises `Unreadable`."""
    bare = text.replace("\u00a0", "").strip().removesuffix("%").strip()
    digits = bare.lstrip("+-−")
    is_plain = digits.isascii() and digits.replace(",", "", 1).replace(".", "", 1).isdecimal()
    if not is_plain or ("," in digits and "." in digits):
        raise Unreadable(NOT_A_NUMBER.format(text=text[:40]))
    try:
        return Decimal(bare.replace("−", "-").replace(",", "."))
    except InvalidOperation:
        raise Unreadable(NOT_A_NUMBER.format(text=text[:40])) from None


def whole_of(text: str) -> int:
    """A year or a rank: «2016», «2016.0», «30», «30/63», «thứ 30» is no number. Raises `Unreadable`."""
    value = score_of(text.split("/", maxsplit=1)[0])
    if value != value.to_integral_value():
        raise Unreadable(NOT_A_NUMBER.format(text=text[:40]))
    return int(value)


def decimal_places(text: str) -> int:
    """How many decimals are printed."""
    tail = text.replace(",", ".").strip().removesuffix("%").rpartition(".")
    return len(tail[2].strip()) if tail[1] else 0
