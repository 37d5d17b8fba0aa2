"""Writes our table of places anew from the package vietnamadminunits (developers)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from motcua.registry.places.actions.loading import TABLE
from motcua.registry.places.adapters import vietnamadminunits
from motcua.registry.places.rules import table


class Command(BaseCommand):
    """Run after a new release of the package; look at the difference before committing it."""

    help = "Writes our table of places anew from the package vietnamadminunits (developers)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--into", type=Path, default=TABLE, help="folder to write to")

    def handle(self, *_: Any, into: Path, **__: Any) -> None:
        folder = vietnamadminunits.data_folder()
        before, now = vietnamadminunits.units(folder)
        successors = vietnamadminunits.successors(folder)
        into.mkdir(parents=True, exist_ok=True)
        (into / table.BEFORE).write_text(table.written(before), encoding="utf-8")
        (into / table.NOW).write_text(table.written(now), encoding="utf-8")
        (into / table.SUCCESSORS).write_text(table.written(successors), encoding="utf-8")
        self.stdout.write(f"{len(before)} units of before, {len(now)} of now, {len(successors)} successions: {into}")
