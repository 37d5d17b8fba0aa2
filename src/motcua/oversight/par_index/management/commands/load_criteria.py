"""``motcua load-criteria [FILE…]``: sets of criteria from definition files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.par_index.actions.loading import load_sets


class Command(BaseCommand):
    """Loads our own files, or those named; running it again writes nothing."""

    help = "Nạp bộ tiêu chí chỉ số cải cách hành chính từ tệp JSON; chạy lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        try:
            new = load_sets(files, actor="load-criteria", at=clock.now())
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} bộ tiêu chí mới")
