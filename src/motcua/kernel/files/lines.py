"""Lines of a text file, plain or gzip by its content; damage is told line by line and stops nothing. Plain Python."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from motcua.kernel.texts.mark import mark

UNREADABLE = mark("không đọc được tệp: {why}")
BROKEN_OFF = mark("tệp hỏng từ đây: {why}")
NOT_UTF8 = mark("dòng không phải văn bản UTF-8")
TOO_LONG = mark("dòng dài hơn {most} MB")
_GZIP = b"\x1f\x8b"
_MOST_MB = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number (0: the file as a whole), or why there is none; `done` bytes of the file are read."""

    number: int
    text: str = ""
    fault: str = ""
    done: int = 0


def lines_of(path: Path) -> Iterator[Line]:
    """Every line that is not blank; what cannot be read is a line with a fault, and reading goes on if it can."""
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == _GZIP
            raw.seek(0)
            yield from _lines(gzip.GzipFile(fileobj=raw) if is_packed else raw, raw)
    except OSError as error:
        yield Line(0, fault=UNREADABLE.format(why=error.strerror or error))


def _lines(file: IO[bytes] | gzip.GzipFile, raw: IO[bytes]) -> Iterator[Line]:
    most = _MOST_MB * 1024 * 1024
    number = 0
    while True:
        number += 1
        try:
            content = file.readline(most)
        except (EOFError, OSError, zlib.error) as error:
            yield Line(number, fault=BROKEN_OFF.format(why=error), done=raw.tell())
            return
        if not content:
            return
        if len(content) == most:
            _skip_line(file, most)
            yield Line(number, fault=TOO_LONG.format(most=_MOST_MB), done=raw.tell())
        elif content.strip():
            yield _line(number, content, raw.tell())


def _line(number: int, content: bytes, done: int) -> Line:
    try:
        return Line(number, content.decode("utf-8-sig").strip(), done=done)
    except UnicodeDecodeError:
        return Line(number, fault=NOT_UTF8, done=done)


def _skip_line(file: IO[bytes] | gzip.GzipFile, most: int) -> None:
    while (rest := file.readline(most)) and not rest.endswith(b"\n"):
        pass
