"""An import from files to totals: reads, stores batch by batch, reports what it cannot store and never stops for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, DataError

from motcua.kernel.files.lines import Line, lines_of
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.reading import State
from motcua.registry.catalogue.actions.importing import import_entries
from motcua.registry.descriptions.public import Entry, Finding, Part, Unreadable, read_line

SAME_CODE = mark("mã «{code}» đã có ở {place}, nội dung giống hệt")
OTHER_CONTENT = mark("mã «{code}» đã có ở {place} với nội dung khác; giữ dòng đọc trước")
UNEXPECTED = mark("không đọc được thủ tục: {why}")
NOT_STORED = mark("không ghi được thủ tục «{code}»: {why}")
TOO_MUCH = mark("có giá trị hoặc số mục vượt cỡ cho phép")
_AT_ONCE = 250
Progress = Callable[[Path, int], None]


@dataclass(frozen=True, slots=True)
class Reported:
    """A row that was not stored: where it stands and why."""

    place: str
    reason: str


@dataclass
class Totals:
    """What an import came to: the same for the same files, however often they are read."""

    stored: int = 0
    written: int = 0
    reported: list[Reported] = field(default_factory=list)
    counts: Counter[tuple[Part, State]] = field(default_factory=Counter)
    doubts: list[tuple[str, Finding]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    place: str
    entry: Entry


def import_files(
    paths: Sequence[Path], *, valid_from: date, actor: str, at: datetime, progress: Progress = lambda *_: None
) -> Totals:
    """Store the procedures of all files; `progress` is told the file and how many of its bytes are read."""
    totals = Totals()
    entries = _entries(paths, valid_from, totals, progress)
    while batch := list(islice(entries, _AT_ONCE)):
        _store(batch, totals, actor=actor, at=at)
    return totals


def _entries(paths: Iterable[Path], valid_from: date, totals: Totals, progress: Progress) -> Iterator[_Read]:
    """What can be read, each code once; the rest goes into the report."""
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for line in lines_of(path):
            progress(path, line.done)
            place = f"{path.name}:{line.number}" if line.number else path.name
            entry = _entry(line, valid_from, place, totals)
            if entry is None:
                continue
            code = entry.draft.code
            if code in seen:
                known_place, digest = seen[code]
                text = SAME_CODE if digest == entry.digest else OTHER_CONTENT
                totals.reported.append(Reported(place, text.format(code=code, place=known_place)))
                continue
            seen[code] = (place, entry.digest)
            yield _Read(place, entry)


def _entry(line: Line, valid_from: date, place: str, totals: Totals) -> Entry | None:
    reason = line.fault
    if not reason:
        try:
            return read_line(line.text, valid_from=valid_from)
        except Unreadable as error:
            reason = str(error)
        except Exception as error:  # whatever one row does to the readers, the next one is read
            reason = UNEXPECTED.format(why=f"{type(error).__name__}: {error}"[:200])
    totals.reported.append(Reported(place, reason))
    return None


def _store(batch: Sequence[_Read], totals: Totals, *, actor: str, at: datetime) -> None:
    """The batch in one transaction; if the database refuses it, row by row, so that only the bad one is left out."""
    try:
        taken = import_entries([read.entry for read in batch], actor=actor, at=at)
    except DatabaseError as error:
        if len(batch) == 1:
            why = TOO_MUCH if isinstance(error, DataError) else str(error).partition("\n")[0][:200]
            code = batch[0].entry.draft.code
            totals.reported.append(Reported(batch[0].place, NOT_STORED.format(code=code, why=why)))
            return
        for read in batch:
            _store([read], totals, actor=actor, at=at)
        return
    totals.written += len(taken.written)
    for read in batch:
        code = read.entry.draft.code
        if code in taken.refused:
            totals.reported.append(Reported(read.place, taken.refused[code]))
            continue
        totals.stored += 1
        totals.counts.update(read.entry.ledger.counts)
        totals.doubts += [(code, finding) for finding in read.entry.ledger.findings]
