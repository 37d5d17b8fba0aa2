"""Nhập danh mục thủ tục từ tệp xuất của cổng quốc gia; chạy lại với cùng dữ liệu không ghi thêm gì."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.reading import State
from motcua.kernel.ui.wording import read_day
from motcua.registry.catalogue.actions.import_files import Totals, import_files
from motcua.registry.descriptions.public import Part

NAMES = {
    Part.TIME: "time",
    Part.FEE: "fee",
    Part.PAPERS: "papers",
    Part.STEPS: "steps",
    Part.LEGAL: "legal bases",
    Part.RESULTS: "results",
    Part.AGENCIES: "agencies",
}
ACTOR = "import-procedures"
_SHOWN = 160


class Command(BaseCommand):
    """Reads, stores, reports; the last line is ``stored N, reported M``."""

    help = "Nhập danh mục thủ tục từ tệp JSON Lines (nén gzip hoặc không) của cổng quốc gia."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--valid-from", help="ngày có hiệu lực của phiên bản mới (mặc định: hôm nay)")
        parser.add_argument("--list-doubts", action="store_true", help="liệt kê từng chỗ nghi ngờ: thủ tục, ô, văn bản")

    def handle(self, *_: Any, files: list[Path], valid_from: str | None, list_doubts: bool, **__: Any) -> None:
        with _progress(files) as progress:
            totals = import_files(files, valid_from=_day(valid_from), actor=ACTOR, at=clock.now(), progress=progress)
        for row in totals.reported:
            self.stdout.write(f"reported {row.place}: {row.reason}")
        if list_doubts:
            self._list(totals)
        for part, name in NAMES.items():
            counts = " / ".join(f"{state} {totals.counts[part, state]}" for state in State)
            self.stdout.write(f"{name}: {counts}")
        self.stdout.write(f"stored {totals.stored}, reported {len(totals.reported)}")

    def _list(self, totals: Totals) -> None:
        for code, doubt in totals.doubts:
            text = " ".join(doubt.text.split())
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            field = f" [{doubt.field}]" if doubt.field else ""
            self.stdout.write(f"doubt {code} {NAMES[doubt.part]}{field}: {doubt.reason.label}: «{shown}»")


def _day(text: str | None) -> date:
    """The day given, written 2026-01-31 or 31/01/2026; today if none."""
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        day = read_day(text)
    except InvalidInput as error:
        raise CommandError(str(error)) from None
    return day or clock.today()


@contextmanager
def _progress(files: list[Path]) -> Iterator[Callable[[Path, int], None]]:
    """A bar over the bytes of all files on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    sizes = {file: file.stat().st_size if file.is_file() else 0 for file in files}
    done: dict[Path, int] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Nhập thủ tục", total=sum(sizes.values()) or 1)

        def tell(file: Path, size: int) -> None:
            done[file] = size
            bar.update(task, completed=sum(done.values()))

        yield tell
        bar.update(task, completed=sum(sizes.values()) or 1)
