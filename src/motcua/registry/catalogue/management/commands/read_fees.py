"""Đọc mức phí viết bằng lời: mỗi dòng một văn bản vào, mỗi dòng một đối tượng JSON ra."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.texts.lines import text_lines
from motcua.registry.descriptions.public import read_fee

_ONE_LINE = {sign: f"\\u{sign:04x}" for sign in (0x85, 0x2028, 0x2029)}
"""JSON lets these stand as they are, but some readers of lines would cut at them."""
_WHY: dict[type[Exception], str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là một thư mục",
    PermissionError: "không có quyền đọc",
}


class Command(BaseCommand):
    """One line out per line in, blank ones too; what is wrong with a line is told on stderr. Needs no database."""

    help = "Đọc mức phí, lệ phí viết bằng lời: mỗi dòng một văn bản, in ra mỗi dòng một đối tượng JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp UTF-8, mỗi dòng một văn bản; «-» là đầu vào chuẩn")

    def handle(self, *_: Any, file: str, **__: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        with _opened(file) as source:
            for line in text_lines(source, self.stderr.write):
                answer = json.dumps(read_fee(line).plain(), ensure_ascii=False)
                self.stdout.write(answer.translate(_ONE_LINE))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(file).open("rb")  # noqa: SIM115 - closed below, apart from the fault of opening
    except (OSError, ValueError) as error:
        why = _WHY.get(type(error), "tên tệp không hợp lệ hoặc ổ đĩa lỗi")
        raise CommandError(f"Không mở được tệp «{file}»: {why}.") from None
    with source:
        yield source
