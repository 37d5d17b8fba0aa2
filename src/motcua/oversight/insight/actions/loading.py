"""Definitions from files into dated rows; what is there stays, a new law closes the row before it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.kernel.turns import take_turn_at
from motcua.oversight.insight.errors import (
    DefinitionKindUnknown,
    DefinitionOutdated,
    DefinitionPublished,
    DefinitionUnreadable,
)
from motcua.oversight.insight.models import Indicator, PeriodRule, Sheet, SheetColumn
from motcua.oversight.insight.queries.definitions import forget_definitions
from motcua.oversight.insight.rules.definitions import check_indicators_known, check_row, digest_of

OUR_OWN = Path(__file__).resolve().parent.parent / "definitions"
_Definition = Indicator | Sheet | PeriodRule
_MODELS: dict[str, type[_Definition]] = {
    "period": PeriodRule,
    "indicator": Indicator,
    "sheet": Sheet,
}


@dataclass(frozen=True)
class _Read:
    """A checked row of a file, with where it stands."""

    kind: str
    place: str
    row: Mapping[str, Any]


@transaction.atomic(durable=True)
def load_definitions(files: Iterable[Path] = ()) -> int:
    """Load files (our own if none is named): all or nothing; how many rows are new.

    Raises `DefinitionFaulty` with the place, or `DefinitionPublished` when a row in force would be edited.
    """
    chosen = list(files) or sorted(OUR_OWN.glob("*.toml"))
    rows = sorted((one for file in chosen for one in _read(file)), key=lambda one: list(_MODELS).index(one.kind))
    take_turn_at(*_MODELS.values())
    known = dict(Indicator.objects.order_by("valid_from").values_list("code", "numerator"))
    known |= {one.row["code"]: one.row["numerator"] for one in rows if one.kind == "indicator"}
    for one in rows:
        if one.kind == "sheet":
            check_indicators_known(one.row, known, one.place)
    new = sum(_store(model, [one for one in rows if one.kind == kind]) for kind, model in _MODELS.items())
    forget_definitions()
    return new


def _read(file: Path) -> Iterator[_Read]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionUnreadable(place=file.name, why=error) from error
    for kind in content:
        if kind not in _MODELS or not isinstance(content[kind], list):
            raise DefinitionKindUnknown(place=file.name, kind=kind)
        for number, row in enumerate(content[kind], start=1):
            place = f"{file.name}, {row.get('code') or f'{kind} {number}'}"
            yield _Read(kind, place, check_row(kind, row, place))


def _store(model: type[_Definition], reads: list[_Read]) -> int:
    """The new rows of one table at once, so that a province is set up in few statements; how many."""
    held = {(one.code, one.valid_from): one for one in model.objects.all()}
    latest = _latest(held.values())
    new: list[tuple[Any, Mapping[str, Any]]] = []
    closed: list[Any] = []
    for read in sorted(reads, key=lambda one: one.row["valid_from"]):
        if not _is_new(read, held, latest):
            continue
        row = read.row
        before = latest.get(row["code"])
        made = model(**{key: value for key, value in row.items() if key != "columns"}, digest=digest_of(row))
        if before is not None and before.valid_to is None:
            before.valid_to = row["valid_from"]
            closed.append(before)
        held[made.code, made.valid_from] = latest[made.code] = made
        new.append((made, row))
    model.objects.bulk_update([one for one in closed if one.pk], ["valid_to"])
    model.objects.bulk_create(made for made, _row in new)
    SheetColumn.objects.bulk_create(column for made, row in new for column in _columns(made, row))
    return len(new)


def _latest(rows: Iterable[_Definition]) -> dict[str, _Definition]:
    return {one.code: one for one in sorted(rows, key=lambda one: one.valid_from)}


def _is_new(read: _Read, held: Mapping[tuple[str, date], _Definition], latest: Mapping[str, _Definition]) -> bool:
    """Whether it is to be stored; raises where what is in force would be edited."""
    code, day = read.row["code"], read.row["valid_from"]
    same_day, last = held.get((code, day)), latest.get(code)
    if same_day is not None:
        if same_day.digest != digest_of(read.row):
            raise DefinitionPublished(place=read.place, day=f"{day:%d/%m/%Y}")
        return False
    if last is not None and last.valid_from > day:
        raise DefinitionOutdated(place=read.place)
    return True


def _columns(sheet: _Definition, row: Mapping[str, Any]) -> Iterator[SheetColumn]:
    for column in row.get("columns", []):
        yield SheetColumn(
            sheet_id=sheet.pk,
            number=column["number"],
            headings=column["headings"],
            headings_en=column["headings_en"],
            indicator_code=column.get("indicator", ""),
            adds=column.get("adds", []),
            says=column.get("says", ""),
        )
