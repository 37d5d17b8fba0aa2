"""``motcua load-checklists [FILE…]``: checklists of inspections into dated rows."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.oversight.inspection.actions.loading import load_checklists


class Command(BaseCommand):
    """Loads our own file, or those named; running it again writes nothing."""

    help = "Nạp bộ câu hỏi kiểm tra cải cách hành chính từ tệp TOML; chạy lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        try:
            new = load_checklists(files)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} bộ câu hỏi mới")
