"""``motcua import-survey ROUND FILE.csv``: results of the sociological survey by component."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.par_index.actions.surveys import import_survey
from motcua.oversight.par_index.models import Round


class Command(BaseCommand):
    """All or nothing; the same file again writes nothing."""

    help = "Nhập kết quả điều tra xã hội học của một đợt chấm điểm từ tệp CSV (đơn vị, tiêu chí, kết quả, số phiếu)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", type=int, metavar="ROUND", help="số của đợt, như trong địa chỉ trang")
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_: Any, round: int, file: Path, **__: Any) -> None:  # noqa: A002 - the argument's word
        found = Round.objects.filter(pk=round).first()
        if found is None:
            raise CommandError(f"Không có đợt chấm điểm số {round}.")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp «{file.name}»: {error.strerror}.") from error
        try:
            new = import_survey(found, content, file_name=file.name, officer="import-survey", at=clock.now())
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} kết quả mới")
