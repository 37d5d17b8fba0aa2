"""A province to move into, and lines of an older system."""

import csv
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import COMMUNE
from motcua.casework.moving_in.public import Fault, Line, Totals, import_source, open_source
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord

NOW = clock.at(date(2026, 4, 1), 9)
ACTOR = "import-dossiers"


def line(number: int = 1, **changes: object) -> dict[str, Any]:
    """A finished dossier, on time: taken in on a Monday, due on Thursday, ready on Wednesday."""
    given = {
        "code": f"{COMMUNE}-260302-{number:04d}",
        "agency": COMMUNE,
        "procedure": "1.001193",
        "channel": "online",
        "submitted_at": "02/03/2026 07:30",
        "accepted_at": "02/03/2026 08:00",
        "ended_at": "04/03/2026 10:00",
        "returned_at": "2026-03-05T09:00:00+07:00",
        "state": "returned",
        "result": "granted",
    }
    return {**given, **changes}


def running(number: int = 1, *, state: str = "in_progress", **changes: object) -> dict[str, Any]:
    """A dossier that is still worked on."""
    given = {"state": state, "owner_name": "Triệu Thị Mai", "ended_at": "", "returned_at": "", "result": ""}
    return line(number, **{**given, **changes})


def write_json(path: Path, *lines: Mapping[str, Any]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    return path


def write_csv(path: Path, *lines: Mapping[str, Any], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A CSV file with the columns of all lines."""
    header = list(dict.fromkeys(name for one in lines for name in one))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(lines)
    return path


def moved_in(path: Path, *, at: datetime = NOW) -> tuple[Totals, list[tuple[int, Fault]]]:
    """Import a file; its totals and what was refused, line by line."""
    refused: list[tuple[int, Fault]] = []

    def refuse(one: Line, faults: Any) -> None:
        refused.extend((one.number, fault) for fault in faults)

    return import_source(open_source(path), actor=ACTOR, at=at, refuse=refuse), refused


def counts() -> tuple[int, int]:
    """Dossiers and events."""
    return Dossier.objects.count(), EventRecord.objects.count()
