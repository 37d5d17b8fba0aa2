"""Writing definitions: drafts, and versions that are published once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Count

from motcua.capabilities.registers.errors import ChangedMeanwhile, DefinitionRefused, StateStillUsed, TooEarly
from motcua.capabilities.registers.events import RegisterPublished
from motcua.capabilities.registers.models import Record, RegisterDraft, RegisterVersion
from motcua.capabilities.registers.queries.definitions import ids_on, known_codes, latest_version
from motcua.capabilities.registers.rules.meaning import definition_faults
from motcua.capabilities.registers.rules.shape import Fault
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.registry.organisation.public import Role

SHIPPED = Path(__file__).parents[1] / "definitions"
MOST_BYTES = 512 * 1024
UNREADABLE = mark("{file}: không phải JSON hợp lệ ({why})")
TOO_LARGE = mark("{file}: lớn quá {most} KB")
FIELD_GONE = mark("phiên bản mới bỏ trường «{label}»; giá trị đã ghi vẫn đọc được ở các bản ghi cũ")
TYPE_CHANGED = mark("trường «{label}» đổi kiểu; bản ghi cũ giữ giá trị cũ và không được lọc, cộng theo kiểu mới")


def objections(written: Mapping[str, Any], *, registers: Sequence[str] = ()) -> list[Fault]:
    """All that speaks against publishing: faults that stop it, and warnings, also against the version before."""
    found = definition_faults(written, roles=[role.value for role in Role], registers={*known_codes(), *registers})
    if any(fault.place in {"code", "fields", "states"} and fault.stops for fault in found):
        return found
    before = latest_version(str(written.get("code", "")))
    return [*found, *_against(before.written, written)] if before and not _stopped(found) else found


@transaction.atomic(durable=True)
def publish_register(
    written: Mapping[str, Any], *, actor: str, at: datetime, registers: Sequence[str] = ()
) -> RegisterVersion | None:
    """Publish a version, in force from its day; the one before ends that day. None if it is the last one again.

    `registers`: codes that will be published together with it. Raises `DefinitionRefused` with every fault,
    `TooEarly`, `StateStillUsed`.
    """
    take_turn_at(RegisterVersion)
    digest = _digest(written)
    latest = latest_version(str(written.get("code", "")))
    if latest is not None and latest.digest == digest:
        return None
    faults = [fault for fault in objections(written, registers=registers) if fault.stops]
    if faults:
        raise DefinitionRefused([str(fault) for fault in faults])
    register, valid_from = written["code"], date.fromisoformat(written["valid_from"])
    if latest is not None:
        latest = RegisterVersion.objects.select_for_update(no_key=True, of=("self",)).get(pk=latest.pk)
        _end(latest, written, valid_from)
    ids_on.renew()
    made = RegisterVersion.objects.create(
        register=register,
        number=latest.number + 1 if latest else 1,
        name=written["name"],
        written=written,
        digest=digest,
        valid_from=valid_from,
        valid_to=date.fromisoformat(written["valid_to"]) if written.get("valid_to") else None,
        published_at=at,
        published_by=actor,
    )
    RegisterDraft.objects.filter(register=register).delete()
    record(
        RegisterPublished(
            subject=f"register:{register}",
            agency_code="",
            at=at,
            actor=actor,
            register=register,
            number=made.number,
            valid_from=valid_from.isoformat(),
        )
    )
    return made


@transaction.atomic(durable=True)
def save_draft(written: Mapping[str, Any], *, actor: str, at: datetime, edition: int | None = None) -> RegisterDraft:
    """Keep what is being written, faulty or not; `edition`: the one that was being looked at."""
    text = json.dumps(written, ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        raise InvalidInput(TOO_LARGE, file=str(written.get("code")), most=MOST_BYTES // 1024)
    code = str(written["code"])
    first = {"written": written, "changed_at": at, "changed_by": actor}
    row, is_new = RegisterDraft.objects.select_for_update().get_or_create(register=code, defaults=first)
    if is_new:
        return row
    if edition is not None and edition != row.edition:
        raise ChangedMeanwhile(who=row.changed_by, when=f"{clock.local(row.changed_at):%H:%M, %d/%m/%Y}")
    row.written, row.edition, row.changed_at, row.changed_by = written, row.edition + 1, at, actor
    row.save()
    return row


@transaction.atomic(durable=True)
def drop_draft(register: str) -> None:
    """Throw away what was being written; what is published stays."""
    RegisterDraft.objects.filter(register=register).delete()


def shipped_files() -> list[Path]:
    """Our own definitions."""
    return sorted(SHIPPED.glob("*.json"))


def read_definition(file: Path) -> Any:
    """What a file says. Raises `InvalidInput` if it is no JSON or too large."""
    return definition_in(file.read_bytes(), name=file.name)


def definition_in(content: bytes, *, name: str) -> Any:
    """The same, of a content."""
    if len(content) > MOST_BYTES:
        raise InvalidInput(TOO_LARGE, file=name, most=MOST_BYTES // 1024)
    try:
        return json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(UNREADABLE, file=name, why=str(error)[:120]) from error


def load_registers(
    files: Sequence[Path], *, actor: str, at: datetime
) -> tuple[list[str], list[tuple[str, DomainError]]]:
    """Publish each file's definition that is new (our own if none is named): codes published, files refused and why."""
    read: list[tuple[Path, Any]] = []
    refused: list[tuple[str, DomainError]] = []
    for file in files or shipped_files():
        try:
            read.append((file, read_definition(file)))
        except InvalidInput as error:
            refused.append((file.name, error))
    together = [str(one["code"]) for _, one in read if isinstance(one, Mapping) and "code" in one]
    published: list[str] = []
    for file, written in read:
        try:
            if not isinstance(written, Mapping):
                raise DefinitionRefused([str(fault) for fault in objections(written)])
            if publish_register(written, actor=actor, at=at, registers=together):
                published.append(written["code"])
        except DomainError as error:
            refused.append((file.name, error))
    return published, refused


def _no_number(text: str) -> None:
    raise ValueError(text)


def _digest(written: Mapping[str, Any]) -> str:
    plain = json.dumps(written, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _stopped(faults: Sequence[Fault]) -> bool:
    return any(fault.stops for fault in faults)


def _end(latest: RegisterVersion, written: Mapping[str, Any], valid_from: date) -> None:
    if valid_from < latest.valid_from:
        raise TooEarly(day=f"{latest.valid_from:%d/%m/%Y}")
    states = {state["code"] for state in written["states"]}
    standing = Record.objects.filter(register=latest.register).exclude(state__in=states)
    left = standing.values("state").annotate(number=Count("pk")).order_by("state").first()
    if left is not None:
        names = {state["code"]: state["name"] for state in latest.written["states"]}
        raise StateStillUsed(state=names.get(left["state"], left["state"]), number=left["number"])
    if latest.valid_to is None or latest.valid_to > valid_from:
        latest.valid_to = valid_from
        latest.save(update_fields=["valid_to"])


def _against(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Fault]:
    now = {field["code"]: field for field in after["fields"]}
    for field in before["fields"]:
        if field["code"] not in now:
            yield Fault("fields", FIELD_GONE, {"label": field["label"]}, stops=False)
        elif now[field["code"]]["type"] != field["type"]:
            yield Fault("fields", TYPE_CHANGED, {"label": field["label"]}, stops=False)
