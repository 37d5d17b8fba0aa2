"""The lines of a file people made, one JSON line out for each: faults of encoding are told, no line is lost."""

import json
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark

NOT_UTF8 = mark("dòng {number}: không phải UTF-8, ký tự hỏng được thay bằng «\ufffd»")
HAS_NUL = mark("dòng {number}: có ký tự NUL, bị bỏ qua khi đọc")
CANNOT_OPEN = mark("Không mở được tệp «{file}»: {why}.")
ODD_NAME = mark("tên tệp không hợp lệ hoặc ổ đĩa lỗi")
WHY: dict[type[Exception], str] = {
    FileNotFoundError: mark("không có tệp này"),
    IsADirectoryError: mark("đây là một thư mục"),
    PermissionError: mark("không có quyền đọc"),
}
UTF16 = mark("tệp viết bằng UTF-16, không phải UTF-8; hãy lưu lại thành UTF-8 để chắc chắn đọc đúng")
_ONE_LINE = {sign: f"\\u{sign:04x}" for sign in (0x85, 0x2028, 0x2029)}
"""JSON lets these stand as they are, but some readers of lines would cut at them."""


def json_line(value: object) -> str:
    """The value as JSON on one line, Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False).translate(_ONE_LINE)


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """A file by its name, «-» for standard input; a `DomainError` says why it cannot be opened."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(file).open("rb")  # noqa: SIM115 - closed below, apart from the fault of opening
    except (OSError, ValueError) as error:
        raise DomainError(CANNOT_OPEN, file=file, why=WHY.get(type(error), ODD_NAME)) from None
    with source:
        yield source


def text_lines(source: BinaryIO, complain: Callable[[str], object]) -> Iterator[str]:
    """Each line without its end, cut at line feeds only; `complain` is told, in Vietnamese, what was wrong with one."""
    for number, raw in enumerate(_raw_lines(source, complain), 1):
        if b"\0" in raw:
            complain(HAS_NUL.format(number=number))
        try:
            yield raw.decode()
        except UnicodeDecodeError:
            complain(NOT_UTF8.format(number=number))
            yield raw.decode(errors="replace")


def _raw_lines(source: BinaryIO, complain: Callable[[str], object]) -> Iterator[bytes]:
    first = source.readline()
    for start, encoding in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if first.startswith(start):
            complain(UTF16)
            whole = (
                (first + source.read()).removeprefix(start).decode(encoding, errors="replace").encode(errors="replace")
            )
            lines = whole.split(b"\n")
            yield from (line.removesuffix(b"\r") for line in (lines if lines[-1] else lines[:-1]))
            return
    line = first.removeprefix(BOM_UTF8)
    while line:
        yield line.removesuffix(b"\n").removesuffix(b"\r")
        line = source.readline()
