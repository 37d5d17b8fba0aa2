"""Mở một cơ quan từ một ngày: mã định danh, tên, cấp. Nơi bắt đầu của một tỉnh mới."""

import re
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.registry.organisation.actions.agencies import open_agency
from motcua.registry.organisation.rules import Level

PLACE = re.compile(r"[0-9]{2}([0-9]{3})?")


class Command(BaseCommand):
    """A dated row, never edited: a code that is taken on these days is refused."""

    help = "Mở một cơ quan từ một ngày: mã định danh, tên, cấp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="mã định danh, ví dụ H14 hoặc H14.31")
        parser.add_argument("name", help="tên đầy đủ")
        parser.add_argument("--short-name", default="", help="tên gọn, mặc định như tên đầy đủ")
        parser.add_argument("--level", required=True, choices=[level.value for level in Level])
        parser.add_argument("--place", default="", help="mã đơn vị hành chính, 2 hoặc 5 chữ số")
        parser.add_argument(
            "--from", dest="valid_from", type=date.fromisoformat, help="ngày hiệu lực, mặc định hôm nay"
        )

    def handle(self, *_: Any, valid_from: date | None, **given: Any) -> None:
        day = valid_from or clock.today()
        if given["place"] and not PLACE.fullmatch(given["place"]):
            raise CommandError(f"Mã đơn vị hành chính «{given['place']}» không đúng dạng: 2 hoặc 5 chữ số.")
        try:
            view = open_agency(
                code=given["code"],
                name=given["name"],
                short_name=given["short_name"],
                level=given["level"],
                place_code=given["place"],
                valid_from=day,
                actor="motcua",
                at=clock.now(),
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Từ ngày {day:%d/%m/%Y}: {view.code} {view.name}.")
