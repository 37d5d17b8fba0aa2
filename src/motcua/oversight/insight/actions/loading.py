"""Definitions from files into dated rows; what is there stays, a new law closes the row before it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

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
_MODELS: dict[str, type[Indicator | Sheet | PeriodRule]] = {
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
    known = dict(Indicator.objects.order_by("valid_from").values_list("code", "numerator"))
    known |= {one.row["code"]: one.row["numerator"] for one in rows if one.kind == "indicator"}
    for one in rows:
        if one.kind == "sheet":
            check_indicators_known(one.row, known, one.place)
    new = sum(_store(one) for one in sorted(rows, key=lambda one: one.row["valid_from"]))
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


def _store(read: _Read) -> bool:
    model, row, digest = _MODELS[read.kind], read.row, digest_of(read.row)
    rows = model.objects.filter(code=row["code"])
    same_day = rows.filter(valid_from=row["valid_from"]).first()
    if same_day is not None:
        if same_day.digest != digest:
            raise DefinitionPublished(place=read.place, day=f"{row['valid_from']:%d/%m/%Y}")
        return False
    if rows.filter(valid_from__gt=row["valid_from"]).exists():
        raise DefinitionOutdated(place=read.place)
    rows.filter(valid_to=None).update(valid_to=row["valid_from"])
    made = model.objects.create(**{key: value for key, value in row.items() if key != "columns"}, digest=digest)
    _store_columns(made.pk, row)
    return True


def _store_columns(sheet_id: int, row: Mapping[str, Any]) -> None:
    SheetColumn.objects.bulk_create(
        SheetColumn(
            sheet_id=sheet_id,
            number=column["number"],
            headings=column["headings"],
            headings_en=column["headings_en"],
            indicator_code=column.get("indicator", ""),
            adds=column.get("adds", []),
            says=column.get("says", ""),
        )
        for column in row.get("columns", [])
    )
