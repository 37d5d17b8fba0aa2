"""Khai báo các chặng của một thủ tục liên thông từ một tệp TOML hoặc JSON."""

import json
import re
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.casework.deadlines.actions.legs import declare_legs
from motcua.casework.deadlines.queries.plan_files import read_plan
from motcua.kernel import clock
from motcua.kernel.errors import DomainError

ACTOR = "declare-legs"


class Command(BaseCommand):
    """Declares one plan; it is taken whole or not at all."""

    help = "Khai báo các chặng của một thủ tục liên thông từ tệp TOML hoặc JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        try:
            plan = declare_legs(read_plan(_values(file)), actor=ACTOR, at=clock.now())
        except DomainError as error:
            raise CommandError(f"{file.name}: {error}") from None
        self.stdout.write(
            f"Thủ tục {plan.procedure_code}: {plan.legs.count()} chặng, áp dụng từ {plan.valid_from:%d/%m/%Y}."
        )


def _values(file: Path) -> object:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return json.loads(text) if file.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"{file.name}: không mở được, hoặc không phải chữ UTF-8.") from None
    except ValueError as error:
        found = re.search(r"line (\d+),? column (\d+)", str(error))
        place = f"dòng {found[1]}, cột {found[2]}" if found else "cuối tệp"
        kind = "JSON" if file.suffix.lower() == ".json" else "TOML"
        raise CommandError(f"{file.name}, {place}: viết không đúng {kind}.") from None
