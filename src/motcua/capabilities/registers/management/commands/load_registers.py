"""``motcua load-registers [FILE…]``: definitions of registers into published versions."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.capabilities.registers.actions.publishing import load_registers
from motcua.kernel import clock


class Command(BaseCommand):
    """Loads our own files, or those named; running it again writes nothing."""

    help = "Nạp định nghĩa sổ quản lý từ tệp JSON; chạy lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        missing = [str(file) for file in files if not file.is_file()]
        if missing:
            raise CommandError(f"Không có tệp {', '.join(missing)}")
        published, refused = load_registers(files, actor="motcua load-registers", at=clock.now())
        if refused:
            raise CommandError("\n".join(f"{name}: {error}" for name, error in refused))
        self.stdout.write(f"{len(published)} sổ có phiên bản mới")
