"""``motcua import-published FILE``: points of Decision 766 that the portal published, to stand beside our own."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.service_index.actions.importing import import_published
from motcua.oversight.service_index.queries.sheets import sheets


class Command(BaseCommand):
    """Takes the points of our agencies; the same file again takes nothing."""

    help = "Nhập điểm Quyết định 766 Cổng đã công bố, để so với điểm tính từ sự kiện; nhập lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp JSON như của qd766-score, có «period»; - là đầu vào")
        parser.add_argument("--sheet", default="", help=f"phiếu: {', '.join(sheet.code for sheet in sheets())}")

    def handle(self, *_: Any, file: str, sheet: str, **__: Any) -> None:
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            taken = import_published(content, sheet=sheet, actor="import-published", at=clock.now())
        except DomainError as error:
            raise CommandError(f"{file}: {error}") from error
        except OSError as error:
            raise CommandError(f"{file}: không đọc được tệp: {error.strerror}") from error
        for why in taken.refused:
            self.stdout.write(f"bỏ qua: {why}")
        self.stdout.write(f"{taken.new} điểm mới, {taken.known} đã có, {len(taken.refused)} bỏ qua")
