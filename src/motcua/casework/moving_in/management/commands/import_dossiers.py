"""Nhập hồ sơ của hệ thống cũ; chạy lại với cùng tệp không ghi thêm gì, bị ngắt giữa chừng thì chạy lại là đi tiếp."""

import csv
import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from motcua.casework.moving_in.actions.importing import import_source
from motcua.casework.moving_in.errors import DatabaseGone, FileNotUsable
from motcua.casework.moving_in.queries.reading import Line, Source, open_source
from motcua.casework.moving_in.rules.record import Fault
from motcua.kernel import clock

ACTOR = "import-dossiers"
_SHOWN = 20
_ADDED = ("dòng", "trường", "lý do")


class Command(BaseCommand):
    """Reads, stores, reports; the last line is ``stored N, refused M``; exit 1 when nothing can be taken."""

    help = "Nhập hồ sơ đang giải quyết và đã xong của hệ thống cũ từ tệp CSV hoặc JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="nơi ghi dòng bị từ chối và lý do")

    def handle(self, *_: Any, file: Path, refused: Path | None, **__: Any) -> None:
        try:
            source = open_source(file)
        except FileNotUsable as error:
            raise CommandError(f"{file}: {error}") from None
        if source.unknown_columns:
            self.stdout.write(f"passed over columns: {', '.join(source.unknown_columns)}")
        path = refused or file.with_name(f"{file.stem}.tu-choi{'.csv' if source.is_csv else '.jsonl'}")
        with _Refusals(path, source, self.stdout.write) as refusals, _progress(source) as told:
            try:
                totals = import_source(source, actor=ACTOR, at=clock.now(), refuse=refusals.add, told=told)
            except DatabaseGone as error:
                raise CommandError(str(error)) from error
        if refusals.count:
            self.stdout.write(f"refused lines: {path}")
        self.stdout.write(f"written {totals.written}")
        self.stdout.write(f"stored {totals.stored}, refused {totals.refused}")


class _Refusals:
    """The file of refused lines, made when the first one comes: as they were, with why, to be put right and given.

    A file of an earlier run is emptied of what no longer holds.
    """

    def __init__(self, path: Path, source: Source, say: Callable[[str], object]) -> None:
        self.count = 0
        self._path, self._source, self._say = path, source, say
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path.exists():
            self._open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, line: Line, faults: Sequence[Fault]) -> None:
        """Write one line; the first ones are shown too."""
        file = self._file or self._open()
        self.count += 1
        where = "; ".join(sorted({fault.field for fault in faults if fault.field}))
        reasons = "; ".join(f"{fault.field}: {fault.reason}" if fault.field else fault.reason for fault in faults)
        if self._source.is_csv:
            width = len(self._source.header)
            cells = [*line.cells, *[""] * width][: max(width, len(line.cells))]
            csv.writer(file, delimiter=self._source.delimiter).writerow([line.number, where, reasons, *cells])
        else:
            told = {"line": line.number, "faults": [fault._asdict() for fault in faults]}
            record = {"record": line.raw} if line.raw else {"text": "".join(line.cells)}
            file.write(json.dumps({**told, **record}, ensure_ascii=False) + "\n")
        if self.count <= _SHOWN:
            self._say(f"refused line {line.number}: {reasons}")

    def _open(self) -> IO[str]:
        """Excel knows UTF-8 in a CSV by its mark only."""
        self._file = self._path.open("w", encoding="utf-8-sig" if self._source.is_csv else "utf-8", newline="")
        if self._source.is_csv:
            csv.writer(self._file, delimiter=self._source.delimiter).writerow([*_ADDED, *self._source.header])
        return self._file


@contextmanager
def _progress(source: Source) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of the file on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Nhập hồ sơ", total=source.size or 1)
        yield lambda done: bar.update(task, completed=done)
