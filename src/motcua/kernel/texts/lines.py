"""The lines of a file people made: faults of encoding are told and tolerated, no line is lost. Plain Python."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from typing import BinaryIO

from motcua.kernel.texts.mark import mark

NOT_UTF8 = mark("dòng {number}: không phải UTF-8, ký tự hỏng được thay bằng «\ufffd»")
HAS_NUL = mark("dòng {number}: có ký tự NUL, bị bỏ qua khi đọc")
UTF16 = mark("tệp viết bằng UTF-16, không phải UTF-8; hãy lưu lại thành UTF-8 để chắc chắn đọc đúng")


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
