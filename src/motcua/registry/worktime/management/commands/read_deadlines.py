"""Đọc thời hạn viết bằng lời: mỗi dòng một văn bản vào, mỗi dòng một đối tượng JSON ra."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel.texts.lines import json_line, opened, text_lines
from motcua.registry.worktime.rules.reading import as_json, read_allowance


class Command(BaseCommand):
    """One line out per line in, blank ones too; what is wrong with a line is told on stderr. Needs no database."""

    help = "Đọc thời hạn viết bằng lời: mỗi dòng một văn bản, in ra mỗi dòng một đối tượng JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp UTF-8, mỗi dòng một văn bản; «-» là đầu vào chuẩn")

    def handle(self, *_: Any, file: str, **__: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        with opened(file) as source:
            for line in text_lines(source, self.stderr.write):
                self.stdout.write(json_line(as_json(read_allowance(line))))
