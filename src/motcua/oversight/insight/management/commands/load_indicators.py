"""``motcua load-indicators [FILE…]``: definitions of figures, report forms and periods into dated rows."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.oversight.insight.actions.loading import load_definitions


class Command(BaseCommand):
    """Loads our own files, or those named; running it again writes nothing."""

    help = "Nạp định nghĩa chỉ tiêu, biểu báo cáo, kỳ báo cáo từ tệp TOML; chạy lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        try:
            new = load_definitions(files)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} định nghĩa mới")
