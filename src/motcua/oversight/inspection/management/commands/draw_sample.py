"""``motcua draw-sample KHUNG.csv --seed WORDS --size N``: the sample of a frame file, drawn again by anybody."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.oversight.inspection.rules import sampling


class Command(BaseCommand):
    """Needs nothing but the file: no database, no right."""

    help = "Rút lại mẫu hồ sơ từ tệp khung mẫu và hạt giống đã công bố, để đối chiếu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("frame", type=Path, metavar="KHUNG.csv")
        parser.add_argument("--seed", required=True, help="hạt giống ghi trong biên bản")
        parser.add_argument("--size", required=True, type=int, help="cỡ mẫu")

    def handle(self, *_: Any, frame: Path, seed: str, size: int, **__: Any) -> None:
        try:
            text = frame.read_text(encoding="utf-8")
            chosen = sampling.drawn(sampling.read(text), seed=seed, size=size)
        except (OSError, UnicodeDecodeError, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{sampling.ALGORITHM} · SHA-256 {sampling.digest_of(text)}")
        for unit in chosen:
            self.stdout.write(f"{unit.code};{unit.stratum}")
