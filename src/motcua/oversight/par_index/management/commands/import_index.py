"""``motcua import-index NAME FILE.csv``: SIPAS, PAPI, PCI, DTI, ICT, PAR INDEX of the provinces by year."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.par_index.actions.indices import import_index


class Command(BaseCommand):
    """All or nothing; the same file again writes nothing."""

    help = "Nhập chỉ số công bố theo năm (sipas, papi, pci, dti, ict, par) từ tệp CSV; lỗi được chỉ từng dòng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="sipas, papi, pci, dti, ict hoặc par")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, help="năm của số liệu, khi tệp không ghi")

    def handle(self, *_: Any, name: str, file: Path, year: int | None, **__: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp «{file.name}»: {error.strerror}.") from error
        try:
            taken = import_index(name, content, file_name=file.name, year=year, actor="import-index", at=clock.now())
        except DomainError as error:
            raise CommandError(str(error)) from error
        for told, provinces in taken.new.items():
            self.stdout.write(f"{name} {told}: {provinces} tỉnh, thành phố")
        for known in taken.known:
            self.stdout.write(f"{name} {known}: đã nhập từ chính tệp này")
        for remark in taken.remarks:
            self.stderr.write(f"  {remark}")
