"""Writing one record: made, changed, moved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.capabilities.registers.actions.rows import derived, next_codes, subject_of, write_edition
from motcua.capabilities.registers.errors import ChangedMeanwhile, CodeTaken, RecordTwice, RegisterUnknown
from motcua.capabilities.registers.events import RecordChanged, RecordMoved, RecordWritten
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.queries.definitions import VersionView, version_on
from motcua.capabilities.registers.queries.history import last_writer
from motcua.capabilities.registers.rules.codes import typed_code
from motcua.capabilities.registers.rules.moves import state_after
from motcua.capabilities.registers.rules.reading import Lookup, read_values
from motcua.kernel import clock
from motcua.kernel.events.store import record as record_event
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of

Given = Mapping[str, Any]


@transaction.atomic(durable=True)
def write_record(
    register: str,
    *,
    agency_code: str,
    given: Given,
    lookup: Lookup,
    actor: str,
    at: datetime,
    files: Given | None = None,
    code: str = "",
    once: Once | None = None,
) -> Record:
    """Put a new record in a register, in its first state; the same sending again answers with the record it made.

    `given`: field → as typed; `files`: field → stored file's id, name, size. Raises `ValuesRefused`, `RecordTwice`,
    `CodeTaken`, `RegisterUnknown`, `SentOtherwise`.
    """
    if made := outcome_of(once, at=at):
        return Record.objects.get(register=register, code=made)
    found = _in_force(register, at)
    definition = found.definition
    values = read_values(definition, given, lookup, kept=files)
    code = _free_code(register, code) if code else next_codes(definition, agency_code, count=1, at=at)[0]
    columns = derived(definition, values, code=code, agency_code=agency_code)
    _refuse_twin(register, columns["identity"], but="")
    record = Record.objects.create(
        register=register,
        code=code,
        version_id=found.id,
        agency_code=agency_code,
        state=definition.first_state,
        values=values,
        written_at=at,
        changed_at=at,
        **columns,
    )
    write_edition(record, actor=actor, at=at)
    keep_outcome(once, code)
    said: dict[str, Any] = {"register": register, "code": code, "state": record.state, "under": found.number}
    record_event(RecordWritten(subject=subject_of(register, code), agency_code=agency_code, at=at, actor=actor, **said))
    return record


@transaction.atomic(durable=True)
def change_record(
    record: Record,
    *,
    edition: int,
    agency_code: str,
    given: Given,
    lookup: Lookup,
    actor: str,
    at: datetime,
    files: Given | None = None,
) -> Record:
    """Write what changed, under the definition in force; nothing if nothing did.

    `edition`: the one the person was looking at. Raises `ChangedMeanwhile` if another was written since, and what
    `write_record` raises.
    """
    record = Record.objects.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    if record.edition != edition:
        when = f"{clock.local(record.changed_at):%H:%M, %d/%m/%Y}"
        raise ChangedMeanwhile(who=last_writer(record), when=when)
    found = _in_force(record.register, at)
    definition = found.definition
    kept = {**record.values, **(files or {})}
    values = read_values(definition, given, lookup, kept=kept)
    changed = tuple(code for code in {**record.values, **values} if record.values.get(code) != values.get(code))
    if not changed and agency_code == record.agency_code:
        return record
    columns = derived(definition, values, code=record.code, agency_code=agency_code)
    _refuse_twin(record.register, columns["identity"], but=record.code)
    _save(record, found, at=at, values=values, agency_code=agency_code, **columns)
    write_edition(record, actor=actor, at=at)
    record_event(
        RecordChanged(
            subject=subject_of(record.register, record.code),
            agency_code=agency_code,
            at=at,
            actor=actor,
            register=record.register,
            code=record.code,
            edition=record.edition,
            fields=changed,
        )
    )
    return record


@transaction.atomic(durable=True)
def move_record(record: Record, *, move: str, reason: str, actor: str, at: datetime) -> Record:
    """Take a record to another state. Raises `MoveNotAllowed`, `FieldsMissing`, `MoveNotYet`, `ReasonMissing`."""
    record = Record.objects.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    found = _in_force(record.register, at)
    before = record.state
    record.state = state_after(
        found.definition,
        move,
        state=before,
        values=record.values,
        agency_code=record.agency_code,
        reason=reason,
        day=clock.local(at).date(),
    )
    record.edition, record.changed_at = record.edition + 1, at
    record.save(update_fields=["state", "edition", "changed_at"])
    write_edition(record, actor=actor, at=at, move=move, reason=reason)
    record_event(
        RecordMoved(
            subject=subject_of(record.register, record.code),
            agency_code=record.agency_code,
            at=at,
            actor=actor,
            register=record.register,
            code=record.code,
            move=move,
            from_state=before,
            to_state=record.state,
        )
    )
    return record


def _free_code(register: str, given: str) -> str:
    code = typed_code(given)
    if Record.objects.filter(register=register, code=code).exists():
        raise CodeTaken(code=code)
    return code


def _in_force(register: str, at: datetime) -> VersionView:
    found = version_on(register, clock.local(at).date())
    if found is None:
        raise RegisterUnknown(code=register)
    return found


def _refuse_twin(register: str, identity: str | None, *, but: str) -> None:
    if identity is None:
        return
    twin = Record.objects.filter(register=register, identity=identity).exclude(code=but).first()
    if twin is not None:
        raise RecordTwice(title=twin.title, code=twin.code)


def _save(record: Record, found: VersionView, *, at: datetime, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(record, name, value)
    record.version_id, record.edition, record.changed_at = found.id, record.edition + 1, at
    record.save()
