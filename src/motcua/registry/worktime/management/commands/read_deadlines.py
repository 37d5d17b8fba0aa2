import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.registry.worktime.rules.reading import as_json, read_allowance

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Command(BaseCommand):
    help = "đọc thời hạn viết bằng lời, mỗi dòng một câu; in mỗi dòng một JSON"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="UTF-8 text, one deadline a line; - for standard input")

    def handle(self, *_args: Any, **options: Any) -> None:
        content = _content(str(options["file"]))
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        for number, raw in enumerate(_lines(content), 1):
            text = self._text(raw, number)
            self.stdout.write(json.dumps(as_json(read_allowance(text)), ensure_ascii=False))

    def _text(self, raw: bytes, number: int) -> str:
        """A line as text; what is broken in it is said, and the line stays a line."""
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            self.stderr.write(f"Dòng {number}: không phải UTF-8, chữ hỏng được thay bằng dấu �")
            text = raw.decode("utf-8", errors="replace")
        if "\0" in text:
            self.stderr.write(f"Dòng {number}: có ký tự NUL, được bỏ qua khi đọc")
        return text


def _content(name: str) -> bytes:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp «{name}»: {error.strerror}") from error
    for mark, encoding in _OTHER_ENCODINGS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace").encode()
    return content.removeprefix(_BYTE_ORDER_MARK)


def _lines(content: bytes) -> Iterator[bytes]:
    """Cut at line feeds only: a form feed or U+2028 within a text is no new line."""
    lines = content.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    return (line.removesuffix(b"\r") for line in lines)
