"""Giao các thủ tục đã nhập của một cấp cho một cơ quan của tỉnh giải quyết."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.registry.catalogue.actions.offering import offer_many
from motcua.registry.catalogue.queries.finding import browse_procedures
from motcua.registry.descriptions.public import Level

LEVELS = {"tinh": Level.PROVINCE, "xa": Level.COMMUNE, "bo": Level.MINISTRY}
ACTOR = "offer-procedures"


class Command(BaseCommand):
    """Offers every procedure of a level, or of a field in it, at one agency; a second run adds nothing."""

    help = "Giao các thủ tục của một cấp (tinh, xa, bo) cho một cơ quan giải quyết."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, metavar="CODE", help="mã định danh cơ quan, ví dụ H14.31")
        parser.add_argument("--level", required=True, choices=LEVELS)
        parser.add_argument("--field", default="", help="chỉ lĩnh vực này")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="từ ngày nào (YYYY-MM-DD; mặc định: hôm nay)")

    def handle(self, *_: Any, agency: str, level: str, field: str, valid_from: date | None, **__: Any) -> None:
        codes = [hit.code for hit in browse_procedures(level=LEVELS[level], field_name=field).hits]
        day = valid_from or clock.today()
        added = offer_many(codes, [agency], valid_from=day, actor=ACTOR, at=clock.now())
        self.stdout.write(f"Cơ quan {agency}: giao thêm {added} trong {len(codes)} thủ tục.")
