"""Lines of a text file, plain or gzip by its content; damage is told line by line and stops nothing. Plain Python.

A file that is one JSON array, or objects laid out over many lines, is read too: each value is one line.
"""

import gzip
import json
import re
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
BAD_VALUE = mark("phần tử không phải JSON hợp lệ: {why}")
_GZIP = b"\x1f\x8b"
_MOST_MB, _MOST_WHOLE_MB = 16, 512
_HEAD = 4096
_WHOLE = re.compile(r"\ufeff?\s*(?:\{\s*\"\w+\"\s*:\s*)?\[\s*(?=\{)|\ufeff?\s*(?=\{\s*\n)")
_BETWEEN = re.compile(r"[\s,\]]*")
_NEXT_VALUE = re.compile(r"(?<=[\n,\[])\s*(?=\{\s*\"code\")")


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
            file = gzip.GzipFile(fileobj=raw) if is_packed else raw
            whole = _whole(file)
            file.seek(0)
            yield from _values(whole, raw) if whole else _lines(file, raw)
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


def _whole(file: IO[bytes] | gzip.GzipFile) -> str:
    """All of a file that is an array or whose objects go over many lines; '' for lines, and for what is too big."""
    try:
        head = file.read(_HEAD)
        if not _WHOLE.match(head.decode("utf-8", "ignore")):
            return ""
        rest = file.read(_MOST_WHOLE_MB * 1024 * 1024)
    except (EOFError, OSError, zlib.error):
        return ""
    return "" if file.read(1) else (head + rest).decode("utf-8", "replace")


def _values(text: str, raw: IO[bytes]) -> Iterator[Line]:
    """The values of a whole file, numbered; after a broken one reading goes on at the next that names its code."""
    decoder, number = json.JSONDecoder(), 0
    opening = _WHOLE.match(text)
    place = opening.end() if opening else 0
    while place < len(text.rstrip("\x00 \r\n]},")):
        number += 1
        try:
            _, end = decoder.raw_decode(text, place)
            yield Line(number, text[place:end], done=raw.tell())
        except (ValueError, RecursionError) as error:
            yield Line(number, fault=BAD_VALUE.format(why=error), done=raw.tell())
            following = _NEXT_VALUE.search(text, place + 1)
            if following is None:
                return
            end = following.end()
        between = _BETWEEN.match(text, end)
        place = between.end() if between else end
        if between and "]" in between[0] and not text.startswith("{", place):
            return  # what an answer says beside its list


def _line(number: int, content: bytes, done: int) -> Line:
    try:
        return Line(number, content.decode("utf-8-sig").strip(), done=done)
    except UnicodeDecodeError:
        return Line(number, fault=NOT_UTF8, done=done)


def _skip_line(file: IO[bytes] | gzip.GzipFile, most: int) -> None:
    while (rest := file.readline(most)) and not rest.endswith(b"\n"):
        pass
