"""What became of a record: who wrote what and when, and how it stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.definitions import version
from motcua.capabilities.registers.queries.lookup import names_for
from motcua.capabilities.registers.rules.saying import Names, said
from motcua.kernel.files.models import StoredFile
from motcua.registry.people.public import officer_names


@dataclass(frozen=True)
class Change:
    """A field before and after, as people read them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Writing:
    """One edition: who, when, by which move and why, what changed."""

    number: int
    at: datetime
    who: str
    move: str
    state: str
    reason: str
    changes: tuple[Change, ...]


def history_of_record(record: Record, *, seen: Mapping[str, Any]) -> list[Writing]:
    """All editions, the newest first."""
    rows = list(RecordEdition.objects.filter(record=record).order_by("number"))
    names = officer_names({row.actor for row in rows})
    told = names_for(version(record.version_id).definition, [row.values for row in rows], seen=seen)
    return list(reversed(list(_told(rows, names, told))))


def read_again(record: Record) -> Record:
    """The record as it stands now."""
    return Record.objects.get(pk=record.pk)


def stored_file(number: int) -> StoredFile:
    """A file that a record names."""
    return StoredFile.objects.get(pk=number)


def last_writer(record: Record) -> str:
    """Who wrote the record last, by name."""
    row = RecordEdition.objects.filter(record=record).order_by("-number").values_list("actor", flat=True).first() or ""
    return officer_names({row}).get(row, row)


def _told(rows: list[RecordEdition], names: Mapping[str, str], told: Any) -> Iterator[Writing]:
    before: RecordEdition | None = None
    for row in rows:
        definition = version(row.version_id).definition
        state, move = definition.state_of.get(row.state), definition.move_of(row.move)
        yield Writing(
            number=row.number,
            at=row.at,
            who=names.get(row.actor, row.actor),
            move=move.name if move else row.move,
            state=state.name if state else row.state,
            reason=row.reason,
            changes=tuple(_changes(before, row, told)) if before else (),
        )
        before = row


def _changes(before: RecordEdition, after: RecordEdition, told: Names) -> Iterator[Change]:
    """Each value is said as the version it was written under says it."""
    was, now = version(before.version_id).definition.by_code, version(after.version_id).definition.by_code
    for code in {**was, **now}:
        old, new = before.values.get(code), after.values.get(code)
        if old != new:
            field = now.get(code) or was[code]
            yield Change(field.label, said(was.get(code, field), old, told), said(field, new, told))
