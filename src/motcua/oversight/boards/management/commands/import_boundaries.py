"""``motcua import-boundaries FILE.geojson``: how the wards lie on the map, from a day on."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.wording import read_day, refusal_text
from motcua.oversight.boards.actions.boundaries import load_boundaries


class Command(BaseCommand):
    """Takes the whole file or nothing; running it again writes nothing."""

    help = "Nạp ranh giới xã, phường từ tệp GeoJSON (WGS 84) để vẽ bản đồ; sai một vùng thì không ghi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.geojson")
        parser.add_argument(
            "--from", dest="since", default="", metavar="dd/mm/yyyy", help="có hiệu lực từ ngày (hôm nay)"
        )

    def handle(self, *_: Any, file: Path, since: str, **__: Any) -> None:
        try:
            loaded = load_boundaries(file, valid_from=_day(since))
        except DomainError as error:
            raise CommandError(refusal_text(error)) from error
        self.stdout.write(f"{loaded.new} ranh giới mới, {loaded.known} đã có từ trước")


def _day(text: str) -> date:
    return read_day(text) or clock.today()
