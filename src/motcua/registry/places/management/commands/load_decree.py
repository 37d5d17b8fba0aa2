"""Nạp một văn bản thay đổi đơn vị hành chính từ tệp CSV: old_code,new_code,new_name,kind,valid_from,decree."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.registry.places.actions.decrees import load_decree


class Command(BaseCommand):
    """Ends old units and begins new ones; all or nothing, and a second run writes no row."""

    help = "Nạp một văn bản thay đổi đơn vị hành chính từ tệp CSV: old_code,new_code,new_name,kind,valid_from,decree."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        try:
            loaded = load_decree(file.read_bytes(), actor="motcua", at=clock.now())
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {file}: {error.strerror}.") from error
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{loaded.ended} đơn vị kết thúc, {loaded.begun} đơn vị bắt đầu.")
