"""``motcua export-warehouse DIR``: events and facts that are new since the last time, as Parquet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.kernel.ui.wording import refusal_text
from motcua.oversight.warehouse.actions.exporting import export_warehouse


class Command(BaseCommand):
    """May be run as often as one likes; a killed run is taken up by the next."""

    help = "Xuất sự kiện và số liệu mới ra tệp Parquet trong thư mục; chạy lại chỉ thêm phần mới."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        try:
            done = export_warehouse(folder.absolute(), tell=self._tell)
        except DomainError as error:
            raise CommandError(refusal_text(error)) from error
        self.stdout.write(f"{done.rows['events']} sự kiện, {done.rows['facts']} biến động số liệu mới")

    def _tell(self, table: str, end: int, goal: int) -> None:
        self.stdout.write(f"{table}: {end}/{goal}")
