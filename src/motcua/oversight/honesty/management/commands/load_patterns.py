"""``motcua load-patterns [FILE…]``: thresholds of honest figures into dated rows."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.oversight.honesty.actions.loading import load_patterns


class Command(BaseCommand):
    """Loads our own file, or those named; running it again writes nothing."""

    help = "Nạp ngưỡng cảnh báo làm đẹp số liệu từ tệp TOML; chạy lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        try:
            new = load_patterns(files)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} ngưỡng mới")
