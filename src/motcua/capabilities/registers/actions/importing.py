"""A table into a register: each row written, changed, left or refused with its reasons; twice changes nothing."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.capabilities.registers.actions.rows import derived, next_codes, subject_of
from motcua.capabilities.registers.errors import RegisterUnknown, ValuesRefused
from motcua.capabilities.registers.events import RecordChanged, RecordsImported, RecordWritten
from motcua.capabilities.registers.models import Record, RecordEdition, RecordNumber
from motcua.capabilities.registers.queries.definitions import VersionView, version_on
from motcua.capabilities.registers.queries.lookup import Finder
from motcua.capabilities.registers.rules.codes import typed_code
from motcua.capabilities.registers.rules.definition import AGENCY, CODE, STATE
from motcua.capabilities.registers.rules.moves import may_stand
from motcua.capabilities.registers.rules.reading import read_values
from motcua.capabilities.registers.rules.saying import identity_key
from motcua.capabilities.registers.rules.table import Outcome, RowGiven, RowRefused
from motcua.kernel import clock
from motcua.kernel.copying import copy_rows, next_ids
from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record as record_event
from motcua.kernel.events.store import record_by_copy
from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark

NO_AGENCY = mark("Cơ quan quản lý: không có cơ quan «{given}», hoặc bạn không được ghi sổ ở đó.")
NO_STATE = mark("Trạng thái: không có «{given}».")
STATE_MOVES = mark("Trạng thái: bản ghi đang «{state}»; trạng thái chỉ đổi bằng bước chuyển, không đổi khi nhập bảng.")
STATE_UNREADY = mark("Trạng thái: chưa đủ điều kiện để đứng ở «{state}».")
TWICE = mark("Trùng với dòng {line}.")
NO_CODE = mark("Mã: hãy điền, vì sổ này không có trường nào khác để nhận ra bản ghi.")
NOT_THERE = mark("Mã «{code}» là của bản ghi mà bạn không được ghi.")
_RECORD = ("id", "register", "code", "version_id", "agency_code", "state", "values", "title", "title_key", "search_key",
           "sort_keys", "identity", "edition", "written_at", "changed_at")  # fmt: skip
_EDITION = ("record_id", "register", "number", "version_id", "agency_code", "state", "values", "move", "reason",
            "actor", "at")  # fmt: skip
_CHANGED = ("version_id", "agency_code", "values", "title", "title_key", "search_key", "sort_keys", "identity",
            "edition", "changed_at")  # fmt: skip
_BATCH = 1000
_LOCK = "IMPORT"


@dataclass
class _Planned:
    """A row that can be taken: what will stand there."""

    code: str
    agency_code: str
    state: str
    values: dict[str, Any]
    identity: str | None
    existing: Record | None


@dataclass
class _Ground:
    """What rows are read against."""

    version: VersionView
    lookup: Finder
    may_edit: Callable[[str], bool]
    default_agency: str
    at: datetime
    by_code: dict[str, Record]
    by_identity: dict[str, Record]
    lines: dict[str, int]


@transaction.atomic(durable=True)
def import_rows(
    register: str,
    *,
    rows: Iterable[RowGiven],
    may_edit: Callable[[str], bool],
    agency_code: str,
    actor: str,
    at: datetime,
    is_trial: bool = False,
) -> Outcome:
    """Take a table in; with `is_trial` only say what would become of it.

    Rows are known again by their code, or by the fields that identify a record. `agency_code`: of rows that name none.
    """
    found = version_on(register, clock.local(at).date())
    if found is None:
        raise RegisterUnknown(code=register)
    _one_at_a_time(register)
    given = list(rows)
    ground = _Ground(found, Finder(bulk=True), may_edit, agency_code, at, {}, {}, {})
    _load(ground, given)
    outcome, planned = Outcome(), list[_Planned]()
    for row in given:
        try:
            planned.append(_plan(row, ground))
        except InvalidInput as refusal:
            outcome.refused.append(RowRefused(row.line, _reasons(refusal)))
    new = [one for one in planned if one.existing is None]
    changed = [one for one in planned if one.existing and _differs(one, one.existing)]
    outcome.written, outcome.changed, outcome.same = len(new), len(changed), len(planned) - len(new) - len(changed)
    if not is_trial:
        _write(new, ground, actor)
        _change(changed, ground, actor)
        _tell(outcome, found, agency_code, actor, at)
    return outcome


def _one_at_a_time(register: str) -> None:
    which = {"register": register, "series": _LOCK}
    RecordNumber.objects.bulk_create([RecordNumber(**which)], ignore_conflicts=True)
    RecordNumber.objects.select_for_update(of=("self",)).get(**which)


def _load(ground: _Ground, given: list[RowGiven]) -> None:
    """The records that rows may mean: by code, and by what identifies them."""
    register, definition = ground.version.definition.code, ground.version.definition
    codes = {str(row.cells.get(CODE) or "").strip().upper() for row in given} - {""}
    rows = Record.objects.filter(register=register)
    ground.by_code = {one.code: one for one in rows.filter(code__in=codes)} if codes else {}
    if definition.identity and len(codes) < len(given):
        ground.by_identity = {one.identity: one for one in rows.exclude(identity=None) if one.identity}
    elif definition.identity:
        ground.by_identity = {one.identity: one for one in ground.by_code.values() if one.identity}


def _plan(row: RowGiven, ground: _Ground) -> _Planned:
    definition, text = ground.version.definition, str(row.cells.get(CODE) or "")
    code = typed_code(text) if text.strip() else ""
    existing = ground.by_code.get(code)
    agency_code = _agency(row, ground, existing)
    values = read_values(definition, row.cells, ground.lookup, kept=existing.values if existing else None)
    identity = identity_key(definition, values, agency_code=agency_code)
    twin = ground.by_identity.get(identity or "")
    if not code and twin is not None:
        existing, code = twin, twin.code
        values = read_values(definition, row.cells, ground.lookup, kept=twin.values)
    if not code and identity is None:
        raise InvalidInput(NO_CODE)
    if existing is not None and not ground.may_edit(existing.agency_code):
        raise InvalidInput(NOT_THERE, code=code)
    _once(row, ground, code, identity)
    state = _state(row, ground, existing, values, agency_code)
    return _Planned(code, agency_code, state, values, identity, existing)


def _agency(row: RowGiven, ground: _Ground, existing: Record | None) -> str:
    text = str(row.cells.get(AGENCY) or "").strip()
    if not text:
        code: str | None = existing.agency_code if existing else ground.default_agency
    else:
        code = ground.lookup.find(AGENCY, text)
    if not code or not ground.may_edit(code):
        raise InvalidInput(NO_AGENCY, given=(text or code or "")[:80])
    return code


def _state(row: RowGiven, ground: _Ground, existing: Record | None, values: Mapping[str, Any], agency_code: str) -> str:
    definition, text = ground.version.definition, str(row.cells.get(STATE) or "").strip()
    here = existing.state if existing else definition.first_state
    if not text:
        return here
    wanted = next((one for one in definition.states if fold(text) in {fold(one.name), one.code}), None)
    if wanted is None:
        raise InvalidInput(NO_STATE, given=text[:60])
    if existing is not None and wanted.code != here:
        raise InvalidInput(STATE_MOVES, state=definition.state_of[here].name)
    day = clock.local(ground.at).date()
    if existing is None and not may_stand(definition, wanted.code, values=values, agency_code=agency_code, day=day):
        raise InvalidInput(STATE_UNREADY, state=wanted.name)
    return wanted.code


def _once(row: RowGiven, ground: _Ground, code: str, identity: str | None) -> None:
    """Refuse a row that means what an earlier one meant, or what a record with another code is."""
    twin = ground.by_identity.get(identity or "")
    if twin is not None and twin.code != code:
        raise InvalidInput(mark("Sổ đã có bản ghi này với mã {code}."), code=twin.code)
    keys = [f"code:{code}"] * bool(code) + [f"identity:{identity}"] * bool(identity)
    for key in keys:
        if key in ground.lines:
            raise InvalidInput(TWICE, line=ground.lines[key])
    ground.lines.update(dict.fromkeys(keys, row.line))


def _reasons(refusal: InvalidInput) -> tuple[str, ...]:
    return tuple(refusal.fields.values()) if isinstance(refusal, ValuesRefused) else (str(refusal),)


def _differs(planned: _Planned, existing: Record) -> bool:
    return planned.values != existing.values or planned.agency_code != existing.agency_code


def _write(new: list[_Planned], ground: _Ground, actor: str) -> None:
    found, at = ground.version, ground.at
    _give_codes(new, ground)
    ids = next_ids(Record, len(new)) if new else []
    stamp = at.isoformat()
    records, editions, events = list[tuple[object, ...]](), list[tuple[object, ...]](), list[Event]()
    for identity, one in zip(ids, new, strict=True):
        register, values = found.definition.code, json.dumps(one.values, ensure_ascii=False)
        columns = derived(found.definition, one.values, code=one.code, agency_code=one.agency_code)
        columns["sort_keys"] = json.dumps(columns["sort_keys"])
        head = (identity, register, one.code, found.id, one.agency_code, one.state, values)
        records.append((*head, *(columns[name] for name in _RECORD[7:12]), 1, stamp, stamp))
        editions.append((identity, register, 1, found.id, one.agency_code, one.state, values, "", "", actor, stamp))
        events.append(_written(one, found, actor, at))
    if new:
        copy_rows(Record, _RECORD, records)
        copy_rows(RecordEdition, _EDITION, editions)
        record_by_copy(events)


def _give_codes(new: list[_Planned], ground: _Ground) -> None:
    without: dict[str, list[_Planned]] = {}
    for one in new:
        if not one.code:
            without.setdefault(one.agency_code, []).append(one)
    brought = {one.code for one in new if one.code}
    for agency_code, ones in without.items():
        while waiting := [one for one in ones if not one.code]:
            made = next_codes(ground.version.definition, agency_code, count=len(waiting), at=ground.at)
            free = [code for code in made if code not in brought]
            for one, code in zip(waiting, free, strict=False):
                one.code = code


def _change(changed: list[_Planned], ground: _Ground, actor: str) -> None:
    found, at, rows, events = ground.version, ground.at, list[Record](), list[Event]()
    for one in changed:
        row = one.existing
        assert row is not None
        events.append(_changed(one, row, actor, at))
        columns = derived(found.definition, one.values, code=one.code, agency_code=one.agency_code)
        for name, value in {**columns, "values": one.values, "agency_code": one.agency_code}.items():
            setattr(row, name, value)
        row.version_id, row.edition, row.changed_at = found.id, row.edition + 1, at
        rows.append(row)
    if not rows:
        return
    Record.objects.bulk_update(rows, [name.removesuffix("_id") for name in _CHANGED], batch_size=_BATCH)
    RecordEdition.objects.filter(record__in=[row.pk for row in rows], until_at=None).update(until_at=at)
    stamp = at.isoformat()
    copy_rows(RecordEdition, _EDITION, (_edition(row, actor, stamp) for row in rows))
    record_by_copy(events)


def _edition(row: Record, actor: str, stamp: str) -> tuple[object, ...]:
    values = json.dumps(row.values, ensure_ascii=False)
    return (row.pk, row.register, row.edition, row.version_id, row.agency_code, row.state, values, "", "", actor, stamp)


def _written(one: _Planned, found: VersionView, actor: str, at: datetime) -> RecordWritten:
    register = found.definition.code
    return RecordWritten(
        subject=subject_of(register, one.code),
        agency_code=one.agency_code,
        at=at,
        actor=actor,
        register=register,
        code=one.code,
        state=one.state,
        under=found.number,
    )


def _changed(one: _Planned, row: Record, actor: str, at: datetime) -> RecordChanged:
    return RecordChanged(
        subject=subject_of(row.register, row.code),
        agency_code=one.agency_code,
        at=at,
        actor=actor,
        register=row.register,
        code=row.code,
        edition=row.edition + 1,
        fields=tuple(code for code in {**row.values, **one.values} if row.values.get(code) != one.values.get(code)),
    )


def _tell(outcome: Outcome, found: VersionView, agency_code: str, actor: str, at: datetime) -> None:
    register = found.definition.code
    record_event(
        RecordsImported(
            subject=f"register:{register}",
            agency_code=agency_code,
            at=at,
            actor=actor,
            register=register,
            written=outcome.written,
            changed=outcome.changed,
            same=outcome.same,
            refused=len(outcome.refused),
        )
    )
