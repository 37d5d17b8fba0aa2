"""Loading the table that comes with the house."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.turns import take_turn_at
from motcua.registry.places.actions.decrees import load_decree
from motcua.registry.places.errors import TableMissing
from motcua.registry.places.events import TableLoaded
from motcua.registry.places.models import Place, Succession
from motcua.registry.places.rules import ALWAYS, REFORM, full_name, search_key, table
from motcua.registry.places.rules.table import UnitLine

TABLE = Path(__file__).resolve().parent.parent / "table"
_BATCH = 2000
_FACTS = ("kind", "name", "parent_code", "province_code")
_CORRECTABLE = (*_FACTS, "search_key", "sort_key")


@dataclass(frozen=True)
class Loaded:
    """How many rows a load wrote."""

    added: int
    corrected: int
    successions: int
    ended: int


def load_places(*, at: datetime, folder: Path = TABLE) -> Loaded:
    """Bring the tables up to the files: add what is missing, correct names, then apply the later decrees in order.

    Idempotent. Never touches an end that a decree has set. Two actions a file, so a broken decree loses no table.
    Raises `TableMissing` and `DecreeRefused`.
    """
    added, corrected, successions = _load_table(folder, at=at)
    ended = sum(
        load_decree(file.read_bytes(), actor="motcua", at=at).ended
        for file in sorted((folder / table.DECREES).glob("*.csv"))
    )
    return Loaded(added, corrected, successions, ended)


@transaction.atomic(durable=True)
def _load_table(folder: Path, *, at: datetime) -> tuple[int, int, int]:
    take_turn_at(Place)
    before, now = table.units(_text(folder, table.BEFORE)), table.units(_text(folder, table.NOW))
    wanted = [*_places(before, ALWAYS, REFORM), *_places(now, REFORM, None)]
    known = {(row.code, row.valid_from): row for row in Place.objects.all()}
    new = [place for place in wanted if (place.code, place.valid_from) not in known]
    wrong = list(_corrected(wanted, known))
    Place.objects.bulk_create(new, batch_size=_BATCH)
    Place.objects.bulk_update(wrong, _CORRECTABLE, batch_size=_BATCH)
    counts = len(new), len(wrong), _load_successions(folder)
    if any(counts):
        record(_loaded(*counts, at))
    return counts


def _loaded(added: int, corrected: int, successions: int, at: datetime) -> TableLoaded:
    return TableLoaded(
        subject=f"places:{REFORM.isoformat()}",
        agency_code="",
        at=at,
        actor="motcua",
        added=added,
        corrected=corrected,
        successions=successions,
    )


def _load_successions(folder: Path) -> int:
    lines = table.successors(_text(folder, table.SUCCESSORS))
    wanted = {(line.old, line.new): line.share for line in lines}
    known = {(row.old_code, row.new_code): row for row in Succession.objects.filter(on=REFORM)}
    new = [
        Succession(old_code=old, new_code=to, on=REFORM, share=share)
        for (old, to), share in wanted.items()
        if (old, to) not in known
    ]
    changed = [row for pair, row in known.items() if wanted.get(pair, row.share) != row.share]
    for row in changed:
        row.share = wanted[row.old_code, row.new_code]
    Succession.objects.bulk_create(new, batch_size=_BATCH)
    Succession.objects.bulk_update(changed, ["share"], batch_size=_BATCH)
    return len(new) + len(changed)


def _places(lines: list[UnitLine], valid_from: date, valid_to: date | None) -> Iterator[Place]:
    provinces = table.province_of(lines)
    names = {line.code: full_name(line.kind, line.name) for line in lines}
    for line in lines:
        above = dict.fromkeys(code for code in (line.parent, provinces[line.code]) if code and code != line.code)
        yield Place(
            code=line.code,
            kind=line.kind,
            name=line.name,
            parent_code=line.parent,
            province_code=provinces[line.code],
            search_key=search_key([names[line.code], *(names[code] for code in above)]),
            sort_key=sort_key(line.name),
            valid_from=valid_from,
            valid_to=valid_to,
        )


def _corrected(wanted: Iterable[Place], known: dict[tuple[str, date], Place]) -> Iterator[Place]:
    for place in wanted:
        row = known.get((place.code, place.valid_from))
        if row and any(getattr(row, column) != getattr(place, column) for column in _FACTS):
            for column in _CORRECTABLE:
                setattr(row, column, getattr(place, column))
            yield row


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise TableMissing(file=str(folder / name)) from error
